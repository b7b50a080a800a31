import type { SentKind } from '../../../shared/constants';

const HIDDEN = '•••';
/** Digits of a number that stay visible for recognition. */
const LAST_DIGITS = 2;

/** Enough of an address or a number for its owner, and useless to anyone who only knows the password. */
export const maskTarget = (kind: SentKind, target: string): string => {
  if (kind === 'sms') return `${HIDDEN}${target.slice(-LAST_DIGITS)}`;
  const at = target.lastIndexOf('@');
  return `${[...target][0] ?? ''}${HIDDEN}${target.slice(at)}`;
};
