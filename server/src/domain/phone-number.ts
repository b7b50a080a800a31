import type * as PhoneNumbers from 'libphonenumber-js/min';

import { readPhoneNumber } from '../../../shared/typed';
import { requireLazily } from './require-lazily';

const hasCountryCode = (number: string) => number.startsWith('+');

/** The trunk zero, dialled only within the country, as people write it: `+49 (0)30 …`. */
const TRUNK = /^(\+\d{1,3}[\s./-]*)\(0\)/;

const parse = (number: string): string | null => {
  // The numbering plans of all countries.
  const { parsePhoneNumberFromString } = requireLazily<typeof PhoneNumbers>('libphonenumber-js/min');
  const parsed = parsePhoneNumberFromString(number);
  return parsed?.isValid() ? parsed.number : null;
};

/**
 * The number in the form that any phone dials (E.164). Null if it is not one, and without a country code:
 * whose phone it is would be a guess.
 */
export const toE164 = (typed: string): string | null => {
  const number = readPhoneNumber(typed);
  // Italy's numbers keep the zero.
  return hasCountryCode(number) ? (parse(number.replace(TRUNK, '$1')) ?? parse(number)) : null;
};

/**
 * What is stored when somebody types another person's number: E.164 if it has a country code, which is all
 * that can be checked, else what was typed. Null for a country code with no such number.
 */
export const toKeptNumber = (typed: string): string | null => {
  const number = readPhoneNumber(typed);
  return hasCountryCode(number) ? toE164(number) : number;
};
