/** A user's panel sessions: our records, and Strapi's own rows, which are deleted when a session closes. */

import type { ClosedReason, Session } from '../../../../../shared/contracts/sessions';
import { assertSteppedUp } from '../../../access/step-up';
import { type Actor, currentSessionId } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { whileEnding } from '../../../platform/ending';
import { GatehouseError } from '../../../platform/errors';
import { endSessions } from '../../../platform/native';
import type { Strapi } from '../../../platform/strapi';
import { recordChange } from '../../activity/log/record';
import { assertMayManageUser } from '../../people/users/guards';
import { revokeTokensOf } from '../../programs/api-keys/record';
import { list } from './queries';
import { endOtherSessions, type Owner, self, UNRECORDED, userOf } from './record';
import * as store from './store';
import { keyOf, sessionOf, withFormer } from './token';

const record = (strapi: Strapi, id: number, action: 'session-ended' | 'sessions-ended', actor: Actor) =>
  recordChange(strapi, { about: { kind: 'user', id }, action, changes: null, actor });

const endedBy = (actor: Actor, { adminUserId }: Owner): ClosedReason =>
  actor.adminUserId === adminUserId ? 'ended-by-self' : 'ended-by-admin';

/** Closes first, then reads the tokens: one from a parallel renewal is either found here or refused there. */
export const endRecorded = async (
  strapi: Strapi,
  { adminUserId }: Owner,
  keys: readonly string[],
  reason: ClosedReason,
) => {
  const closed = await store.close(strapi, keys, reason, clock.now());
  const tokens = await store.tokensOf(strapi, adminUserId);
  const ended = new Set<string | null>(keys);
  const members = tokens.filter((token) => ended.has(keyOf(token)));
  await store.deleteTokens(
    strapi,
    withFormer(members, tokens).map(({ id }) => id),
  );
  return closed;
};

const endUnrecorded = async (
  strapi: Strapi,
  { adminUserId }: Owner,
  tokenId: number,
  reason: ClosedReason,
) => {
  const tokens = await store.tokensOf(strapi, adminUserId);
  const token = tokens.find(({ id, isActive }) => id === tokenId && isActive);
  if (!token) return 0;
  await whileEnding(reason, () =>
    store.deleteTokens(
      strapi,
      sessionOf(token, tokens).map(({ id }) => id),
    ),
  );
  return 1;
};

/** Requires step-up, or a stolen session could end all the others. Ending the current one never needs it. */
const assertMayEndOwn = async (
  strapi: Strapi,
  { adminUserId }: Owner,
  actor: Actor,
  key: string | null = null,
) => {
  if (adminUserId !== actor.adminUserId) return;
  const sessionId = currentSessionId(strapi);
  if (key !== null && sessionId && (await store.keyOfToken(strapi, sessionId)) === key) return;
  await assertSteppedUp(strapi);
};

const endOne = async (strapi: Strapi, user: Owner, sessionId: string, actor: Actor) => {
  const reason = endedBy(actor, user);
  const isRecorded = !sessionId.startsWith(UNRECORDED);
  const id = Number(sessionId.replace(UNRECORDED, ''));
  // Before the transaction: in MariaDB a transaction keeps seeing rows as they were at its first read.
  const found = isRecorded ? await store.findOpen(strapi, user.id, id, clock.now()) : null;
  if (isRecorded && !found) throw new GatehouseError('NOT_FOUND');
  await assertMayEndOwn(strapi, user, actor, found?.key);
  return inTransaction(strapi, async () => {
    const ended = found
      ? await endRecorded(strapi, user, [found.key], reason)
      : await endUnrecorded(strapi, user, id, reason);
    if (ended === 0) throw new GatehouseError('NOT_FOUND');
    await record(strapi, user.id, 'session-ended', actor);
    return { data: { ended } };
  });
};

const countOpen = async (strapi: Strapi, user: Owner) =>
  (await list(strapi, user)).data.filter(({ closedReason, isPresent }) => closedReason === null && !isPresent)
    .length;

/** Ends the session and deletes every token it ever had. */
export const endSession = async (strapi: Strapi, id: number, sessionId: string, actor: Actor) => {
  const user = await userOf(strapi, id);
  await assertMayManageUser(strapi, id, actor, 'id');
  return endOne(strapi, user, sessionId, actor);
};

export const endAllSessions = async (
  strapi: Strapi,
  id: number,
  { revokeTokens }: { revokeTokens?: boolean },
  actor: Actor,
) => {
  return inTransaction(strapi, async () => {
    const user = await userOf(strapi, id);
    await assertMayManageUser(strapi, id, actor, 'id');
    await assertMayEndOwn(strapi, user, actor);
    const isOpen = ({ closedReason }: Session) => closedReason === null;
    const ended = (await list(strapi, user)).data.filter(isOpen).length;
    await endSessions(strapi, [user.adminUserId], endedBy(actor, user));
    await record(strapi, id, 'sessions-ended', actor);
    if (revokeTokens) await revokeTokensOf(strapi, user, actor);
    return { data: { ended } };
  });
};

export const endOwnSession = async (strapi: Strapi, sessionId: string, actor: Actor) =>
  endOne(strapi, await self(strapi, actor), sessionId, actor);

export const endOwnOtherSessions = async (strapi: Strapi, actor: Actor) => {
  const user = await self(strapi, actor);
  await assertMayEndOwn(strapi, user, actor);
  return inTransaction(strapi, async () => {
    const ended = await countOpen(strapi, user);
    await endOtherSessions(strapi, [user.adminUserId], 'ended-by-self');
    await record(strapi, user.id, 'sessions-ended', actor);
    return { data: { ended } };
  });
};
