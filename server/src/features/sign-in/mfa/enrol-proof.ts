/** What proves, besides the password, that it is the user who replaces a lost second factor. */

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

/** Sends the code to the user's e-mail address: no other address is confirmed to be theirs. */
export const askEnrolCode = async (
  strapi: Strapi,
  user: MailUser & { mfaLostTo: MfaLoss },
  step: { token: string; expiresAt: Date },
) => {
  if (!(await enrolProofsOf(strapi, user)).includes('mail')) throw new GatehouseError('MFA_METHOD_OFF');
  return sent.askAt(strapi, user, 'mail', user.email, step);
};

/** Checks the code and uses it up. */
export const takeEnrolProof = (
  strapi: Strapi,
  userId: number,
  proof: EnrolProof,
  answer: { token: string; code: string },
) => (proof === 'mail' ? sent.takeAt(strapi, 'mail', answer) : useEnrolCode(strapi, userId, answer.code));
