import type { ClosedReason } from '../../../../../shared/contracts/sessions';
import {
  countRows,
  deleteOldest,
  inChunks,
  newRow,
  outsideTransaction,
  type Row,
  selectFrom,
  toDate,
  toEnd,
  toText,
  withinTransaction,
} from '../../../platform/database';
import type { Strapi } from '../../../platform/strapi';
import { keyOf, type SessionToken, type TokenMetadata } from './token';

const TABLE = 'gatehouse_sessions';
const TOKENS = 'strapi_sessions';
/** Below every database's limit of bindings per statement. */
const A_STATEMENT = 500;

export type SessionRecord = {
  id: number;
  key: string;
  address: string | null;
  userAgent: string | null;
  deviceKey: string | null;
  startedAt: Date;
  lastSeenAt: Date;
  refreshDueAt: Date;
  endsAt: Date | null;
  overAt: Date;
  closedReason: ClosedReason | null;
};
export type NewSession = Omit<SessionRecord, 'id' | 'closedReason'> & {
  userId: number;
  adminUserId: number;
  provedAt: Date | null;
};
type Renewal = Pick<SessionRecord, 'address' | 'userAgent' | 'lastSeenAt' | 'refreshDueAt' | 'overAt'>;

export const insert = async (strapi: Strapi, session: NewSession, now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE).insert({
    ...newRow(now),
    session_key: session.key,
    user_id: session.userId,
    admin_user_id: session.adminUserId,
    device_key: session.deviceKey,
    started_at: session.startedAt,
    ends_at: session.endsAt,
    proved_at: session.provedAt,
    ...toRenewal(session),
  });
};

/** False if it is closed or has no record. */
export const renew = async (strapi: Strapi, key: string, renewal: Renewal): Promise<boolean> => {
  const { from } = await withinTransaction(strapi);
  const renewed = await from(TABLE)
    .where({ session_key: key })
    .whereNull('closed_reason')
    .update(toRenewal(renewal));
  return renewed > 0;
};

export const isRecorded = async (strapi: Strapi, key: string): Promise<boolean> => {
  const { from } = await withinTransaction(strapi);
  return (await from(TABLE).where({ session_key: key }).first<Row | undefined>('id')) !== undefined;
};

/** The key of the session that Strapi's token belongs to. */
export const keyOfToken = async (strapi: Strapi, sessionId: string): Promise<string | null> => {
  const { from } = await withinTransaction(strapi);
  const row = await from(TOKENS).where({ session_id: sessionId }).first<Row | undefined>('metadata');
  return row ? keyOf({ metadata: toMetadata(row.metadata) }) : null;
};

export const provedAt = async (strapi: Strapi, key: string): Promise<Date | null> => {
  const { from } = await withinTransaction(strapi);
  const row = await from(TABLE).where({ session_key: key }).first<Row | undefined>('proved_at');
  return toDate(row?.proved_at);
};

export const prove = async (strapi: Strapi, key: string, now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE).where({ session_key: key }).update({ proved_at: now });
};

/** Open ones first, then the last closed: open ones have an `over_at` in the future. */
export const latest = async (strapi: Strapi, userId: number, limit: number): Promise<SessionRecord[]> => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(TABLE)
    .where({ user_id: userId })
    .orderBy('over_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .select('*');
  return rows.map(toRecord);
};

export const findOpen = async (
  strapi: Strapi,
  userId: number,
  id: number,
  now: Date,
): Promise<SessionRecord | null> => {
  const { from } = await withinTransaction(strapi);
  const row = await from(TABLE)
    .where({ user_id: userId, id })
    .whereNull('closed_reason')
    .where('over_at', '>', now)
    .first<Row | undefined>();
  return row ? toRecord(row) : null;
};

/** Newest first, each locked until the transaction ends, so that none is renewed meanwhile. */
export const openForUpdate = async (strapi: Strapi, userId: number, now: Date): Promise<SessionRecord[]> => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(TABLE)
    .where({ user_id: userId })
    .where('over_at', '>', now)
    .whereNull('closed_reason')
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .forUpdate()
    .select('*');
  return rows.map(toRecord);
};

/** How many users have more open sessions than these. */
export const countUsersWithMoreSessions = (strapi: Strapi, most: number, now: Date) =>
  countRows(
    selectFrom(
      outsideTransaction(strapi)(TABLE)
        .where('over_at', '>', now)
        .whereNull('closed_reason')
        .groupBy('user_id')
        .havingRaw('count(*) > ?', [most])
        .select('user_id'),
      'over_limit',
    ),
  );

/** Closes the open ones. An expired one stays as it is, as nobody ended it. */
export const close = async (
  strapi: Strapi,
  keys: readonly string[],
  closedReason: ClosedReason,
  now: Date,
): Promise<number> => {
  const { from } = await withinTransaction(strapi);
  let closed = 0;
  for (const part of inChunks(keys, A_STATEMENT))
    closed += await from(TABLE)
      .whereIn('session_key', part)
      .whereNull('closed_reason')
      .where('over_at', '>', now)
      .update({ closed_reason: closedReason, over_at: now });
  return closed;
};

export const deleteSomeBefore = (strapi: Strapi, before: Date, limit: number) =>
  deleteOldest(outsideTransaction(strapi), TABLE, { before, limit, by: 'over_at' });

/** Strapi's own rows for the user's panel sessions, newest first. */
export const tokensOf = async (strapi: Strapi, adminUserId: number): Promise<SessionToken[]> => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(TOKENS)
    .where({ user_id: String(adminUserId), origin: 'admin' })
    .orderBy('id', 'desc')
    .select('*');
  return rows.map(toToken);
};

/** Fires no lifecycle events, so `follow.ts` doesn't notice. */
export const dropSessionToken = async (strapi: Strapi, id: number) => {
  const { from } = await withinTransaction(strapi);
  await from(TOKENS).where({ id }).delete();
};

/** Fires lifecycle events, so `follow.ts` notices. */
export const deleteTokens = async (strapi: Strapi, ids: readonly number[]) => {
  for (const part of inChunks(ids, A_STATEMENT))
    await strapi.db.query('admin::session').deleteMany({ where: { id: { $in: part } } });
};

const toRenewal = ({ address, userAgent, lastSeenAt, refreshDueAt, overAt }: Renewal) => ({
  address,
  user_agent: userAgent,
  last_seen_at: lastSeenAt,
  refresh_due_at: refreshDueAt,
  over_at: overAt,
});

const dateOf = (value: unknown) => toDate(value) ?? new Date(0);

const toRecord = (row: Row): SessionRecord => ({
  id: Number(row.id),
  key: String(row.session_key),
  address: toText(row.address),
  userAgent: toText(row.user_agent),
  deviceKey: toText(row.device_key),
  startedAt: dateOf(row.started_at),
  lastSeenAt: dateOf(row.last_seen_at),
  refreshDueAt: dateOf(row.refresh_due_at),
  endsAt: toEnd(row.ends_at),
  overAt: dateOf(row.over_at),
  closedReason: toText(row.closed_reason) as ClosedReason | null,
});

const toToken = (row: Row): SessionToken => ({
  id: Number(row.id),
  sessionId: String(row.session_id),
  childId: toText(row.child_id),
  deviceId: toText(row.device_id),
  isActive: row.status === 'active',
  createdAt: dateOf(row.created_at),
  expiresAt: dateOf(row.expires_at),
  endsAt: toEnd(row.absolute_expires_at),
  metadata: toMetadata(row.metadata),
});

const toMetadata = (value: unknown): TokenMetadata =>
  (typeof value === 'string' ? JSON.parse(value) : value) ?? {};
