/** Reads Strapi's own users and roles, many at a time. */

import { idsIn, newRow, type Row, toDate, toText, withinTransaction } from '../../../platform/database';
import { adminRoleLinks } from '../../../platform/native';
import type { Strapi } from '../../../platform/strapi';
import type { NativeUser } from './copy';
import { USERS } from '../users/schema';

const SETTINGS = 'gatehouse_settings';
const LEFT_OUT = 'left-out';

/** A native user without an entry: another entry has the e-mail address, or the user has none. */
export type LeftOut = { adminUserId: number; email: string };

const rolesByUser = async (strapi: Strapi, userIds: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  const { table, userColumn, roleColumn } = adminRoleLinks(strapi);
  const rows = await from(table)
    .join('admin_roles', 'admin_roles.id', `${table}.${roleColumn}`)
    .whereIn(`${table}.${userColumn}`, [...userIds])
    .select({ userId: `${table}.${userColumn}`, name: 'admin_roles.name' });
  const names = new Map<number, string[]>();
  for (const { userId, name } of rows as Row[])
    names.set(Number(userId), [...(names.get(Number(userId)) ?? []), String(name)]);
  return names;
};

const read = async (strapi: Strapi, rows: readonly Row[]): Promise<NativeUser[]> => {
  const names = await rolesByUser(
    strapi,
    rows.map(({ id }) => Number(id)),
  );
  return rows.map((row) => ({
    id: Number(row.id),
    email: String(row.email ?? ''),
    username: toText(row.username),
    firstname: toText(row.firstname),
    lastname: toText(row.lastname),
    isActive: Boolean(row.is_active),
    registrationToken: toText(row.registration_token),
    roleNames: names.get(Number(row.id)) ?? [],
    createdAt: toDate(row.created_at) ?? new Date(0),
  }));
};
const COLUMNS = [
  'id',
  'email',
  'username',
  'firstname',
  'lastname',
  'is_active',
  'registration_token',
  'created_at',
];

/** Users without an entry, as last recorded. */
export const listLeftOut = async (strapi: Strapi): Promise<LeftOut[]> => {
  const { from } = await withinTransaction(strapi);
  const row = await from(SETTINGS).where({ name: LEFT_OUT }).first<Row | undefined>('value');
  return row ? (JSON.parse(String(row.value)) as LeftOut[]) : [];
};

export const writeLeftOut = async (strapi: Strapi, all: readonly LeftOut[], now: Date) => {
  const { from } = await withinTransaction(strapi);
  const value = JSON.stringify(all);
  const written = await from(SETTINGS).where({ name: LEFT_OUT }).update({ value, updated_at: now });
  if (written === 0 && all.length > 0)
    await from(SETTINGS)
      .insert({
        ...newRow(now),
        name: LEFT_OUT,
        value,
      })
      .onConflict()
      .ignore();
};

/** Removes the tokens, which Strapi stores in plain text. */
export const dropRegistrationTokens = async (strapi: Strapi, ids: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  await from('admin_users')
    .whereIn('id', [...ids])
    .update({ registration_token: null });
};

export const findMany = async (strapi: Strapi, ids: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  return read(
    strapi,
    await from('admin_users')
      .whereIn('id', [...ids])
      .orderBy('id')
      .select(COLUMNS),
  );
};

/** The next users by id after this one; empty at the end. */
export const after = async (strapi: Strapi, id: number, limit: number) => {
  const { from } = await withinTransaction(strapi);
  return read(
    strapi,
    await from('admin_users').where('id', '>', id).orderBy('id').limit(limit).select(COLUMNS),
  );
};

/**
 * Entries that name one native user but carry the e-mail address of another: from a table restored from
 * elsewhere, or after addresses were changed by SQL. Data transfers cause none. Where both users have the
 * address, the entry is not stray.
 */
export const strayEntries = async (strapi: Strapi): Promise<{ entryId: number; adminUserId: number }[]> => {
  const { from } = await withinTransaction(strapi);
  const rows = await from('admin_users')
    .join(USERS, `${USERS}.email`, strapi.db.connection.raw('lower(??)', ['admin_users.email']))
    .leftJoin('admin_users as named', 'named.id', `${USERS}.admin_user_id`)
    .whereRaw('(?? is null or lower(??) <> ??)', ['named.id', 'named.email', `${USERS}.email`] as never)
    .select({ entryId: `${USERS}.id`, adminUserId: 'admin_users.id' });
  return (rows as Row[]).map((row) => ({
    entryId: Number(row.entryId),
    adminUserId: Number(row.adminUserId),
  }));
};

/** Ids of native users that have no entry in the directory. */
export const withoutEntry = async (strapi: Strapi): Promise<number[]> => {
  const { from } = await withinTransaction(strapi);
  const native = from('admin_users').leftJoin(USERS, `${USERS}.admin_user_id`, 'admin_users.id');
  return idsIn(native.whereNull(`${USERS}.id`), 'admin_users.id');
};

/** Ids of native users that entries still name but that no longer exist. */
export const missingBehindEntries = async (strapi: Strapi): Promise<number[]> => {
  const { from } = await withinTransaction(strapi);
  const entries = from(USERS).leftJoin('admin_users', 'admin_users.id', `${USERS}.admin_user_id`);
  return idsIn(entries.whereNull('admin_users.id'), `${USERS}.admin_user_id`);
};
