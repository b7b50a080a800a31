import fc from '../support/fast-check';
import { toE164, toKeptNumber } from '../../server/src/domain/phone-number';
import { isOneMailbox } from '../../server/src/domain/mail-address';
import { parseRange } from '../../server/src/domain/ip-range';
import { hashOfRecoveryCode, newRecoveryCode } from '../../server/src/features/sign-in/mfa/recovery-codes';
import { explainAccess } from '../../shared/contracts/access';
import { createIpRule } from '../../shared/contracts/ip-rules';
import { mfaCode } from '../../shared/contracts/mfa';
import { email, phoneNumber } from '../../shared/users/fields';
import { readCode, readLoginName } from '../../shared/typed';

/** What comes along when something is copied, and what groups are parted with. */
const BETWEEN = [
  ...[' ', '\u00a0', '\u202f', '\u2009', '\u3000', '\t', '\n'],
  ...['-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212', '\uff0d', '\ufe63'],
  ...['\u200b', '\u200e', '\u202a', '\u202c', '\u2060', '\u2066', '\u2069', '\ufeff', '\u00ad', '\ufe0f'],
];
const inDigitsFrom = (nought: number) => (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(nought + Number(digit)));
/** Full-width, Arabic, Persian, Devanagari, Thai, mathematical. */
const SCRIPTS = [0xff10, 0x660, 0x6f0, 0x966, 0xe50, 0x1d7ce, 0x1d7f6].map(inDigitsFrom);

describe('a code', () => {
  it.each([
    '123 456',
    '123-456',
    '123\u2013456',
    '\u00a0123456',
    '123456\u200b',
    '\u202a123456\u202c',
    '\uff11\uff12\uff13\uff14\uff15\uff16',
    '1\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e3456'.replaceAll('\u20e3', ''),
    '12 34 56\r\n',
  ])('is read as it was meant: %j', (typed) => expect(readCode(typed)).toBe('123456'));

  it('is read however it is grouped, in whichever digits', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{6}$/),
        fc.array(fc.constantFrom(...BETWEEN), { minLength: 7, maxLength: 7 }),
        fc.constantFrom((text: string) => text, ...SCRIPTS),
        (code, between, write) => {
          const typed = between.map((mark, place) => mark + write(code.charAt(place))).join('');
          expect(mfaCode.parse(typed)).toBe(typed);
          expect(readCode(typed)).toBe(code);
        },
      ),
    );
  });

  it('to recover with is the same however it is grouped, in whichever case', () => {
    fc.assert(
      fc.property(fc.constantFrom(...BETWEEN), (mark) => {
        const code = newRecoveryCode();
        const typed = `${mark}${code.toLowerCase().replaceAll('-', mark)}${mark}`;
        expect(hashOfRecoveryCode(typed)).toBe(hashOfRecoveryCode(code));
      }),
    );
  });

  it.each(['12345', '1234567', '12345a', '', '12345.6', '1234\u2075\u20766'])(
    'of other signs or of another length is no other: %j',
    (typed) => expect(readCode(typed)).not.toBe('123456'),
  );

  it('longer than any is not looked at', () => {
    expect(mfaCode.safeParse(' '.repeat(129)).success).toBe(false);
  });
});

describe('a phone number', () => {
  it.each([
    ['\u202a+44 20 7946 0958\u202c', '+442079460958'],
    ['+44\u00a020\u00a07946\u00a00958', '+442079460958'],
    ['+44 20\u20117946\u20110958', '+442079460958'],
    ['tel:+44-20-7946-0958', '+442079460958'],
    ['TEL: +44 20 7946 0958', '+442079460958'],
    ['+49 (0)30 901820', '+4930901820'],
    ['+44(0)20 7946 0958', '+442079460958'],
    ['\uff0b44 20 7946 0958', '+442079460958'],
    ['0044 20 7946 0958', '+442079460958'],
    ['0049/30/901820', '+4930901820'],
    ['+44.20.7946.0958', '+442079460958'],
    ['+49 30 / 90 18 20', '+4930901820'],
    ['+44 20 7946\u20130958', '+442079460958'],
    ['\uff0b\uff14\uff14 20 7946 0958', '+442079460958'],
    ['+\u0664\u0664 20 7946 0958', '+442079460958'],
    ['+44\u200b2079460958\ufeff', '+442079460958'],
    ['+39 (0)6 698 12345', '+390669812345'],
    ['+39 06 698 12345', '+390669812345'],
  ])('is kept as any phone dials it: %j', (typed, right) => {
    const given = phoneNumber.parse(typed);
    expect([toE164(given), toKeptNumber(given)]).toEqual([right, right]);
  });

  it.each(['+44 20 7946 0958 ext. 12', '+44 20 7946 0958;ext=12', '+44 20 7946 0958 x12', 'call me', '+'])(
    'that is more or less than one is refused: %j',
    (typed) => expect(phoneNumber.safeParse(typed).success).toBe(false),
  );

  it.each([
    ['020\u00a07946\u20110958', '020 7946-0958'],
    ['(0)30 123', '(0)30 123'],
  ])('without a country code is kept as it was typed, in plain signs: %j', (typed, kept) => {
    const given = phoneNumber.parse(typed);
    expect([toE164(given), toKeptNumber(given)]).toEqual([null, kept]);
  });
});

