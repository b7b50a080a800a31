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
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { clientOf, describeRecord, describeToken } from './describe';
import type { NativeToken } from './lifecycles';
import { lifespansOf } from './lifespans';
import { createPlaceFinder } from './places';
import { createSessionStore } from './store';
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

const UNRECORDED = 'strapi-';

/** Whose sessions they are. */
type Owner = { id: number; adminUserId: number };

/** The panel sessions of a user: what is kept of them, and Strapi's own rows, which vanish when one is closed. */
export const sessionsService = ({ strapi }: { strapi: Strapi }) => {
  const store = createSessionStore(strapi);
  const users = () => getService(strapi, 'users');
  const withPlaces = createPlaceFinder(strapi);

  const userOf = async (id: number): Promise<Owner> => {
    const user = await users().find(id);
    if (!user) throw new GatehouseError('NOT_FOUND');
    return user;
  };

  const self = (actor: Actor): Promise<Owner> => users().entryOf(personOf(actor));

  const record = (id: number, action: 'session-ended' | 'sessions-ended', actor: Actor) =>
    getService(strapi, 'log').recordChange({ about: { kind: 'user', id }, action, changes: null, actor });

  const endedBy = (actor: Actor, { adminUserId }: Owner): ClosedReason =>
    actor.adminUserId === adminUserId ? 'ended-by-self' : 'ended-by-admin';

  /** What the token says of its session, and the request under way of the browser. */
  const lifeOf = (token: NativeToken) => {
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

  const presentOf = (tokens: readonly SessionToken[]) => {
    const sessionId = currentSessionId(strapi);
    const token = tokens.find((one) => one.sessionId === sessionId);
    return token ? newestOf(token, tokens) : null;
  };

  const list = async (user: Owner) => {
    // The records first: each comes after its token, so that one without has lost it.
    const records = await store.latest(user.id, MAX_SESSIONS_LISTED);
    const tokens = await store.tokensOf(user.adminUserId);
    const now = clock.now();
    const live = tokens.filter((token) => isLive(token, now));
    const liveKeys = new Set(live.map(keyOf));
    const recorded = new Set<string | null>(records.map(({ key }) => key));
    const present = presentOf(tokens);
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
  const listForReaders = async (user: Owner) => ({ data: await withPlaces((await list(user)).data) });

  /** Closed first, and its tokens read afterwards: one that a renewal makes meanwhile is found here, or refused there. */
  const endRecorded = async ({ adminUserId }: Owner, keys: readonly string[], reason: ClosedReason) => {
    const closed = await store.close(keys, reason, clock.now());
    const tokens = await store.tokensOf(adminUserId);
    const ended = new Set<string | null>(keys);
    const members = tokens.filter((token) => ended.has(keyOf(token)));
    await store.deleteTokens(withFormer(members, tokens).map(({ id }) => id));
    return closed;
  };

  const endUnrecorded = async ({ adminUserId }: Owner, tokenId: number, reason: ClosedReason) => {
    const tokens = await store.tokensOf(adminUserId);
    const token = tokens.find(({ id, isActive }) => id === tokenId && isActive);
    if (!token) return 0;
    await whileEnding(reason, () => store.deleteTokens(sessionOf(token, tokens).map(({ id }) => id)));
    return 1;
  };

  /** Else a stolen session could be the one that is left when its owner's are ended. The one that asks may always end. */
  const assertMayEndOwn = async ({ adminUserId }: Owner, actor: Actor, key: string | null = null) => {
    if (adminUserId !== actor.adminUserId) return;
    const sessionId = currentSessionId(strapi);
    if (key !== null && sessionId && (await store.keyOfToken(sessionId)) === key) return;
    await assertFreshProofOfSession(strapi);
  };

  const endOne = async (user: Owner, sessionId: string, actor: Actor) => {
    const reason = endedBy(actor, user);
    const isRecorded = !sessionId.startsWith(UNRECORDED);
    const id = Number(sessionId.replace(UNRECORDED, ''));
    // Before the transaction: MariaDB shows a transaction the rows as they were when it first read.
    const found = isRecorded ? await store.findOpen(user.id, id, clock.now()) : null;
    if (isRecorded && !found) throw new GatehouseError('NOT_FOUND');
    await assertMayEndOwn(user, actor, found?.key);
    return inTransaction(strapi, async () => {
      const ended = found
        ? await endRecorded(user, [found.key], reason)
        : await endUnrecorded(user, id, reason);
      if (ended === 0) throw new GatehouseError('NOT_FOUND');
      await record(user.id, 'session-ended', actor);
      return { data: { ended } };
    });
  };

  /** Deletes every token but those of the session under way. By that condition, so that none made meanwhile stays. */
  const endOthers = async (adminUserIds: readonly number[], reason: ClosedReason) => {
    const { adminUserId: self } = currentActor(strapi);
    const tokens = self !== null && adminUserIds.includes(self) ? await store.tokensOf(self) : [];
    const present = presentOf(tokens);
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

  const countOpen = async (user: Owner) =>
    (await list(user)).data.filter(({ closedReason, isPresent }) => closedReason === null && !isPresent)
      .length;

  /** The fewest of what the policy and the user's roles allow; null: any number. */
  const maxOf = async ({ adminUserId }: Owner): Promise<number | null> => {
    const { maxPerUser } = (await getService(strapi, 'policy').current()).sessions;
    const ofRoles = await getService(strapi, 'roles').fewestSessions(adminUserId);
    const limits = [maxPerUser || null, ofRoles].filter((limit) => limit !== null);
    return limits.length > 0 ? Math.min(...limits) : null;
  };

  /** Where a user has more sessions than they may, the oldest of the others end. */
  const endSurplus = async (user: Owner, newKey: string, maxPerUser: number) => {
    const others = (await store.openForUpdate(user.id, clock.now())).filter(({ key }) => key !== newKey);
    const surplus = others.slice(maxPerUser - 1).map(({ key }) => key);
    if (surplus.length > 0) await endRecorded(user, surplus, 'limit');
  };

  /** `provedAt`: null for one that nobody has signed in to just now. */
  const begin = async (token: NativeToken, provedAt: Date | null = clock.now()) => {
    const key = keyOf(token);
    const [user] = await users().entriesOf([Number(token.userId)]);
    // Of nobody: whoever holds it is turned away.
    if (!user || key === null) return;
    const { loginAt } = token.metadata ?? {};
    const life = lifeOf(token);
    const session = {
      key,
      userId: user.id,
      adminUserId: user.adminUserId,
      deviceKey: deviceKeyOf(token.deviceId),
      startedAt: toDate(loginAt) ?? life.lastSeenAt,
      provedAt,
      ...life,
    };
    const max = await maxOf(user);
    if (max === null) return store.insert(session, clock.now());
    await inTransaction(strapi, async () => {
      // Sign-ins of one user follow each other here: none is counted without the one before it.
      if (!(await users().hold(user.id))) return;
      await store.insert(session, clock.now());
      await endSurplus(user, key, max);
    });
  };

  return {
    list: async (id: number) => listForReaders(await userOf(id)),

    /** Ends the session with every token it ever had. */
    async end(id: number, sessionId: string, actor: Actor) {
      const user = await userOf(id);
      await users().assertMayManage(id, actor, 'id');
      return endOne(user, sessionId, actor);
    },

    async endAll(id: number, { revokeTokens }: { revokeTokens?: boolean }, actor: Actor) {
      return inTransaction(strapi, async () => {
        const user = await userOf(id);
        await users().assertMayManage(id, actor, 'id');
        await assertMayEndOwn(user, actor);
        const isOpen = ({ closedReason }: Session) => closedReason === null;
        const ended = (await list(user)).data.filter(isOpen).length;
        await endSessions(strapi, user.adminUserId, endedBy(actor, user));
        await record(id, 'sessions-ended', actor);
        if (revokeTokens) await getService(strapi, 'apiKeys').revokeTokensOf(user, actor);
        return { data: { ended } };
      });
    },

    listOwn: async (actor: Actor) => listForReaders(await self(actor)),

    endOwn: async (sessionId: string, actor: Actor) => endOne(await self(actor), sessionId, actor),

    async endOwnOthers(actor: Actor) {
      const user = await self(actor);
      await assertMayEndOwn(user, actor);
      return inTransaction(strapi, async () => {
        const ended = await countOpen(user);
        await endOthers([user.adminUserId], 'ended-by-self');
        await record(user.id, 'sessions-ended', actor);
        return { data: { ended } };
      });
    },

    endOthers,

    begin,

    /** Throws where the session was closed meanwhile. One there is no record of begins as it is found. */
    async renew(token: NativeToken) {
      const key = keyOf(token);
      if (key === null || (await store.renew(key, lifeOf(token)))) return;
      if (await store.isRecorded(key)) throw new Error('The session is closed');
      await begin(token, null);
    },

    /** When the user last showed, by the session that Strapi's token is of, that they are there; null: not known. */
    async provedAt(sessionId: string): Promise<Date | null> {
      const key = await store.keyOfToken(sessionId);
      return key === null ? null : store.provedAt(key);
    },

    async prove(sessionId: string) {
      const key = await store.keyOfToken(sessionId);
      if (key !== null) await store.prove(key, clock.now());
    },

    close: (keys: readonly string[], reason: ClosedReason) => store.close(keys, reason, clock.now()),

    /** Deletes the other tokens of the session. */
    async endFormer({ id, userId }: Pick<NativeToken, 'id' | 'userId'>) {
      const tokens = await store.tokensOf(Number(userId));
      const token = tokens.find((one) => one.id === id);
      const others = token ? sessionOf(token, tokens).filter((one) => one !== token) : [];
      await store.deleteTokens(others.map((one) => one.id));
    },

    /** A token that nobody has been given yet: its session goes on as it was, if there is one. */
    dropToken: (id: number) => store.dropToken(id),

    removeByUsers: (userIds: readonly number[]) => store.removeByUsers(userIds),

    /** Those that were over before then. */
    deleteBefore: (before: Date) =>
      getService(strapi, 'lease').inBatches('session-retention', (limit) =>
        store.deleteSomeBefore(before, limit),
      ),

    lifespans: () => lifespansOf(strapi),
  };
};

declare module '../../../platform/services' {
  interface Services {
    sessions: ReturnType<typeof sessionsService>;
  }
}
