import type { EnrolProof, MfaLoss } from '../../../shared/constants';
import type { MfaPolicy } from '../../../shared/contracts/policy';

/**
 * What a sign-in asks for besides the password before a second factor is set up anew: else a reset of the factor would
 * leave whoever has found out the password out of it all. Any one of them is enough; none: the password is.
 *
 * Nobody is locked out by it who did not choose to be. Who never had a factor is not asked: requiring one of everybody
 * must not need a code for each. Without a mail provider there is an administrator to ask where one has taken the
 * factors away, or the command that did, which prints a code; who took them away alone may be the only one there is.
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
