/**
 * What people type and paste, read as they mean it: copying brings blanks and unseen marks along, and some
 * keyboards write digits of their own. Callers bound the text first.
 */

/** Zero-width characters, direction marks, soft hyphens, variation selectors. */
const UNSEEN = /[\p{Cf}\p{DI}]/gu;
const AROUND = /[\s\p{Cf}]/u;
const DIGIT = /\p{Nd}/u;
/** `!` to `~` as written between Chinese characters, at a fixed distance. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_SHIFT = 0xfee0;

/** A script's digits are consecutive, in tens, starting with zero. */
const valueOf = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
};

/** Without blanks and unseen marks around it; in linear time, as sign-ins have no length limit. */
export const trimTyped = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && AROUND.test(text.charAt(start))) start += 1;
  while (end > start && AROUND.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
};

/** Zero-width, and splits no words. In our mails it keeps names from becoming links (domain/no-links.ts). */
export const WORD_JOINER = '\u2060';

/** A name or an address to sign in with, also if it was copied from one of our mails. */
export const readLoginName = (typed: string): string =>
  trimTyped(typed).replaceAll(WORD_JOINER, '').toLowerCase();

/** As meant in ASCII: without unseen marks, with digits of any script and full-width characters plain. */
export const asciiTyped = (text: string): string =>
  trimTyped(text)
    .replace(UNSEEN, '')
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_SHIFT))
    .replace(/\p{Nd}/gu, valueOf);

/** Dashes of every kind, and minus signs. */
const DASHES = /[\p{Pd}\u2212]/gu;

/** A one-time or recovery code without what groups it. The rest is compared as it is. */
export const readCode = (typed: string): string =>
  asciiTyped(typed.normalize('NFKC')).replace(DASHES, '').replace(/\s/g, '');

/**
 * A phone number without what copying adds: the scheme of a link (RFC 3966), dashes and blanks other than
 * those of a keyboard, and `00` for `+`. `(0)` and extensions stay, for the parser to judge.
 */
export const readPhoneNumber = (typed: string): string =>
  asciiTyped(typed)
    .replace(/^tel:\s*/i, '')
    .replace(DASHES, '-')
    .replace(/\s+/g, ' ')
    .replace(/^(?:00|\(00\))(?=[\s./-]?[1-9])/, '+');
