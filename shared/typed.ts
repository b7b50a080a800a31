/**
 * What people type and paste, read as they mean it: blanks and marks that nobody sees come along with what is copied, and
 * some keyboards write digits of their own. Whoever calls these has bounded the text first.
 */

/** Zero-width characters, marks of direction, soft hyphens, variation selectors. */
const UNSEEN = /[\p{Cf}\p{DI}]/gu;
const AROUND = /[\s\p{Cf}]/u;
const DIGIT = /\p{Nd}/u;
/** `!` to `~` as they are written between Chinese characters, so much further up. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_SHIFT = 0xfee0;

/** Digits of a script stand together, in tens, from nought up. */
const valueOf = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
};

/** Without blanks and unseen marks around it; in a time that its length says, as no bound holds at a sign-in. */
export const trimTyped = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && AROUND.test(text.charAt(start))) start += 1;
  while (end > start && AROUND.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
};

/** Has no width and parts no words. Our mails put it where a name must not become a link (server/src/domain/no-links.ts). */
export const WORD_JOINER = '\u2060';

/** A name or an address to sign in with, also as it was copied from one of our mails. */
export const readLoginName = (typed: string): string =>
  trimTyped(typed).replaceAll(WORD_JOINER, '').toLowerCase();

/** As it was meant to be written in ASCII: unseen marks are gone, digits of any script and full-width signs plain. */
export const asciiTyped = (text: string): string =>
  trimTyped(text)
    .replace(UNSEEN, '')
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_SHIFT))
    .replace(/\p{Nd}/gu, valueOf);

/** Dashes of every kind, and what stands for a minus. */
const DASHES = /[\p{Pd}\u2212]/gu;

/** A one-time or recovery code: whatever it was grouped with is gone. What is left is compared as it is. */
export const readCode = (typed: string): string =>
  asciiTyped(typed.normalize('NFKC')).replace(DASHES, '').replace(/\s/g, '');

/**
 * A phone number, with what it was copied with left out: the scheme of a link (RFC 3966), other dashes and blanks than
 * those of a keyboard, and `00` where a `+` is meant. `(0)` and extensions stay, for who knows numbers to judge.
 */
export const readPhoneNumber = (typed: string): string =>
  asciiTyped(typed)
    .replace(/^tel:\s*/i, '')
    .replace(DASHES, '-')
    .replace(/\s+/g, ' ')
    .replace(/^(?:00|\(00\))(?=[\s./-]?[1-9])/, '+');
