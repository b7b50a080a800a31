import type { MfaRequirement } from '../../../../../shared/constants';
import { refuse } from '../../../../../shared/refusals';
import type { Transition } from '../../../domain/transitions';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { GatehouseError } from '../../../platform/errors';
import { endSessions } from '../../../platform/native';
import { hashOfRecoveryCode, newRecoveryCode } from '../../sign-in/mfa/recovery-codes';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import type { MfaAsked } from './store';
import type { UserTools } from './tools';

/** Long enough to tell it to somebody who is not there at the moment. */
const ENROL_CODE_MS = 24 * 60 * 60 * 1000;
const NO_ENROL_CODE = { enrolCodeHash: null, enrolCodeUntil: null };

type Said = { reason?: string; revokeTokens?: boolean };

/** What an admin does about the second factor of somebody else; one's own is in the personal settings. */
export const createSecondFactor = (
  strapi: Strapi,
  { store, guards, answer, findForUpdate, save, act }: UserTools,
) => {
  const mfa = () => getService(strapi, 'mfa');

  const actOnOther = async (id: number, step: Transition, { reason }: Said, actor: Actor) => {
    const { meta } = await act(id, step, actor, { reason: reason ?? null });
    const user = await findForUpdate(id);
    if (user.adminUserId === actor.adminUserId) throw new GatehouseError('OWN_USER');
    return { adminUserId: user.adminUserId, meta };
  };

  const takeAway = (id: number, action: 'reset-mfa' | 'remove-mfa', said: Said, actor: Actor) =>
    inTransaction(strapi, async () => {
      const { adminUserId } = await actOnOther(id, { action }, said, actor);
      await mfa().removeOf([id]);
      // What was given to who lost the one before is no code for this one.
      await store.update(id, NO_ENROL_CODE, clock.now());
      await getService(strapi, 'devices').distrust([id]);
      // Whoever had the factor may have a session too.
      if (action === 'reset-mfa') await endSessions(strapi, adminUserId, 'mfa-reset');
      if (said.revokeTokens) await getService(strapi, 'apiKeys').revokeTokensOf({ id, adminUserId }, actor);
      getService(strapi, 'notices').secondFactor('mfa-reset', id);
      return answer(id);
    });

  return {
    resetMfa: (id: number, said: Said, actor: Actor) => takeAway(id, 'reset-mfa', said, actor),
    removeMfa: (id: number, said: Said, actor: Actor) => takeAway(id, 'remove-mfa', said, actor),

    requireMfa: (
      id: number,
      { requirement, ...said }: Said & { requirement: MfaRequirement },
      actor: Actor,
    ) =>
      inTransaction(strapi, async () => {
        if (requirement === 'enforced') mfa().assertPossible();
        const step = { action: 'mfa-requirement', requirement } as const;
        const { adminUserId, meta } = await actOnOther(id, step, said, actor);
        await mfa().syncRequired([adminUserId]);
        return { ...(await answer(id)), meta };
      }),

    /** A code for who has lost theirs, told to the administrator this once, who tells it to the user. */
    makeEnrolCode: (id: number, { reason }: Said, actor: Actor) =>
      inTransaction(strapi, async () => {
        const user = await findForUpdate(id);
        await guards.assertMayManage(user, actor);
        if (user.adminUserId === actor.adminUserId) throw new GatehouseError('OWN_USER');
        if (!(await mfa().enrolProofsOf(user)).includes('admin-code'))
          throw new GatehouseError('INVALID_TRANSITION', { why: refuse('no-code-needed') });
        const code = newRecoveryCode();
        const expiresAt = new Date(clock.now().getTime() + ENROL_CODE_MS);
        const made = { enrolCodeHash: hashOfRecoveryCode(code), enrolCodeUntil: expiresAt };
        await store.update(id, made, clock.now());
        await getService(strapi, 'log').recordChange({
          about: { kind: 'user', id },
          action: 'enrol-code-made',
          changes: null,
          text: reason ?? null,
          actor,
        });
        return { data: { code, expiresAt: expiresAt.toISOString() } };
      }),

    /** Outside any transaction: a rollback must not hand it back. */
    useEnrolCode: (id: number, code: string) => store.useEnrolCode(id, hashOfRecoveryCode(code), clock.now()),

    deleteTrustedDevices: (id: number, { reason }: Said, actor: Actor) =>
      inTransaction(strapi, async () => {
        await findForUpdate(id);
        await getService(strapi, 'users').assertMayManage(id, actor, 'id');
        const count = await getService(strapi, 'devices').distrust([id]);
        if (count === 0) return { ...(await answer(id)), meta: { already: { since: null, by: null } } };
        await getService(strapi, 'log').recordChange({
          about: { kind: 'user', id },
          action: 'trusted-devices-deleted',
          changes: null,
          text: reason ?? null,
          actor,
        });
        getService(strapi, 'notices').secondFactor('trusted-devices-deleted', id);
        return answer(id);
      }),

    /** One's own, for a change of what belongs to it: held until the transaction ends. */
    holdOwn: (id: number) => findForUpdate(id),

    /** The user has a second factor, or none any more, by their own hand. */
    async setMfaEnabled(id: number, mfaEnabled: boolean) {
      const changes = mfaEnabled
        ? { mfaSetupDue: false, mfaLostTo: 'none' as const, ...NO_ENROL_CODE }
        : { mfaLostTo: 'own' as const };
      await save(await findForUpdate(id), { mfaEnabled, ...changes });
    },

    countWithoutMfa: (by: MfaAsked) => store.countWithoutMfa(by),

    /** Who is to have a second factor, as the policy, the roles and what is said of the user alone come to. */
    syncMfaRequired: (adminUserIds: readonly number[] | null, by: MfaAsked & { dueAt: Date | null }) =>
      adminUserIds === null ? store.syncMfaRequiredOfAll(by) : store.syncMfaRequired(adminUserIds, by),
  };
};
