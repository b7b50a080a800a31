import type { ClosedReason } from '../../../../../shared/contracts/sessions';
import { askerOf } from '../../../access/identify';
import { isLetIn, startLetIn } from '../../../access/let-in';
import { recordOtherSignIn } from '../../../access/other-sign-in';
import { currentRoute } from '../../../platform/actor';
import { afterAnswer } from '../../../platform/after-answer';
import { clock } from '../../../platform/clock';
import { inTransaction, toDate } from '../../../platform/database';
import { reasonOfEnding } from '../../../platform/ending';
import { followChanges } from '../../../platform/follow-changes';
import type { Strapi } from '../../../platform/strapi';
import { entriesOf, holdUser } from '../../people/users/store';
import { fewestSessionsOf } from '../../permissions/roles/store';
import { currentPolicy } from '../../settings/policy/record';
import { endRecorded } from './actions';
import { clientOf } from './describe';
import { closeSessions, mostSessions, type Owner, type SessionStart } from './record';
import * as store from './store';
import { dropSessionToken } from './store';
import { deviceKeyOf, keyOf, type NativeToken, newSessionKey, overAtOf, sessionOf } from './token';

const SESSION = 'admin::session';
const PANEL = 'admin';
type Event = {
  params: { data?: NativeToken; where?: object; filters?: object; _q?: string };
  result?: NativeToken;
  state: { isFirst?: boolean; isOther?: boolean };
};

/** Strapi's own ways to end sessions (admin/server/src/controllers, 5.54), by route handler. */
const STRAPIS_OWN: Partial<Record<string, ClosedReason>> = {
  'authentication.logout': 'signed-out',
  'authentication.resetPassword': 'password-changed',
  'authenticated-user.updateMe': 'password-changed',
  'authenticated-session.revoke': 'ended-by-self',
  'authenticated-session.revokeAll': 'ended-by-self',
};

/** Where Strapi creates sessions without a sign-in: for the first admin, and to renew one without a key. */
const NO_SIGN_INS = new Set(['authentication.registerAdmin', 'authentication.accessToken']);

const hasRunOut = ({ expiresAt }: NativeToken) => new Date(expiresAt) <= clock.now();

const giveKey = (strapi: Strapi, event: Event) => {
  const { data } = event.params;
  if (data?.origin !== PANEL || keyOf(data) !== null) return;
  const isOther = !isLetIn(strapi, Number(data.userId)) && !NO_SIGN_INS.has(currentRoute(strapi) ?? '');
  data.metadata = { ...data.metadata, gatehouse: { key: newSessionKey(), ...(isOther && { isOther }) } };
  event.state = { isFirst: true, isOther };
};

const recordOther = async (strapi: Strapi, token: NativeToken) => {
  const asker = askerOf(strapi);
  const work = () => recordOtherSignIn(strapi, token, asker);
  // On SQLite, a write outside the open transaction would wait for it, and the transaction for the write.
  if (strapi.db.inTransaction()) afterAnswer(strapi, 'a sign-in could not be recorded', work);
  else await work();
};

/** Runs after the token is created, so every record has one. Fails closed: no session goes unrecorded. */
const record = async (strapi: Strapi, { result, state }: Event) => {
  if (result?.origin !== PANEL) return;
  try {
    await (state.isFirst ? beginSession(strapi, result) : renewSession(strapi, result));
    if (state.isOther) await recordOther(strapi, result);
  } catch (error) {
    await dropSessionToken(strapi, result.id);
    throw error;
  }
};

/**
 * Runs before the tokens are deleted, so that a parallel renewal finds its session closed. Callers skip
 * renewed tokens, whose session lives on in the next one, and expired tokens, whose session is over already.
 */
const close = async (strapi: Strapi, tokens: readonly NativeToken[]) => {
  const keys = tokens.flatMap((token) => keyOf(token) ?? []);
  const reason = reasonOfEnding() ?? STRAPIS_OWN[currentRoute(strapi) ?? ''] ?? 'ended';
  if (keys.length > 0) await closeSessions(strapi, keys, reason);
};

