import { MAX_PASSWORD_BYTES } from '../../../../../shared/constants';

export type PasswordRule = 'length' | 'lower' | 'upper' | 'digit' | 'bytes';

/** Strapi's rule, one part at a time, so that each can be ticked off while typing. The server decides. */
export const PASSWORD_RULES: readonly { rule: PasswordRule; holds: (password: string) => boolean }[] = [
  { rule: 'length', holds: (password) => password.length >= 8 },
  { rule: 'lower', holds: (password) => /[a-z]/.test(password) },
  { rule: 'upper', holds: (password) => /[A-Z]/.test(password) },
  { rule: 'digit', holds: (password) => /\d/.test(password) },
  { rule: 'bytes', holds: (password) => new TextEncoder().encode(password).length <= MAX_PASSWORD_BYTES },
];

export const isAcceptable = (password: string) => PASSWORD_RULES.every(({ holds }) => holds(password));
