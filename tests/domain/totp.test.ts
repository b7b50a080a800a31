import { Secret, TOTP } from 'otpauth';

import { newTotpSecret, totpStepOf, totpUri } from '../../server/src/domain/totp';

/** RFC 6238, appendix B: each secret is as long as its hash, by the digits over and over. */
const ofBytes = (count: number) => Secret.fromUTF8('1234567890'.repeat(7).slice(0, count)).base32;
const SECRETS = { SHA1: ofBytes(20), SHA256: ofBytes(32), SHA512: ofBytes(64) } as const;
const RFC_SECRET = SECRETS.SHA1;
const at = (seconds: number) => new Date(seconds * 1000);

describe.each([
  [59, { SHA1: '94287082', SHA256: '46119246', SHA512: '90693936' }],
  [1111111109, { SHA1: '07081804', SHA256: '68084774', SHA512: '25091201' }],
  [1111111111, { SHA1: '14050471', SHA256: '67062674', SHA512: '99943326' }],
  [1234567890, { SHA1: '89005924', SHA256: '91819424', SHA512: '93441116' }],
  [2000000000, { SHA1: '69279037', SHA256: '90698825', SHA512: '38618901' }],
  [20000000000, { SHA1: '65353130', SHA256: '77737706', SHA512: '47863826' }],
])('at %d seconds', (seconds, codes) => {
  it.each(['SHA1', 'SHA256', 'SHA512'] as const)('takes the code of the RFC by %s', (algorithm) => {
    const kind = { algorithm, digits: 8 };

    expect(totpStepOf(SECRETS[algorithm], codes[algorithm], at(seconds), kind)).toBe(
      Math.floor(seconds / 30),
    );
    // Those of the other hashes, and six digits of its own, are no codes of this kind.
    for (const code of [...Object.values(codes), codes[algorithm].slice(2)])
      if (code !== codes[algorithm])
        expect(totpStepOf(SECRETS[algorithm], code, at(seconds), kind)).toBeNull();
  });
});

/** What apps show: the same codes, cut to six digits. */
it.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('takes the code of the RFC at %d seconds', (seconds, code) => {
  expect(totpStepOf(RFC_SECRET, code, at(seconds))).toBe(Math.floor(seconds / 30));
});

it('takes the code of one step before and after, as their own steps, and none further away', () => {
  const seconds = 1_700_000_010;
  const step = Math.floor(seconds / 30);
  const codeOf = (steps: number) =>
    new TOTP({ secret: Secret.fromBase32(RFC_SECRET) }).generate({
      timestamp: (seconds + steps * 30) * 1000,
    });

  expect([-2, -1, 0, 1, 2].map((steps) => totpStepOf(RFC_SECRET, codeOf(steps), at(seconds)))).toEqual([
    null,
    step - 1,
    step,
    step + 1,
    null,
  ]);
});

it.each(['', '28708', '2870820', '28708a', '-87082', '287 083'])('does not take %j', (code) => {
  expect(totpStepOf(RFC_SECRET, code, at(59))).toBeNull();
});

it('reads over the blanks that apps show', () => {
  expect(totpStepOf(RFC_SECRET, ' 287 082 ', at(59))).toBe(1);
});

it('makes secrets of 160 bits, each another, that the QR code tells with the names', () => {
  const [one, other] = [newTotpSecret(), newTotpSecret()];

  expect(one).toMatch(/^[A-Z2-7]{32}$/);
  expect(other).not.toBe(one);
  const uri = new URL(totpUri(one, { issuer: 'Our: project', label: 'ada@example.test' }));
  expect(uri.protocol).toBe('otpauth:');
  expect(uri.searchParams.get('secret')).toBe(one);
  expect(decodeURIComponent(uri.href)).toContain('ada@example.test');
});
