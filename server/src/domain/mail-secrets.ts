import { type Refusal, refuse } from '../../../shared/refusals';
import { readMailHtml } from './mail-html';
import { CLOSING, OPENING, SECRET, VALUE } from './mail-marks';

/** As Mustache parses a template. `inside`: the tokens of a section. */
export type Token = [type: string, value: string, start: number, end: number, inside?: Token[]];

/** The template as one text with marks for its placeholders. Comments are gone, as they are in the mail. */
const withMarks = (tokens: readonly Token[], secret: string): string =>
  tokens
    .map(([type, value, , , inside]) => {
      if (type === 'text') return value;
      if (type === '!') return '';
      if (Array.isArray(inside)) return `${OPENING}${withMarks(inside, secret)}${CLOSING}`;
      return value === secret ? SECRET : VALUE;
    })
    .join('');

/** Whether it is in the mail whatever the values are: only the secret itself is sure to have a value. */
const isAlwaysIn = (tokens: readonly Token[], secret: string): boolean => {
  const sections = (type: string) =>
    tokens.filter((token) => token[0] === type && isAlwaysIn(token[4] ?? [], secret));
  const without = sections('^').map(([, value]) => value);
  return (
    tokens.some(([type, value]) => type === 'name' && value === secret) ||
    sections('#').some(([, value]) => value === secret || without.includes(value))
  );
};

/** Allowed before it in the same word: “Code:”, and opening quotation marks or brackets. */
const OPENERS = '[\\s\\p{Ps}\\p{Pi}\\p{Pf}"\'*_<]*';
const BEFORE = new RegExp(`^${OPENERS}(?:[\\p{L}\\p{N}-]*:${OPENERS})?$`, 'u');
/** Allowed after it: what ends a sentence or a quotation, but no word, as both would make one URL. */
const AFTER = new RegExp(`^[^\\p{L}\\p{N}${SECRET}${VALUE}]*$`, 'u');
/** Only these separate words for every program that turns URLs in a text into links. */
const BLANK = /[ \t\r\n]/;

/**
 * The rest of the word in that direction. A blank in a section that may be left out does not end it. `into`
 * and `outOf` are the marks of a section's two ends, in the order they are met.
 */
const wordBeside = (text: string, at: number, step: 1 | -1): string => {
  const [into, outOf] = step === 1 ? [OPENING, CLOSING] : [CLOSING, OPENING];
  let depth = 0;
  let word = '';
  for (let i = at + step; i >= 0 && i < text.length; i += step) {
    const char = text[i] as string;
    if (char === into) depth += 1;
    else if (char === outOf) depth = Math.max(0, depth - 1);
    else if (depth === 0 && BLANK.test(char)) break;
    else word += char;
  }
  return step === 1 ? word : [...word].reverse().join('');
};

/** Some programs take everything between < and > as one URL, blanks included (RFC 3986, appendix C). */
const isInBrackets = (text: string, at: number): boolean => {
  let depth = 0;
  let isBare = true;
  for (let i = at - 1; i >= 0; i -= 1) {
    const char = text[i] as string;
    if (char === CLOSING) depth += 1;
    else if (char === OPENING) depth = Math.max(0, depth - 1);
    else if (char === '<') return !isBare;
    else if (char === '>' && depth === 0) return false;
    else if (!BLANK.test(char)) isBare = false;
  }
  return false;
};

const standsApart = (text: string): boolean =>
  [...text.matchAll(new RegExp(SECRET, 'g'))].every(
    ({ index }) =>
      BEFORE.test(wordBeside(text, index, -1)) &&
      AFTER.test(wordBeside(text, index, 1)) &&
      !isInBrackets(text, index),
  );

/** Entities that are only quotation marks and blanks. */
const HARMLESS = /&(?:nbsp|quot|apos|[lrb]dquo|[lr]squo|sbquo|[lr]aquo);/g;

/**
 * What is wrong with the secret's position in one version of a mail: it must be there whatever the values
 * are, as text that is part of nothing else or, if a link, as a whole `href`. Null: nothing.
 */
export const secretProblem = (
  tokens: readonly Token[],
  secret: string,
  field: 'html' | 'text',
): Refusal | null => {
  const placeholder = `{{${secret}}}`;
  if (!isAlwaysIn(tokens, secret)) return refuse('template-needs', { placeholder });
  const source = withMarks(tokens, secret);
  const read =
    field === 'text' ? { text: source } : readMailHtml(source, { placeholder, isLink: secret === 'link' });
  if ('refused' in read) return read;
  const text = field === 'text' ? read.text : read.text.replace(HARMLESS, '"');
  return standsApart(text) ? null : refuse('template-secret-apart', { placeholder });
};
