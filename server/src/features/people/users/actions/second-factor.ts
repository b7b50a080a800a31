/** What admins do about another user's second factor; users manage their own in the personal settings. */

import type { MfaRequirement } from '../../../../../../shared/constants';
import { refuse } from '../../../../../../shared/refusals';
import { USER_ACTIONS } from '../../../../../../shared/users/actions';
import type { Transition } from '../../../../domain/transitions';
import type { Actor } from '../../../../platform/actor';
import { clock } from '../../../../platform/clock';
import { inTransaction } from '../../../../platform/database';
import { GatehouseError } from '../../../../platform/errors';
import { endSessions } from '../../../../platform/native';
import type { Strapi } from '../../../../platform/strapi';
import { recordChange } from '../../../activity/log/record';
import { noticeSecondFactor } from '../../../activity/notices/record';
import { revokeTokensOf } from '../../../programs/api-keys/record';
import { distrustDevices } from '../../../sign-in/devices/store';
import { enrolProofsOf } from '../../../sign-in/mfa/enrol-proof';
import { assertMfaPossible } from '../../../sign-in/mfa/factors';
import { syncMfaRequired } from '../../../sign-in/mfa/record';
import { hashOfRecoveryCode, newRecoveryCode } from '../../../sign-in/mfa/recovery-codes';
import { removeFactorsOf } from '../../../sign-in/mfa/store';
import { assertMayManage, assertMayManageUser } from '../guards';
import { NO_ENROL_CODE } from '../own-mfa';
import { getUser } from '../queries';
import { findForUpdate } from '../record';
import * as store from '../store';
import { actOnUser } from './act';

/** Long enough to reach a user who is away at the moment. */
const ENROL_CODE_MS = 24 * 60 * 60 * 1000;

type Details = { reason?: string; revokeTokens?: boolean };

const actOnOther = async (
  strapi: Strapi,
  id: number,
  step: Transition,
  { reason }: Details,
  actor: Actor,
) => {
  const { meta } = await actOnUser(strapi, id, step, actor, { reason: reason ?? null });
  const user = await findForUpdate(strapi, id);
  if (user.adminUserId === actor.adminUserId) throw new GatehouseError('OWN_USER');
  return { adminUserId: user.adminUserId, meta };
};

const takeAway = (
  strapi: Strapi,
  id: number,
  action: 'reset-mfa' | 'remove-mfa',
  details: Details,
  actor: Actor,
) =>
  inTransaction(strapi, async () => {
    const { adminUserId } = await actOnOther(strapi, id, { action }, details, actor);
    await removeFactorsOf(strapi, [id]);
    // A code issued for the previous loss must not work for this one.
    await store.update(strapi, id, NO_ENROL_CODE, clock.now());
    await distrustDevices(strapi, [id]);
    // Whoever had the factor may have a session too.
    if (action === 'reset-mfa') await endSessions(strapi, [adminUserId], 'mfa-reset');
    if (details.revokeTokens) await revokeTokensOf(strapi, { id, adminUserId }, actor);
    noticeSecondFactor(strapi, 'mfa-reset', id);
    return getUser(strapi, id);
  });

export const resetMfa = (strapi: Strapi, id: number, details: Details, actor: Actor) =>
  takeAway(strapi, id, 'reset-mfa', details, actor);
export const removeMfa = (strapi: Strapi, id: number, details: Details, actor: Actor) =>
  takeAway(strapi, id, 'remove-mfa', details, actor);

export const requireMfa = (
  strapi: Strapi,
  id: number,
  { requirement, ...details }: Details & { requirement: MfaRequirement },
  actor: Actor,
) =>
  inTransaction(strapi, async () => {
    if (requirement === 'enforced') assertMfaPossible(strapi);
    const step = { action: 'mfa-requirement', requirement } as const;
    const { adminUserId, meta } = await actOnOther(strapi, id, step, details, actor);
    await syncMfaRequired(strapi, [adminUserId]);
    return { ...(await getUser(strapi, id)), meta };
  });

/** A code for a user who lost their factor, shown once to the administrator, who passes it on. */
export const makeEnrolCode = (strapi: Strapi, id: number, { reason }: Details, actor: Actor) =>
  inTransaction(strapi, async () => {
    const user = await findForUpdate(strapi, id);
    await assertMayManage(strapi, user, actor);
    if (user.adminUserId === actor.adminUserId) throw new GatehouseError('OWN_USER');
    if (!(await enrolProofsOf(strapi, user)).includes('admin-code'))
      throw new GatehouseError('INVALID_TRANSITION', { why: refuse('no-code-needed') });
    const code = newRecoveryCode();
    const expiresAt = new Date(clock.now().getTime() + ENROL_CODE_MS);
    const made = { enrolCodeHash: hashOfRecoveryCode(code), enrolCodeUntil: expiresAt };
    await store.update(strapi, id, made, clock.now());
    await recordChange(strapi, {
      about: { kind: 'user', id },
      action: USER_ACTIONS['enrol-code'].log,
      changes: null,
      text: reason ?? null,
      actor,
    });
    return { data: { code, expiresAt: expiresAt.toISOString() } };
  });

export const deleteTrustedDevices = (strapi: Strapi, id: number, { reason }: Details, actor: Actor) =>
  inTransaction(strapi, async () => {
    await findForUpdate(strapi, id);
    await assertMayManageUser(strapi, id, actor, 'id');
    const count = await distrustDevices(strapi, [id]);
    if (count === 0) return { ...(await getUser(strapi, id)), meta: { already: { since: null, by: null } } };
    await recordChange(strapi, {
      about: { kind: 'user', id },
      action: USER_ACTIONS['delete-trusted-devices'].log,
      changes: null,
      text: reason ?? null,
      actor,
    });
    noticeSecondFactor(strapi, 'trusted-devices-deleted', id);
    return getUser(strapi, id);
  });