const closeMany = async (strapi: Strapi, { params: { where = {}, filters, _q } }: Event) =>
  close(
    strapi,
    await strapi.db.query(SESSION).findMany({
      where: { $and: [where, { origin: PANEL, status: 'active', expiresAt: { $gt: clock.now() } }] },
      filters,
      _q,
      select: ['metadata'],
    }),
  );

/** Strapi's session list deletes only the newest token; the earlier ones would still be valid. */
const closeOne = async (strapi: Strapi, { params: { where } }: Event) => {
  const token: NativeToken | null = await strapi.db.query(SESSION).findOne({ where });
  if (token?.origin !== PANEL || token.status !== 'active' || hasRunOut(token)) return;
  await close(strapi, [token]);
  await endFormerSession(strapi, token);
};

/**
 * Follows every panel session, whoever creates, renews or deletes it. The first token gets a key, which
 * Strapi copies to each later one.
 */
export const followSessions = (strapi: Strapi) =>
  followChanges(strapi, {
    models: [SESSION],
    beforeCreate: (event: Event) => giveKey(strapi, event),
    afterCreate: (event: Event) => record(strapi, event),
    beforeDelete: (event: Event) => closeOne(strapi, event),
    beforeDeleteMany: (event: Event) => closeMany(strapi, event),
  });

/** Session data from the token, and browser data from the current request. */
const lifeOf = (strapi: Strapi, token: NativeToken) => {
  const { address, userAgent } = askerOf(strapi);
  const refreshDueAt = new Date(token.expiresAt);
  const endsAt = token.absoluteExpiresAt ? new Date(token.absoluteExpiresAt) : null;
  return {
    address,
    userAgent: clientOf(userAgent),
    // During a data transfer, Strapi sets no creation time.
    lastSeenAt: toDate(token.createdAt) ?? clock.now(),
    refreshDueAt,
    endsAt,
    overAt: overAtOf({ expiresAt: refreshDueAt, endsAt }),
  };
};

/** Known already if a door has just let the user in; null for a user without an entry. */
const startOf = async (strapi: Strapi, adminUserId: number): Promise<SessionStart | null> => {
  const known = startLetIn(strapi, adminUserId);
  if (known) return known;
  const [user] = await entriesOf(strapi, [adminUserId]);
  if (!user) return null;
  const { sessions } = await currentPolicy(strapi);
  return { user, max: mostSessions(sessions, await fewestSessionsOf(strapi, adminUserId)) };
};

/** Ends the user's oldest sessions above the limit, never the new one. */
const endSurplus = async (strapi: Strapi, user: Owner, newKey: string, maxPerUser: number) => {
  const others = (await store.openForUpdate(strapi, user.id, clock.now())).filter(
    ({ key }) => key !== newKey,
  );
  const surplus = others.slice(maxPerUser - 1).map(({ key }) => key);
  if (surplus.length > 0) await endRecorded(strapi, user, surplus, 'limit');
};

/** `provedAt`: null if the session doesn't come from a sign-in just now. */
export const beginSession = async (
  strapi: Strapi,
  token: NativeToken,
  provedAt: Date | null = clock.now(),
) => {
  const key = keyOf(token);
  const start = await startOf(strapi, Number(token.userId));
  // It belongs to no known user, so the guard denies its requests.
  if (!start || key === null) return;
  const { user, max } = start;
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
  if (max === null) return store.insert(strapi, session, clock.now());
  await inTransaction(strapi, async () => {
    // The row lock makes a user's sign-ins run one after another, so each counts those before it.
    if (!(await holdUser(strapi, user.id))) return;
    await store.insert(strapi, session, clock.now());
    await endSurplus(strapi, user, key, max);
  });
};

/** Throws if the session was closed meanwhile. Starts a record for a session that has none. */
export const renewSession = async (strapi: Strapi, token: NativeToken) => {
  const key = keyOf(token);
  if (key === null || (await store.renew(strapi, key, lifeOf(strapi, token)))) return;
  if (await store.isRecorded(strapi, key)) throw new Error('The session is closed');
  await beginSession(strapi, token, null);
};

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
