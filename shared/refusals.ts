/**
 * Why a value or an action is refused, if the code alone does not say: `reason` beside `code` in the answer,
 * with the values concerned. The message is for people; the panel has its own words for each reason.
 */
export const REFUSALS = {
  'address-characters': 'only digits, letters a to f and . : / * may stand in an address',
  'address-hexadecimal': 'hexadecimal numbers are not accepted in an IPv4 address',
  'address-host-bits': '{given} has bits set behind its prefix; the network is {network}',
  'address-ipv4-in-ipv6': 'an IPv4 address is written without :: before it',
  'address-leading-zero': 'a number with a leading zero can be read as octal; write it without',
  'address-malformed': 'not an IP address',
  'address-malformed-ipv6': 'not an IPv6 address',
  'address-one-prefix': 'only one prefix length may follow the address',
  'address-prefix': 'the prefix length must be a whole number from 0 to {max}',
  'address-short':
    'an IPv4 address has four numbers; for a whole network write a trailing * or a prefix length',
  'address-wildcard': 'a * may only stand for all the numbers at the end, as in 207.107.139.* or 10.*',
  'address-wildcard-ipv6': 'for a network of IPv6 addresses write a prefix length',
  'address-wildcard-prefix': 'write either * or a prefix length',
  'address-zone': 'an address with a zone id means something on one machine only',
  'api-only-password': 'An API-only user has no password',
  'control-characters': 'must not contain control characters',
  'dac-code': 'must be 1 to 64 of letters, digits, full stop, hyphen and underscore',
  'date-span': 'must lie between 1970 and 9999',
  'delegation-code': 'must be of letters, digits and . - _ : / @',
  duplicate: 'must not name anything twice',
  email: 'must be an e-mail address',
  'email-of-others': 'must not be another e-mail address',
  empty: 'must not be empty',
  'ends-before-start': 'must not be before validFrom',
  'has-password': 'The user has a password already',
  'invisible-characters': 'must not contain characters that nobody sees, nor blanks other than the plain one',
  'invitation-due': 'The user has no access yet; send the invitation',
  'kept-out': 'The user may not come in',
  'language-tag': 'must be a language tag, such as en-GB',
  'licence-code': 'must be 1 to 64 of letters, digits, full stop, hyphen and underscore',
  'licence-forbids-api-keys': 'The licence {licence} allows no API keys',
  'licence-forbids-role': 'The licence {licence} does not allow the role {role}',
  'licence-not-for-type': 'The licence {licence} is not for users of this type',
  'link-in-vain': 'The user is shut out, and so would be the link',
  malformed: 'is not written as it has to be',
  'mail-to-panel-users': 'goes to panel users alone',
  'mixed-alphabets': 'must not mix letters of alphabets that look alike in one word',
  'needed-here': 'is needed for this step',
  'needs-role': 'a panel user needs at least one role',
  'no-seats-left': 'All {seats} seats of the licence {licence} are taken',
  'no-code-needed': 'The user needs no code to set up a second factor',
  'no-second-factor': 'The user has no second factor',
  'not-among': 'must be one of the values there are',
  'not-oneself': 'must be another user',
  'of-api-only-users': 'is of API-only users alone',
  'one-subject': 'must name one of forUser, forDacGroup and resource',
  past: 'must lie in the future',
  'password-common': 'is too common: one of the passwords that are used most',
  'password-date': 'is too common: hardly more than a date or a year',
  'password-keyboard': 'is too common: hardly more than neighbouring keys',
  'password-repeated': 'is too common: something short that is repeated',
  'password-sequence': 'is too common: hardly more than a sequence such as abc or 123',
  'password-word': 'is too common: a much used word or a name, with the usual digits or signs',
  'phone-number': 'must be a phone number',
  'seats-taken': 'must be at least {count}: so many seats are taken',
  'suspend-disabled': 'A disabled user cannot be suspended',
  'suspend-in-past': 'The end of a suspension must be in the future',
  'suspend-without-access': 'A user without access cannot be suspended',
  'template-attribute': 'the attribute {attribute} may not stand here in a mail that lets somebody in',
  'template-element': '<{element}> may not stand in a mail that lets somebody in',
  'template-html':
    'mail programs may differ over “{excerpt}”: write tags whole, values in quotes, sections between tags, and no comments with conditions',
  'template-loads': 'a style sheet may load nothing in a mail that lets somebody in',
  'template-needs': 'must hold {placeholder}, whatever the values are: it is what the mail is for',
  'template-no-secret': '{placeholder} may not stand here',
  'template-secret-apart':
    '{placeholder} must stand apart from other words, with a blank or a line on both sides',
  'template-secret-place':
    '{placeholder} may stand only as text, and a link also as the whole href of an <a>',
  'time-zone': 'must be an IANA time zone, such as Europe/Berlin',
  'too-few': 'must have at least {min}',
  'too-large': 'must be at most {max}',
  'too-long': 'must have at most {max} characters',
  'too-many': 'must have at most {max}',
  'too-short': 'must have at least {min} characters',
  'too-small': 'must be at least {min}',
  'unknown-field': 'unknown field',
  'users-misfit': '{count} of the users who have the licence would not fit',
  'whole-number': 'must be a whole number',
  'wrong-type': 'is of another kind than it has to be',
} as const;

export type RefusalReason = keyof typeof REFUSALS;
type Values = Record<string, string | number>;
export type Refusal = { refused: string; reason: RefusalReason; values?: Values };

/** @example refuse('too-long', { max: 32 }).refused === 'must have at most 32 characters' */
export const refuse = (reason: RefusalReason, values?: Values): Refusal => ({
  refused: REFUSALS[reason].replace(/\{(\w+)\}/g, (_, name: string) => String(values?.[name])),
  reason,
  ...(values && { values }),
});

/** The same for a zod refinement. */
export const refusal = (reason: RefusalReason) => ({ error: REFUSALS[reason], params: { reason } });
