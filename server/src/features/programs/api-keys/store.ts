import type { ApiKeyKind } from '../../../../../shared/constants';
import {
  type From,
  idsIn,
  newRow,
  type Row,
  selectRaw,
  tableName,
  toDate,
  toEnd,
  toText,
  withinTransaction,
} from '../../../platform/database';
import { adminRoleLinks } from '../../../platform/native';
import type { Strapi } from '../../../platform/strapi';
import { USERS } from '../../people/users/schema';
import { API_KEYS } from './schema';

const TABLE = API_KEYS;
const TOKENS = 'strapi_api_tokens';

export type StoredKey = {
  id: number;
  userId: number;
  tokenId: number;
  kind: ApiKeyKind;
  description: string;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  replacedAt: Date | null;
};

/** The user whose key a token is, and what the user's roles allow. */
export type KeyOwner = {
  adminUserId: number;
  email: string;
  isActive: boolean;
  roleIds: number[];
  apiActions: string[];
};

const toKey = (row: Row): StoredKey => ({
  id: Number(row.id),
  userId: Number(row.user_id),
  tokenId: Number(row.token_id),
  kind: row.kind === 'admin' ? 'admin' : 'content-api',
  description: toText(row.description) ?? '',
  createdBy: String(row.created_by_name),
  createdAt: toDate(row.created_at) ?? new Date(0),
  expiresAt: toEnd(row.expires_at),
  lastUsedAt: toDate(row.last_used_at),
  replacedAt: toDate(row.replaced_at),
});

const name = (strapi: Strapi, table: string) => tableName(strapi, table);
const keysIn = (from: From) =>
  from(`${TABLE} as k`).join(`${TOKENS} as t`, 't.id', 'k.token_id').select('k.*', {
    kind: 't.kind',
    description: 't.description',
    expires_at: 't.expires_at',
    last_used_at: 't.last_used_at',
  });

const ownerFrom = async (
  strapi: Strapi,
  first: string,
  column: string,
  id: number,
): Promise<KeyOwner | null> => {
  const { table, userColumn, roleColumn } = adminRoleLinks(strapi);
  const rows = await selectRaw(
    strapi,
    `select n.id, n.email, n.is_active, r.id as role_id, r.api_actions
       from ${first}
       left join ${name(strapi, 'admin_users')} n on n.id = u.admin_user_id
       left join ${name(strapi, table)} l on l.${userColumn} = n.id
       left join ${name(strapi, 'gatehouse_roles')} r on r.id = l.${roleColumn}
       where ${column} = ?`,
    [id],
  );
  const [row] = rows;
  if (!row) return null;
  const roles = rows.filter(({ role_id: role }) => role !== null);
  return {
    adminUserId: Number(row.id),
    email: String(row.email),
    isActive: Boolean(row.is_active),
    roleIds: roles.map(({ role_id: role }) => Number(role)),
    apiActions: [...new Set(roles.flatMap(actionsOf))],
  };
};

export const list = async (strapi: Strapi, userId: number): Promise<StoredKey[]> => {
  const { from } = await withinTransaction(strapi);
  return (await keysIn(from).where('k.user_id', userId).orderBy('k.id', 'desc')).map(toKey);
};

export const find = async (strapi: Strapi, id: number): Promise<StoredKey | null> => {
  const { from } = await withinTransaction(strapi);
  const [row] = await keysIn(from).where('k.id', id);
  return row ? toKey(row) : null;
};

export const insert = async (
  strapi: Strapi,
  key: { userId: number; tokenId: number; createdBy: string },
  now: Date,
) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE).insert({
    ...newRow(now),
    user_id: key.userId,
    token_id: key.tokenId,
    created_by_name: key.createdBy,
  });
};

export const findByToken = async (strapi: Strapi, tokenId: number): Promise<StoredKey | null> => {
  const { from } = await withinTransaction(strapi);
  const [row] = await keysIn(from).where('k.token_id', tokenId);
  return row ? toKey(row) : null;
};

/** False: already replaced. One conditional statement, so of parallel requests only one succeeds. */
export const markReplaced = async (strapi: Strapi, id: number, now: Date): Promise<boolean> => {
  const { from } = await withinTransaction(strapi);
  return (
    (await from(TABLE)
      .where({ id })
      .whereNull('replaced_at')
      .update({ replaced_at: now, updated_at: now })) === 1
  );
};

export const tokensOf = async (strapi: Strapi, userIds: readonly number[]): Promise<number[]> => {
  const { from } = await withinTransaction(strapi);
  return idsIn(from(TABLE).whereIn('user_id', [...userIds]), 'token_id');
};

export const forgetTokens = async (strapi: Strapi, tokenIds: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE)
    .whereIn('token_id', [...tokenIds])
    .delete();
};

/**
 * The owner of the token, in one statement, as every request with a token needs it. Null: nobody's key. The
 * user's status is in the directory and is loaded by the code that decides.
 */
export const ownerOfToken = (strapi: Strapi, tokenId: number) =>
  ownerFrom(
    strapi,
    `${name(strapi, TABLE)} k left join ${name(strapi, USERS)} u on u.id = k.user_id`,
    'k.token_id',
    tokenId,
  );

/** The same for a user who authenticated with something other than a key. */
export const keyOwnerOfUser = (strapi: Strapi, userId: number) =>
  ownerFrom(strapi, `${name(strapi, USERS)} u`, 'u.id', userId);

/** Keys that expire before then and whose users haven't been notified. */
export const expiringBefore = async (
  strapi: Strapi,
  before: Date,
  now: Date,
  limit: number,
): Promise<StoredKey[]> => {
  const { from } = await withinTransaction(strapi);
  const query = keysIn(from)
    .whereNull('k.warned_at')
    .whereNull('k.replaced_at')
    .where('t.expires_at', '>', now)
    .where('t.expires_at', '<=', before)
    .orderBy('k.id')
    .limit(limit);
  return (await query).map(toKey);
};

export const markWarned = async (strapi: Strapi, ids: readonly number[], now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE)
    .whereIn('id', [...ids])
    .update({ warned_at: now });
};

const actionsOf = ({ api_actions: json }: Row) => (json ? (JSON.parse(String(json)) as string[]) : []);
