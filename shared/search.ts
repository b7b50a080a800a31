import { folded, foldedWrittenOut } from './folded';
import { SEARCHED_FIELDS, type SearchedField } from './users/fields';

/** As long as the column, which every database indexes. */
const MAX_SEARCH_TEXT = 600;
/** Of typed text; any words beyond are looked for as one. */
const MAX_WORDS = 16;
const MAX_TYPED = 200;

const BETWEEN_WORDS = /[\s,;]+/;

/** What a search looks for: every word, in one of its spellings, or all of it as a phone number. */
export type Asked = { words: string[][]; number: string | null };

type Searched = Record<SearchedField, string | null> & { email: string; userName: string };

/** The last name first. */
const NAMES = SEARCHED_FIELDS.filter(
  (field) => field !== 'email' && field !== 'mobile' && field !== 'userName',
).reverse();

/**
 * A user's text for searching. If it is too long, the longest parts are cut first, and never the e-mail
 * address or the number.
 */
export const searchTextOf = (user: Searched): string => {
  const { email, mobile, userName } = user;
  const kept = [folded(email), ...(mobile ? [folded(mobile), squeezed(mobile)] : [])];
  const others = [
    ...(userName.toLowerCase() === email.toLowerCase() ? [] : [userName]),
    ...NAMES.map((field) => user[field]).filter((name) => name !== null),
  ];
  const fixed = joined(kept).slice(0, MAX_SEARCH_TEXT);
  const texts = [...others.map(folded), writtenOutIn(others)].filter(Boolean);
  return joined([fixed, ...cutToFit(texts, MAX_SEARCH_TEXT - fixed.length)]).toWellFormed();
};

/** The same for anything that has names. */
export const searchTextOfNames = (...names: string[]) => joined([...names.map(folded), writtenOutIn(names)]);

/** Words that change when umlauts are written out. */
const writtenOutIn = (texts: readonly string[]) =>
  joined(
    texts.flatMap((text) => {
      const written = foldedWrittenOut(text);
      if (written === null) return [];
      const plain = new Set(folded(text).split(' '));
      return written.split(' ').filter((word) => !plain.has(word));
    }),
  );

const joined = (texts: readonly string[]) => [...new Set(texts)].filter(Boolean).join(' ');

/** As much of each text as fits, with a blank before it: what short ones leave goes to long ones. */
const cutToFit = (texts: readonly string[], room: number): string[] => {
  let left = room;
  const lengths = new Map<string, number>();
  const rising = [...new Set(texts)].sort((one, other) => one.length - other.length);
  for (const [index, text] of rising.entries()) {
    const share = Math.max(0, Math.floor(left / (rising.length - index)) - 1);
    const length = Math.min(text.length, share);
    lengths.set(text, length);
    left -= length + 1;
  }
  return texts.map((text) => text.slice(0, lengths.get(text)).trim());
};

/** What somebody typed. Blanks alone look for nothing in particular; callers don't ask then. */
export const askedFor = (typed: string): Asked => {
  const text = typed.slice(0, MAX_TYPED).trim();
  const all = text.split(BETWEEN_WORDS).filter(Boolean);
  // Never less than was typed: what is done to all results must not be done to more.
  const words =
    all.length <= MAX_WORDS ? all : [...all.slice(0, MAX_WORDS - 1), all.slice(MAX_WORDS - 1).join(' ')];
  return {
    words: (words.length > 0 ? words : [text]).map(spellingsOf),
    number: all.length > 1 ? numberIn(text) : null,
  };
};

const spellingsOf = (word: string): string[] => {
  const number = numberIn(word);
  // What folds to nothing, such as a lone mark, is in no text.
  const spellings = [folded(word) || word, foldedWrittenOut(word), number];
  return [...new Set(spellings.filter((spelling) => spelling !== null))];
};

const NUMBER = /^\+?[0-9 ()./-]+$/;
/** Fewer digits are not taken for the start of a number. */
const FEWEST_DIGITS = 3;

/** Digits alone, with the country code as +. */
const squeezed = (number: string) =>
  number
    .replace('(0)', '')
    .replace(/[ ()./-]/g, '')
    .replace(/^00(?=\d)/, '+');

/** The part of a number that is the same dialled from near or far; null if it is not a number. */
const numberIn = (typed: string): string | null => {
  if (!NUMBER.test(typed)) return null;
  const number = squeezed(typed).replace(/^0/, '');
  return number.replace('+', '').length < FEWEST_DIGITS ? null : number;
};

/** Whether a short text, as stored for searches, matches what is asked for. */
export const isFound = (text: string, { words, number }: Asked) =>
  (number !== null && text.includes(number)) ||
  words.every((spellings) => spellings.some((spelling) => text.includes(spelling)));