describe('an e-mail address', () => {
  it.each([
    ['r&d@example.org'],
    ['a/b@example.org'],
    ['a=b@example.org'],
    ["o'neil+x{y}|z~^`*?#$!%@example.org"],
    ['ann@example.xn--p1ai'],
    ['ann@xn--bcher-kva.example'],
    ['ann@b\u00fccher.example'],
    ['j\u00fcrgen@example.org'],
    ['ANN@EXAMPLE.ORG', 'ann@example.org'],
    [' ann@example.org ', 'ann@example.org'],
    ['\u202aann@example.org\u202c\u00a0\n', 'ann@example.org'],
    ['ann@bu\u0308cher.example', 'ann@b\u00fccher.example'],
    [`${'a'.repeat(64)}@example.org`],
  ])('can be %j', (typed, right = typed) => {
    expect(email.parse(typed)).toBe(right);
    expect(isOneMailbox(right)).toBe(true);
  });

  it.each([
    ...['ann', 'ann@', '@example.org', 'ann@example', 'ann@localhost', 'ann@192.0.2.1', 'ann@example.1'],
    ...['a@b@example.org', 'a b@example.org', 'ann@exam ple.org', 'a,b@example.org', 'a;b@example.org'],
    ...[
      '"a b"@example.org',
      '<ann@example.org>',
      'Ann <ann@example.org>',
      'ann@example.org\r\nBcc: x@y.test',
    ],
    ...['.ann@example.org', 'ann.@example.org', 'a..b@example.org', 'ann@-example.org', 'ann@example-.org'],
    ...['=?utf-8?q?ann?=@example.org', 'ann@example.org.', 'a\u200bnn@example.org', 'a\u3164@example.org'],
    ...[`${'a'.repeat(65)}@example.org`, `a@${'b'.repeat(64)}.org`, `a@${'b.'.repeat(126)}org`],
  ])('is none: %j', (typed) => expect(email.safeParse(typed).success).toBe(false));

  it('that is taken is one mailbox, whatever it holds', () => {
    const sign = fc.constantFrom(...'ab.@,;:<>()[]"\\ =?&/%!\r\n\t\u200b\u00a0\u00fc\u3164-');
    fc.assert(
      fc.property(
        fc.string({ unit: sign, maxLength: 12 }),
        fc.string({ unit: sign, maxLength: 12 }),
        (a, b) => {
          const { data } = email.safeParse(`${a}@${b}`);
          expect(data === undefined || isOneMailbox(data)).toBe(true);
        },
      ),
    );
  });
});

it.each(['Ada', ' ada ', '\u00a0ADA\u200b', '\u2066ada\u2069', 'a\u2060da'])(
  'a name to sign in with is read without what is around it: %j',
  (typed) => expect(readLoginName(typed)).toBe('ada'),
);

it.each([
  [' 10.0.0.0/8 ', '10.0.0.0/8'],
  ['\uff11\uff10.0.0.0\uff0f8', '10.0.0.0/8'],
  ['\u00a010.0.0.0/8\u200b', '10.0.0.0/8'],
  ['\u0661\u0660.*', '10.*'],
  [' 2001:DB8::/32\n', '2001:db8::/32'],
])('a range is read as it was meant: %j', (typed, right) => {
  const { range } = createIpRule.body.parse({ scope: 'everyone', range: typed });
  expect(parseRange(range)).toMatchObject({ range: right });
});

it.each(['10.0.0.1\u00b2', '10.0.0. 1', '10.0.0.1 10.0.0.2', '10.0.0.0/8-'])(
  'a range that could mean another is none: %j',
  (typed) => {
    const { range } = createIpRule.body.parse({ scope: 'everyone', range: typed });
    expect(parseRange(range)).toHaveProperty('refused');
  },
);

it('an address to ask about is read as it was meant', () => {
  expect(explainAccess.body.parse({ user: 1, ip: ' \uff11\uff10.0.0.1\u00a0' }).ip).toBe('10.0.0.1');
});
