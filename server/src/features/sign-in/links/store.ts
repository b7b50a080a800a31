import type { LinkRequests } from '../../../domain/link-requests';
import { newDocumentId, type Row, toDate, withinTransaction } from '../../../platform/database';
import { removeExpiredTokensOf, removeTokensOf, useUpToken } from '../../../platform/hashed-tokens';
import type { Strapi } from '../../../platform/strapi';

const TABLE = 'gatehouse_links';

export const LINK_KINDS = ['invitation', 'reset'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

type NewLink = { userId: number; kind: LinkKind; tokenHash: string; expiresAt: Date } & LinkRequests;

/** One statement, so that of two issued in parallel only one is left. */
export const replace = async (strapi: Strapi, links: readonly NewLink[]) => {
  if (links.length === 0) return;
  const { from } = await withinTransaction(strapi);
  await from(TABLE)
    .insert(
      links.map((link) => ({
        document_id: newDocumentId(),
        user_id: link.userId,
        kind: link.kind,
        token_hash: link.tokenHash,
        expires_at: link.expiresAt,
        requests: link.requests,
        requested_since: link.requestedSince,
        created_at: link.createdAt,
        updated_at: link.createdAt,
      })),
    )
    .onConflict(['user_id', 'kind'])
    .merge();
};

export const requestsOf = async (
  strapi: Strapi,
  userId: number,
  kind: LinkKind,
): Promise<LinkRequests | null> => {
  const { from } = await withinTransaction(strapi);
  const row = await from(TABLE).where({ user_id: userId, kind }).first<Row | undefined>();
  return row
    ? {
        requests: Number(row.requests),
        requestedSince: toDate(row.requested_since) ?? new Date(0),
        createdAt: toDate(row.created_at) ?? new Date(0),
      }
    : null;
};

export const find = async (
  strapi: Strapi,
  tokenHash: string,
  now: Date,
): Promise<{ userId: number; kind: LinkKind } | null> => {
  const { from } = await withinTransaction(strapi);
  const row = await from(TABLE)
    .where({ token_hash: tokenHash })
    .where('expires_at', '>', now)
    .first<Row | undefined>('user_id', 'kind');
  return row ? { userId: Number(row.user_id), kind: row.kind as LinkKind } : null;
};

export const useUp = (strapi: Strapi, tokenHash: string, now: Date) =>
  useUpToken(strapi, TABLE, tokenHash, now);
export const removeLinksOf = (strapi: Strapi, userIds: readonly number[]) =>
  removeTokensOf(strapi, TABLE, userIds);
export const removeExpired = (strapi: Strapi, now: Date) => removeExpiredTokensOf(strapi, TABLE, now);
