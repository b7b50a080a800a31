import { isOneMailbox } from '../../server/src/domain/mail-address';
import { cleanAnswer } from '../../server/src/domain/mail-answer';
import { nextTry } from '../../server/src/domain/mail-retry';

describe('the answer of a mail server', () => {
  it('is one printable line of a length that fits', () => {
    expect(cleanAnswer('250 2.0.0 Ok:\r\n queued as\u0000 4F3C', [])).toBe(
      '250 2.0.0 Ok: queued as\ufffd 4F3C',
    );
    expect(cleanAnswer('x'.repeat(400), [])).toHaveLength(255);
  });

  it('tells no link and no password, and no token that stood in one', () => {
    const link = 'https://example.test/admin/auth/register#registrationToken=abcdefghijklmnop_-';
    const said = cleanAnswer(
      `spam: ${link} or Horse-7-Battery; abcdefghijklmnop_- see http://spam.test/why`,
      [link, 'Horse-7-Battery'],
    );
    expect(said).toBe('spam: … or …; … see …');
  });
});

it.each(['a@example.test', 'Jürgen.o+x@bücher.example', "o'neil@example.test"])(
  '%s is one mailbox',
  (address) => expect(isOneMailbox(address)).toBe(true),
);
it.each([
  'a@b.test,c@d.test',
  'a@b.test c@d.test',
  '<a@b.test>',
  'a@b@c',
  'a@b.test\r\nBcc: c@d.test',
  '',
  'a',
])('%j is none, or more than one', (address) => expect(isOneMailbox(address)).toBe(false));

it('tries again after pauses that grow, and then no more', () => {
  const now = new Date('2030-01-01T00:00:00Z');
  const pauses = [1, 2, 3, 4, 5].map((failures) => (nextTry(failures, now)?.getTime() ?? 0) - now.getTime());

  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  expect(pauses[0]).toBeGreaterThan(0);
  expect(nextTry(6, now)).toBeNull();
});
