import type { MfaRequirement } from '../../../../shared/constants';
import type { Transition } from '../../domain/transitions';
import type { Actor } from '../../lib/actor';
import { clock } from '../../lib/clock';
import { inTransaction } from '../../lib/database';
import { GatehouseError } from '../../lib/errors';
import { endSessions } from '../../lib/native';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';
import type { MfaAsked } from './store';
import type { UserTools } from './tools';

type Said = { reason?: string; revokeTokens?: boolean };

/** What an admin does about the second factor of somebody else; one's own is in the personal settings. */
export const createSecondFactor = (
  strapi: Strapi,
  { store, answer, findForUpdate, save, act }: UserTools,
) => {
  const mfa = () => getService(strapi, 'mfa');

  const actOnOther = async (id: number, step: Transition, { reason }: Said, actor: Actor) => {
    await act(id, step, actor, { reason: reason ?? null });
    const user = await findForUpdate(id);
    if (user.adminUserId === actor.adminUserId) throw new GatehouseError('OWN_USER');
    return user;
  };

  const takeAway = (id: number, action: 'reset-mfa' | 'remove-mfa', said: Said, actor: Actor) =>
    inTransaction(strapi, async () => {
      const { adminUserId } = await actOnOther(id, { action }, said, actor);
      await mfa().removeOf([id]);
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
        const { adminUserId } = await actOnOther(id, { action: 'mfa-requirement', requirement }, said, actor);
        await mfa().syncRequired([adminUserId]);
        return answer(id);
      }),

    deleteTrustedDevices: (id: number, { reason }: Said, actor: Actor) =>
      inTransaction(strapi, async () => {
        await findForUpdate(id);
        await getService(strapi, 'users').assertMayManage(id, actor, 'id');
        await getService(strapi, 'devices').distrust([id]);
        await getService(strapi, 'log').recordChange({
          userId: id,
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
      await save(await findForUpdate(id), { mfaEnabled, ...(mfaEnabled && { mfaSetupDue: false }) });
    },

    countWithoutMfa: (by: MfaAsked) => store.countWithoutMfa(by),

    /** Who is to have a second factor, as the policy, the roles and what is said of the user alone come to. */
    syncMfaRequired: (adminUserIds: readonly number[] | null, by: MfaAsked & { dueAt: Date | null }) =>
      adminUserIds === null
        ? store.syncMfaRequiredOfAll(by, clock.now())
        : store.syncMfaRequired(adminUserIds, by, clock.now()),
  };
};
