/** The panel sessions of a user: what is kept of them, and Strapi's own rows, which vanish when one is closed. */

import {
  type ClosedReason,
  MAX_SESSIONS_LISTED,
  type Session,
} from '../../../../../shared/contracts/sessions';
import { assertFreshProofOfSession } from '../../../access/fresh-proof';
import { askerOf } from '../../../access/identify';
import { type Actor, currentActor, currentSessionId, personOf } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction, toDate } from '../../../platform/database';
import { whileEnding } from '../../../platform/ending';
import { GatehouseError } from '../../../platform/errors';
import { endSessions } from '../../../platform/native';
import type { Strapi } from '../../../platform/strapi';
import { clientOf, describeRecord, describeToken } from './describe';
import type { NativeToken } from './lifecycles';
import { lifespansOf } from './lifespans';
import { withPlaces } from './places';
import {
  deviceKeyOf,
  isLive,
  keyOf,
  newestOf,
  overAtOf,
  sessionOf,
  type SessionToken,
  withFormer,
} from './token';
import { entriesOf, findUser, holdUser } from '../../people/users/store';
import { entryOf } from '../../people/users/entries';
import { recordChange } from '../../activity/log/service';
import * as store from './store';
import { currentPolicy } from '../../settings/policy/service';
import { fewestSessionsOf } from '../../permissions/roles/store';
import { assertMayManageUser } from '../../people/users/service';
import { revokeTokensOf } from '../../programs/api-keys/service';
import { inBatches } from '../../settings/lease/service';

const UNRECORDED = 'strapi-';

/** Whose sessions they are. */
type Owner = { id: number; adminUserId: number };

const userOf = async (strapi: Strapi, id: number): Promise<Owner> => {
  const user = await findUser(strapi, id);
  if (!user) throw new GatehouseError('NOT_FOUND');
  return user;
};

const self = (strapi: Strapi, actor: Actor): Promise<Owner> => entryOf(strapi, personOf(actor));

const record = (strapi: Strapi, id: number, action: 'session-ended' | 'sessions-ended', actor: Actor) =>
  recordChange(strapi, { about: { kind: 'user', id }, action, changes: null, actor });

const endedBy = (actor: Actor, { adminUserId }: Owner): ClosedReason =>
  actor.adminUserId === adminUserId ? 'ended-by-self' : 'ended-by-admin';

/** What the token says of its session, and the request under way of the browser. */
const lifeOf = (strapi: Strapi, token: NativeToken) => {
  const { address, userAgent } = askerOf(strapi);
  const refreshDueAt = new Date(token.expiresAt);
  const endsAt = token.absoluteExpiresAt ? new Date(token.absoluteExpiresAt) : null;
  return {
    address,
    userAgent: clientOf(userAgent),
    // While a data transfer goes on, Strapi does not say when.
    lastSeenAt: toDate(token.createdAt) ?? clock.now(),
    refreshDueAt,
    endsAt,
    overAt: overAtOf({ expiresAt: refreshDueAt, endsAt }),
  };
};

const presentOf = (strapi: Strapi, tokens: readonly SessionToken[]) => {
  const sessionId = currentSessionId(strapi);
  const token = tokens.find((one) => one.sessionId === sessionId);
  return token ? newestOf(token, tokens) : null;
};

const list = async (strapi: Strapi, user: Owner) => {
  // The records first: each comes after its token, so that one without has lost it.
  const records = await store.latest(strapi, user.id, MAX_SESSIONS_LISTED);
  const tokens = await store.tokensOf(strapi, user.adminUserId);
  const now = clock.now();
  const live = tokens.filter((token) => isLive(token, now));
  const liveKeys = new Set(live.map(keyOf));
  const recorded = new Set<string | null>(records.map(({ key }) => key));
  const present = presentOf(strapi, tokens);
  const presentKey = present && keyOf(present);
  const described = records.map((one) =>
    describeRecord(one, { now, isLive: liveKeys.has(one.key), isPresent: one.key === presentKey }),
  );
  const unrecorded = live
    .filter((token) => !recorded.has(keyOf(token)))
    .map((token) =>
      describeToken(token, {
        id: `${UNRECORDED}${token.id}`,
        first: sessionOf(token, tokens).at(-1) ?? token,
        isPresent: token === present,
      }),
    );
  const isOpen = ({ closedReason }: Session) => closedReason === null;
  const open = [...described.filter(isOpen), ...unrecorded].sort((one, two) =>
    two.startedAt.localeCompare(one.startedAt),
  );
  const closed = described.filter((one) => !isOpen(one));
  return { data: [...open, ...closed].slice(0, MAX_SESSIONS_LISTED) };
};

/** What only who looks at them asks for: where they were seen. */
const listForReaders = async (strapi: Strapi, user: Owner) => ({
  data: await withPlaces(strapi, (await list(strapi, user)).data),
});

