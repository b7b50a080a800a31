import { deleteRows, newRow, type Row, toDate, toText, withinTransaction } from '../../../platform/database';
import type { Strapi } from '../../../platform/strapi';
import { printable } from '../../../domain/printable';

const TABLE = 'gatehouse_devices';

/** The browser's user agent and IP address. */
export type Seen = { userAgent: string | null; address: string | null };
const MAX_TEXT = 255;
const toColumns = ({ userAgent, address }: Seen) => ({
  user_agent: userAgent === null ? null : printable(userAgent.slice(0, MAX_TEXT)),
  address,
});

/** A token shared by several users, from before each got their own, counts as nobody's. */
export const find = async (strapi: Strapi, userId: number, tokenHashes: readonly string[]) => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(TABLE)
    .whereIn('token_hash', [...tokenHashes])
    .select('*');
  const isShared = (one: Row) =>
    rows.some((other) => other.id !== one.id && other.token_hash === one.token_hash);
  const row = rows.find((one) => Number(one.user_id) === userId && !isShared(one));
  return row
    ? {
        id: Number(row.id),
        failedTries: Number(row.failed_tries),
        lastFailedAt: toDate(row.last_failed_at),
        trustedAt: toDate(row.trusted_at),
      }
    : null;
};

/** Records a sign-in, with the browser's current user agent and address, and gives its attempts back. */
export const use = async (strapi: Strapi, id: number, seen: Seen, now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE)
    .where({ id })
    .update({
      ...toColumns(seen),
      failed_tries: 0,
      last_failed_at: null,
      last_used_at: now,
      updated_at: now,
    });
};

export const trust = async (strapi: Strapi, id: number, tokenHash: string, now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE).where({ id }).update({ token_hash: tokenHash, trusted_at: now });
};

export const distrustDevices = async (strapi: Strapi, userIds: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  return from(TABLE)
    .whereIn('user_id', [...userIds])
    .whereNotNull('trusted_at')
    .update({ trusted_at: null });
};

/** Devices trusted since then, latest use first. */
export const trustedOf = async (strapi: Strapi, userId: number, since: Date) => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(TABLE)
    .where({ user_id: userId })
    .where('trusted_at', '>', since)
    .orderBy('last_used_at', 'desc')
    .select('*');
  return rows.map((row) => ({
    id: Number(row.id),
    userAgent: toText(row.user_agent),
    address: toText(row.address),
    firstUsedAt: toDate(row.created_at) ?? new Date(0),
    lastUsedAt: toDate(row.last_used_at) ?? new Date(0),
    trustedAt: toDate(row.trusted_at) ?? new Date(0),
  }));
};

export const insert = async (
  strapi: Strapi,
  userId: number,
  tokenHash: string,
  { isTrusted, ...seen }: Seen & { isTrusted: boolean },
  now: Date,
) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE).insert({
    ...newRow(now),
    user_id: userId,
    token_hash: tokenHash,
    failed_tries: 0,
    ...toColumns(seen),
    trusted_at: isTrusted ? now : null,
    last_used_at: now,
  });
};

/**
 * Deletes the least recently used, so that a script that keeps no cookies can't fill the table. Returns how many
 * there were.
 */
export const keepLatest = async (strapi: Strapi, userId: number, count: number) => {
  const { from } = await withinTransaction(strapi);
  const latest = await from(TABLE)
    .where({ user_id: userId })
    .orderBy('last_used_at', 'desc')
    .orderBy('id', 'desc')
    .limit(2 * count)
    .select('id');
  await deleteRows(from, TABLE, latest.slice(count));
  return latest.length;
};
