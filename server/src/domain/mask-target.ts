import type { SentKind } from '../../../shared/constants';

const HIDDEN = '•••';
/** Digits of a number that are left to be recognised by. */
const LAST_DIGITS = 2;

/** Enough of an address or a number for its owner, and of no use to who knows the password alone. */
export const maskTarget = (kind: SentKind, target: string): string => {
  if (kind === 'sms') return `${HIDDEN}${target.slice(-LAST_DIGITS)}`;
  const at = target.lastIndexOf('@');
  return `${[...target][0] ?? ''}${HIDDEN}${target.slice(at)}`;
};