/** Closed first, and its tokens read afterwards: one that a renewal makes meanwhile is found here, or refused there. */
const endRecorded = async (
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

/** Else a stolen session could be the one that is left when its owner's are ended. The one that asks may always end. */
const assertMayEndOwn = async (
  strapi: Strapi,
  { adminUserId }: Owner,
  actor: Actor,
  key: string | null = null,
) => {
  if (adminUserId !== actor.adminUserId) return;
  const sessionId = currentSessionId(strapi);
  if (key !== null && sessionId && (await store.keyOfToken(strapi, sessionId)) === key) return;
  await assertFreshProofOfSession(strapi);
};

const endOne = async (strapi: Strapi, user: Owner, sessionId: string, actor: Actor) => {
  const reason = endedBy(actor, user);
  const isRecorded = !sessionId.startsWith(UNRECORDED);
  const id = Number(sessionId.replace(UNRECORDED, ''));
  // Before the transaction: MariaDB shows a transaction the rows as they were when it first read.
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

/** Deletes every token but those of the session under way. By that condition, so that none made meanwhile stays. */
export const endOtherSessions = async (
  strapi: Strapi,
  adminUserIds: readonly number[],
  reason: ClosedReason,
) => {
  const { adminUserId: self } = currentActor(strapi);
  const tokens = self !== null && adminUserIds.includes(self) ? await store.tokensOf(strapi, self) : [];
  const present = presentOf(strapi, tokens);
  const kept = present ? sessionOf(present, tokens) : [];
  await whileEnding(reason, () =>
    strapi.db.query('admin::session').deleteMany({
      where: {
        origin: 'admin',
        userId: { $in: adminUserIds.map(String) },
        id: { $notIn: kept.map(({ id }) => id) },
      },
    }),
  );
};

const countOpen = async (strapi: Strapi, user: Owner) =>
  (await list(strapi, user)).data.filter(({ closedReason, isPresent }) => closedReason === null && !isPresent)
    .length;

/** The fewest of what the policy and the user's roles allow; null: any number. */
const maxOf = async (strapi: Strapi, { adminUserId }: Owner): Promise<number | null> => {
  const { maxPerUser } = (await currentPolicy(strapi)).sessions;
  const ofRoles = await fewestSessionsOf(strapi, adminUserId);
  const limits = [maxPerUser || null, ofRoles].filter((limit) => limit !== null);
  return limits.length > 0 ? Math.min(...limits) : null;
};

/** Where a user has more sessions than they may, the oldest of the others end. */
const endSurplus = async (strapi: Strapi, user: Owner, newKey: string, maxPerUser: number) => {
  const others = (await store.openForUpdate(strapi, user.id, clock.now())).filter(
    ({ key }) => key !== newKey,
  );
  const surplus = others.slice(maxPerUser - 1).map(({ key }) => key);
  if (surplus.length > 0) await endRecorded(strapi, user, surplus, 'limit');
};

/** `provedAt`: null for one that nobody has signed in to just now. */
export const beginSession = async (
  strapi: Strapi,
  token: NativeToken,
  provedAt: Date | null = clock.now(),
) => {
  const key = keyOf(token);
  const [user] = await entriesOf(strapi, [Number(token.userId)]);
  // Of nobody: whoever holds it is turned away.
  if (!user || key === null) return;
  const { loginAt } = token.metadata ?? {};
  const life = lifeOf(strapi, token);
  const session = {
    key,
    userId: user.id,
    adminUserId: user.adminUserId,
    deviceKey: deviceKeyOf(token.deviceId),
    startedAt: toDate(loginAt) ?? life.lastSeenAt,
    provedAt,
    ...life,
  };
  const max = await maxOf(strapi, user);
  if (max === null) return store.insert(strapi, session, clock.now());
  await inTransaction(strapi, async () => {
    // Sign-ins of one user follow each other here: none is counted without the one before it.
    if (!(await holdUser(strapi, user.id))) return;
    await store.insert(strapi, session, clock.now());
    await endSurplus(strapi, user, key, max);
  });
};

export const listSessions = async (strapi: Strapi, id: number) =>
  listForReaders(strapi, await userOf(strapi, id));

/** Ends the session with every token it ever had. */
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
    await endSessions(strapi, user.adminUserId, endedBy(actor, user));
    await record(strapi, id, 'sessions-ended', actor);
    if (revokeTokens) await revokeTokensOf(strapi, user, actor);
    return { data: { ended } };
  });
};

export const listOwnSessions = async (strapi: Strapi, actor: Actor) =>
  listForReaders(strapi, await self(strapi, actor));

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

/** Throws where the session was closed meanwhile. One there is no record of begins as it is found. */
export const renewSession = async (strapi: Strapi, token: NativeToken) => {
  const key = keyOf(token);
  if (key === null || (await store.renew(strapi, key, lifeOf(strapi, token)))) return;
  if (await store.isRecorded(strapi, key)) throw new Error('The session is closed');
  await beginSession(strapi, token, null);
};

/** When the user last showed, by the session that Strapi's token is of, that they are there; null: not known. */
export const sessionProvedAt = async (strapi: Strapi, sessionId: string): Promise<Date | null> => {
  const key = await store.keyOfToken(strapi, sessionId);
  return key === null ? null : store.provedAt(strapi, key);
};

export const proveSession = async (strapi: Strapi, sessionId: string) => {
  const key = await store.keyOfToken(strapi, sessionId);
  if (key !== null) await store.prove(strapi, key, clock.now());
};

export const closeSessions = (strapi: Strapi, keys: readonly string[], reason: ClosedReason) =>
  store.close(strapi, keys, reason, clock.now());

/** Deletes the other tokens of the session. */
export const endFormerSession = async (
  strapi: Strapi,
  { id, userId }: Pick<NativeToken, 'id' | 'userId'>,
) => {
  const tokens = await store.tokensOf(strapi, Number(userId));
  const token = tokens.find((one) => one.id === id);
  const others = token ? sessionOf(token, tokens).filter((one) => one !== token) : [];
  await store.deleteTokens(
    strapi,
    others.map((one) => one.id),
  );
};

/** Those that were over before then. */
export const deleteSessionsBefore = (strapi: Strapi, before: Date) =>
  inBatches(strapi, 'session-retention', (limit) => store.deleteSomeBefore(strapi, before, limit));

export const sessionLifespans = (strapi: Strapi) => lifespansOf(strapi);
