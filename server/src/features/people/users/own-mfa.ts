import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import { hashOfRecoveryCode } from '../../sign-in/mfa/recovery-codes';
import { findForUpdate, save } from './record';
import * as store from './store';
import type { MfaAsked } from './store';

export const NO_ENROL_CODE = { enrolCodeHash: null, enrolCodeUntil: null };

/** Call outside any transaction: a rollback must not restore the code. */
export const useEnrolCode = (strapi: Strapi, id: number, code: string) =>
  store.useEnrolCode(strapi, id, hashOfRecoveryCode(code), clock.now());

/** For a change of what belongs to the actor's own user: locks its row until the transaction ends. */
export const holdOwnUser = (strapi: Strapi, id: number) => findForUpdate(strapi, id);

/** The user has set up a second factor, or removed theirs. */
export const setMfaEnabled = async (strapi: Strapi, id: number, mfaEnabled: boolean) => {
  const changes = mfaEnabled
    ? { mfaSetupDue: false, mfaLostTo: 'none' as const, ...NO_ENROL_CODE }
    : { mfaLostTo: 'own' as const };
  await save(strapi, await findForUpdate(strapi, id), { mfaEnabled, ...changes });
};

/** Updates who must have a second factor, by policy, roles and their own requirement. Null: everybody. */
export const setMfaRequired = (
  strapi: Strapi,
  adminUserIds: readonly number[] | null,
  by: MfaAsked & { dueAt: Date | null },
) =>
  adminUserIds === null
    ? store.syncMfaRequiredOfAll(strapi, by)
    : store.syncMfaRequired(strapi, adminUserIds, by);
