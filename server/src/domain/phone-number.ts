import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

const hasCountryCode = (typed: string) => typed.startsWith('+');

/**
 * The number in the form that any phone dials (E.164). Null for what is none, and without a country code: it would be a
 * guess whose phone it is.
 */
export const toE164 = (typed: string): string | null => {
  const number = hasCountryCode(typed) ? parsePhoneNumberFromString(typed) : undefined;
  return number?.isValid() ? number.number : null;
};

/**
 * What is kept of a number that somebody types about another: E.164 where it has its country code, which is all that
 * can be checked, and what was typed where it has none. Null for a country code with no such number.
 */
export const toKeptNumber = (typed: string): string | null => (hasCountryCode(typed) ? toE164(typed) : typed);
