import { withinTransaction } from './database';
import type { Strapi } from './strapi';

/* How users' single-use tokens end, in tables that have `token_hash`, `user_id` and `expires_at`. */

/** One conditional statement: however many servers use a token at once, it is deleted for one of them. */
export const useUpToken = async (
  strapi: Strapi,
  table: string,
  tokenHash: string,
  now: Date,
): Promise<boolean> => {
  const { from } = await withinTransaction(strapi);
  return (await from(table).where({ token_hash: tokenHash }).where('expires_at', '>', now).delete()) === 1;
};

export const removeTokensOf = async (strapi: Strapi, table: string, userIds: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  await from(table)
    .whereIn('user_id', [...userIds])
    .delete();
};

export const removeExpiredTokensOf = async (strapi: Strapi, table: string, now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(table).where('expires_at', '<', now).delete();
};
