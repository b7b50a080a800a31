import { countRows, idsIn, newRow, type Row, toDate, withinTransaction } from '../../../platform/database';
import type { Strapi } from '../../../platform/strapi';

const CLIENTS = 'gatehouse_oauth_clients';
const TOKENS = 'gatehouse_access_tokens';

export type StoredClient = {
  id: number;
  userId: number;
  clientId: string;
  secretHash: string;
  description: string;
  createdBy: string;
  createdAt: Date;
  lastUsedAt: Date | null;
};

const toClient = (row: Row): StoredClient => ({
  id: Number(row.id),
  userId: Number(row.user_id),
  clientId: String(row.client_id),
  secretHash: String(row.secret_hash),
  description: String(row.description),
  createdBy: String(row.created_by_name),
  createdAt: toDate(row.created_at) ?? new Date(0),
  lastUsedAt: toDate(row.last_used_at),
});

const findClients = async (strapi: Strapi, where: Row) => {
  const { from } = await withinTransaction(strapi);
  return (await from(CLIENTS).where(where).orderBy('id', 'desc').select('*')).map(toClient);
};
const idsOfClients = async (strapi: Strapi, userIds: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  return idsIn(from(CLIENTS).whereIn('user_id', [...userIds]));
};
export const removeClients = async (strapi: Strapi, ids: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  await from(TOKENS)
    .whereIn('oauth_client_id', [...ids])
    .delete();
  await from(CLIENTS)
    .whereIn('id', [...ids])
    .delete();
};

export const list = (strapi: Strapi, userId: number) => findClients(strapi, { user_id: userId });
export const find = async (strapi: Strapi, id: number) => (await findClients(strapi, { id }))[0] ?? null;
/** Compared again, as MariaDB's collation also finds ids that only look alike. */
export const findByClientId = async (strapi: Strapi, clientId: string) =>
  (await findClients(strapi, { client_id: clientId })).find((client) => client.clientId === clientId) ?? null;

export const insert = async (
  strapi: Strapi,
  client: Pick<StoredClient, 'userId' | 'clientId' | 'secretHash' | 'description' | 'createdBy'>,
  now: Date,
) => {
  const { from } = await withinTransaction(strapi);
  await from(CLIENTS).insert({
    ...newRow(now),
    user_id: client.userId,
    client_id: client.clientId,
    secret_hash: client.secretHash,
    description: client.description,
    created_by_name: client.createdBy,
  });
};
export const removeOAuthClientsOf = async (strapi: Strapi, userIds: readonly number[]) =>
  removeClients(strapi, await idsOfClients(strapi, userIds));

export const countTokens = async (strapi: Strapi, oauthClientId: number, now: Date): Promise<number> => {
  const { from } = await withinTransaction(strapi);
  return countRows(from(TOKENS).where({ oauth_client_id: oauthClientId }).where('expires_at', '>', now));
};

export const insertToken = async (
  strapi: Strapi,
  oauthClientId: number,
  tokenHash: string,
  expiresAt: Date,
  now: Date,
) => {
  const { from } = await withinTransaction(strapi);
  await from(TOKENS).insert({
    ...newRow(now),
    oauth_client_id: oauthClientId,
    token_hash: tokenHash,
    expires_at: expiresAt,
  });
  await from(CLIENTS).where({ id: oauthClientId }).update({ last_used_at: now });
};

/** The user of the token's client; null if the token is unknown or expired. */
export const userOfToken = async (strapi: Strapi, tokenHash: string, now: Date): Promise<number | null> => {
  const { from } = await withinTransaction(strapi);
  const row = await from(`${TOKENS} as t`)
    .join(`${CLIENTS} as c`, 'c.id', 't.oauth_client_id')
    .where({ 't.token_hash': tokenHash })
    .where('t.expires_at', '>', now)
    .first<Row | undefined>('c.user_id');
  return row ? Number(row.user_id) : null;
};

export const removeExpired = async (strapi: Strapi, now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(TOKENS).where('expires_at', '<=', now).delete();
};
