import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import { hashOfRecoveryCode } from '../../sign-in/mfa/recovery-codes';
import { findForUpdate, save } from './record';
import * as store from './store';
import type { MfaAsked } from './store';

export const NO_ENROL_CODE = { enrolCodeHash: null, enrolCodeUntil: null };

/** Outside any transaction: a rollback must not hand it back. */
export const useEnrolCode = (strapi: Strapi, id: number, code: string) =>
  store.useEnrolCode(strapi, id, hashOfRecoveryCode(code), clock.now());

/** One's own, for a change of what belongs to it: held until the transaction ends. */
export const holdOwnUser = (strapi: Strapi, id: number) => findForUpdate(strapi, id);

/** The user has a second factor, or none any more, by their own hand. */
export const setMfaEnabled = async (strapi: Strapi, id: number, mfaEnabled: boolean) => {
  const changes = mfaEnabled
    ? { mfaSetupDue: false, mfaLostTo: 'none' as const, ...NO_ENROL_CODE }
    : { mfaLostTo: 'own' as const };
  await save(strapi, await findForUpdate(strapi, id), { mfaEnabled, ...changes });
};

/** Who is to have a second factor, as the policy, the roles and what is said of the user alone come to. */
export const setMfaRequired = (
  strapi: Strapi,
  adminUserIds: readonly number[] | null,
  by: MfaAsked & { dueAt: Date | null },
) =>
  adminUserIds === null
    ? store.syncMfaRequiredOfAll(strapi, by)
    : store.syncMfaRequired(strapi, adminUserIds, by);
