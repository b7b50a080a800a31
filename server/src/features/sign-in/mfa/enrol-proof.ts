/** What shows besides the password that it is the user who sets up a second factor in place of one that was lost. */

import type { EnrolProof, MfaLoss } from '../../../../../shared/constants';
import { enrolProofs } from '../../../domain/enrol-proofs';
import type { MailUser } from '../../../domain/mail-values';
import { GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { isMailThere } from '../../activity/mail/record';
import { useEnrolCode } from '../../people/users/own-mfa';
import { currentPolicy } from '../../settings/policy/record';
import * as sent from './sent-codes';

export const enrolProofsOf = async (
  strapi: Strapi,
  { mfaLostTo }: { mfaLostTo: MfaLoss },
): Promise<EnrolProof[]> => enrolProofs(mfaLostTo, (await currentPolicy(strapi)).mfa, isMailThere(strapi));

/** To the address of the record: there is no other that the user has shown to read. */
export const askEnrolCode = async (
  strapi: Strapi,
  user: MailUser & { mfaLostTo: MfaLoss },
  step: { token: string; expiresAt: Date },
) => {
  if (!(await enrolProofsOf(strapi, user)).includes('mail')) throw new GatehouseError('MFA_METHOD_OFF');
  return sent.askAt(strapi, user, 'mail', user.email, step);
};

/** Takes the code, which works no other time. */
export const takeEnrolProof = (
  strapi: Strapi,
  userId: number,
  proof: EnrolProof,
  given: { token: string; code: string },
) => (proof === 'mail' ? sent.takeAt(strapi, 'mail', given) : useEnrolCode(strapi, userId, given.code));
