import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

import { readPhoneNumber } from '../../../shared/typed';

const hasCountryCode = (number: string) => number.startsWith('+');

/** The nought that is dialled within the country alone, as people write it behind the country code: `+49 (0)30 …`. */
const TRUNK = /^(\+\d{1,3}[\s./-]*)\(0\)/;

const parse = (number: string): string | null => {
  const parsed = parsePhoneNumberFromString(number);
  return parsed?.isValid() ? parsed.number : null;
};

/**
 * The number in the form that any phone dials (E.164). Null for what is none, and without a country code: it would be a
 * guess whose phone it is.
 */
export const toE164 = (typed: string): string | null => {
  const number = readPhoneNumber(typed);
  // Italy's numbers keep the nought.
  return hasCountryCode(number) ? (parse(number.replace(TRUNK, '$1')) ?? parse(number)) : null;
};

/**
 * What is kept of a number that somebody types about another: E.164 where it has its country code, which is all that
 * can be checked, and what was typed where it has none. Null for a country code with no such number.
 */
export const toKeptNumber = (typed: string): string | null => {
  const number = readPhoneNumber(typed);
  return hasCountryCode(number) ? toE164(number) : number;
};
