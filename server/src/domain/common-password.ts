import { normalizePassword } from '../../../shared/password-criteria';

/** What people write for a letter, where it can be one letter only; `1` is an `i` to some and an `l` to others. */
const LOOKS_LIKE: Record<string, string> = {
  0: 'o',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

const spelledOut = (word: string, one: 'i' | 'l') =>
  [...word].map((sign) => (sign === '1' ? one : (LOOKS_LIKE[sign] ?? sign))).join('');

/** Signs at the end, then digits too. */
const ENDINGS = [/[^\p{L}\p{N}]+$/u, /[^\p{L}]+$/u];
/** One part, said over and over. */
const REPEATED = /^(.+?)\1+$/u;
/** Of a part this short every repetition is common. */
const SHORT_PART = 3;

/**
 * Whether the password is common, or hardly more than a common one: in other case, with digits and signs at its end,
 * with signs for letters, or repeated. `isListed` knows the common ones in lower case.
 */
export const isCommonPassword = (password: string, isListed: (word: string) => boolean): boolean => {
  const folded = normalizePassword(password).toLowerCase();
  const [, part] = REPEATED.exec(folded) ?? [];
  if (part !== undefined && [...part].length <= SHORT_PART) return true;
  const stems = ENDINGS.map((ending) => folded.replace(ending, ''))
    // A strong one that happens to begin with a word is not refused for it.
    .filter((stem) => stem.length * 2 >= folded.length);
  return [folded, ...stems, ...(part === undefined ? [] : [part])].some((word) =>
    [word, spelledOut(word, 'i'), spelledOut(word, 'l')].some(isListed),
  );
};
