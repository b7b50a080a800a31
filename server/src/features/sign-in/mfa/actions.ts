/** Users' own second factors, in their settings. Where a session isn't enough, the password is required. */

import type { SentKind } from '../../../../../shared/constants';
import type { NewPasskey } from '../../../../../shared/contracts/mfa';
import type { LogAction } from '../../../../../shared/log/actions';
import { refuse } from '../../../../../shared/refusals';
import { assertPresentPassword } from '../../../access/present-password';
import { type Actor, currentSessionId, personOf } from '../../../platform/actor';
import { inTransaction } from '../../../platform/database';
import { GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { recordChange } from '../../activity/log/record';
import { noticeSecondFactor } from '../../activity/notices/record';
import { entryOf } from '../../people/users/entries';
import { holdOwnUser, setMfaEnabled } from '../../people/users/own-mfa';
import { distrustDevices } from '../devices/store';
import * as factors from './factors';
import { assertFactorInUse, type Confirmation } from './factors';
import { mfaStateOf } from './record';
import * as sent from './sent-codes';
import * as marks from './session-mark';
import * as store from './store';
import { removeFactorsOf } from './store';

const ownUser = (strapi: Strapi, actor: Actor) => entryOf(strapi, personOf(actor));

const withPassword = async (strapi: Strapi, password: string, actor: Actor) => {
  const user = await ownUser(strapi, actor);
  await assertPresentPassword(strapi, user, { password, field: 'password' });
  return user;
};

const record = (strapi: Strapi, id: number, action: LogAction, actor: Actor, text: string | null = null) =>
  recordChange(strapi, {
    about: { kind: 'user', id },
    action,
    changes: null,
    text,
    actor,
  });

/** The current session passes MFA by confirming; the others haven't, and end at their next request. */
const confirmMine = async (strapi: Strapi, confirmation: Confirmation, actor: Actor) => {
  const user = await ownUser(strapi, actor);
  const sessionId = currentSessionId(strapi);
  const recoveryCodes = await factors.confirm(strapi, user.id, confirmation, actor, async () => {
    if (sessionId) await marks.prove(strapi, user.adminUserId, sessionId);
    return true;
  });
  return { data: { mfa: (await mfaStateOf(strapi, user.id)).data, recoveryCodes } };
};

export const getMyMfa = async (strapi: Strapi, actor: Actor) => {
  return mfaStateOf(strapi, (await ownUser(strapi, actor)).id);
};

export const beginMyTotp = async (strapi: Strapi, { password }: { password: string }, actor: Actor) => {
  const user = await withPassword(strapi, password, actor);
  return { data: await factors.beginTotp(strapi, user) };
};

export const confirmMyTotp = (strapi: Strapi, body: { code: string; name?: string }, actor: Actor) =>
  confirmMine(strapi, factors.ofApp(strapi, body), actor);

export const beginMyPasskey = async (strapi: Strapi, { password }: { password: string }, actor: Actor) => {
  await assertFactorInUse(strapi, 'passkey');
  const user = await withPassword(strapi, password, actor);
  return { data: await factors.beginPasskey(strapi, user) };
};

export const beginMyCode = async (
  strapi: Strapi,
  { password, kind }: { password: string; kind: SentKind },
  actor: Actor,
) => {
  await assertFactorInUse(strapi, kind);
  const user = await withPassword(strapi, password, actor);
  return { data: await sent.begin(strapi, user, kind) };
};

export const confirmMyCode = async (
  strapi: Strapi,
  { kind, code }: { kind: SentKind; code: string },
  actor: Actor,
) => {
  const { id } = await ownUser(strapi, actor);
  return confirmMine(strapi, await factors.confirmationOf(strapi, id, kind, code), actor);
};

export const confirmMyPasskey = (
  strapi: Strapi,
  body: { passkey: NewPasskey; name?: string },
  actor: Actor,
) => confirmMine(strapi, factors.ofPasskey(strapi, body), actor);

export const removeMyFactor = async (
  strapi: Strapi,
  factorId: number,
  { password }: { password: string },
  actor: Actor,
) => {
  const user = await withPassword(strapi, password, actor);
  return inTransaction(strapi, async () => {
    const { id, mfaRequired } = await holdOwnUser(strapi, user.id);
    const all = await store.factorsOf(strapi, id);
    const factor = all.find((one) => one.id === factorId);
    if (!factor || !(await store.removeFactor(strapi, id, factorId))) throw new GatehouseError('NOT_FOUND');
    if (all.length === 1) {
      if (mfaRequired) throw new GatehouseError('MFA_REQUIRED');
      await removeFactorsOf(strapi, [id]);
      await distrustDevices(strapi, [id]);
      await setMfaEnabled(strapi, id, false);
    }
    await record(strapi, id, 'factor-removed', actor, factor.name);
    noticeSecondFactor(strapi, 'factor-removed', id, { factor: factor.name });
    return mfaStateOf(strapi, id);
  });
};

export const renewMyRecoveryCodes = async (
  strapi: Strapi,
  { password }: { password: string },
  actor: Actor,
) => {
  const user = await withPassword(strapi, password, actor);
  return inTransaction(strapi, async () => {
    if (!(await holdOwnUser(strapi, user.id)).mfaEnabled)
      throw new GatehouseError('INVALID_TRANSITION', { why: refuse('no-second-factor') });
    await record(strapi, user.id, 'recovery-codes-renewed', actor);
    return { data: { recoveryCodes: await factors.makeCodes(strapi, user.id) } };
  });
};

export const deleteMyTrustedDevices = async (strapi: Strapi, actor: Actor) => {
  const { id } = await ownUser(strapi, actor);
  return inTransaction(strapi, async () => {
    await distrustDevices(strapi, [id]);
    await record(strapi, id, 'trusted-devices-deleted', actor);
    return mfaStateOf(strapi, id);
  });
};
