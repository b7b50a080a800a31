import type { EnrolProof, MfaLoss } from '../../../shared/constants';
import type { MfaPolicy } from '../../../shared/contracts/policy';

/**
 * What a sign-in asks for, besides the password, before a second factor is set up again: else resetting it
 * would hand the account to whoever has found out the password. Any one is enough; none: the password is.
 *
 * Locks nobody out who did not choose it. Users who never had a factor are not asked: requiring one of
 * everybody must not need a code for each. Without a mail provider, the administrator or the command that
 * removed the factors gives a code; it asks none who removed their own: there may be no other administrator.
 */
export const enrolProofs = (
  mfaLostTo: MfaLoss,
  { afterLoss }: Pick<MfaPolicy, 'afterLoss'>,
  hasMail: boolean,
): EnrolProof[] => {
  if (mfaLostTo === 'none' || afterLoss === 'password') return [];
  if (afterLoss === 'mail-code' && hasMail) return ['mail', 'admin-code'];
  return afterLoss === 'admin-code' || mfaLostTo === 'admin' ? ['admin-code'] : [];
};
