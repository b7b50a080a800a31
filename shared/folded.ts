/** No more of a text is looked at: normalizing takes quadratic time in the marks on one letter. */
export const MAX_FOLDED = 1_000;

const PLAIN = /^[\u0020-\u007e]*$/;

/**
 * Ignores case by Unicode's full case folding: ß is ss, and ς is σ. Lower, upper, lower, as some letters lack
 * a counterpart in the other case. Both of Turkish's i count as one, as they look alike.
 */
export const caseFolded = (text: string) =>
  PLAIN.test(text) ? text.toLowerCase() : text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');

/** Letters that Unicode does not decompose, as typed by people whose keyboards lack them. */
const LETTERS: Record<string, string> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
};
const OTHER_LETTERS = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

/** Marks on letters of any script, and what is unseen; the voiced marks of kana make other letters. */
const MARKS = /(?![\u3099\u309a])[\p{Script=Inherited}\p{Default_Ignorable_Code_Point}]/gu;
const BLANKS = /\s+/g;

/** Text as searches and sorting compare it: without case, marks and other ways to write the same letters. */
export const folded = (text: string): string => {
  const bounded = text.slice(0, MAX_FOLDED).toWellFormed();
  if (PLAIN.test(bounded)) return bounded.toLowerCase().replace(BLANKS, ' ').trim();
  return caseFolded(bounded.normalize('NFKD'))
    .replace(MARKS, '')
    .replace(OTHER_LETTERS, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFC')
    .replace(BLANKS, ' ')
    .trim();
};

/** How German and its neighbours write the letters out. */
const WRITTEN_OUT: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };
const TO_WRITE_OUT = /[äöüøå]/g;

/** The same with umlauts written out; null if there are none. */
export const foldedWrittenOut = (text: string): string | null => {
  const bounded = text.slice(0, MAX_FOLDED);
  if (PLAIN.test(bounded)) return null;
  const lower = bounded.normalize('NFC').toLowerCase();
  const written = lower.replace(TO_WRITE_OUT, (letter) => WRITTEN_OUT[letter] ?? letter);
  return written === lower ? null : folded(written);
};
