import type { EnrolProof, MfaLoss } from '../../../../../shared/constants';
import { enrolProofs } from '../../../domain/enrol-proofs';
import type { MailUser } from '../../../domain/mail-values';
import { GatehouseError } from '../../../platform/errors';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import type { Factors } from './factors';

/** What shows besides the password that it is the user who sets up a second factor in place of one that was lost. */
export const createEnrolProof = (strapi: Strapi, { sent }: Factors) => {
  const enrolProofsOf = async ({ mfaLostTo }: { mfaLostTo: MfaLoss }): Promise<EnrolProof[]> =>
    enrolProofs(
      mfaLostTo,
      (await getService(strapi, 'policy').current()).mfa,
      getService(strapi, 'mail').isThere(),
    );

  return {
    enrolProofsOf,

    /** To the address of the record: there is no other that the user has shown to read. */
    async askEnrolCode(user: MailUser & { mfaLostTo: MfaLoss }, step: { token: string; expiresAt: Date }) {
      if (!(await enrolProofsOf(user)).includes('mail')) throw new GatehouseError('MFA_METHOD_OFF');
      return sent.askAt(user, 'mail', user.email, step);
    },

    /** Takes the code, which works no other time. */
    takeEnrolProof: (userId: number, proof: EnrolProof, given: { token: string; code: string }) =>
      proof === 'mail'
        ? sent.takeAt('mail', given)
        : getService(strapi, 'users').useEnrolCode(userId, given.code),
  };
};
