/** Links in mails that let the recipient choose a password. Only hashes of their tokens are stored. */

import { countRequest } from '../../../domain/link-requests';
import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import { hashOfToken, isToken, newToken } from '../../../platform/tokens';
import { currentPolicy } from '../../settings/policy/record';
import * as store from './store';
import type { LinkKind } from './store';

/** How long expired links are kept, so that their requests still count and nobody is mailed without limit. */
const HOUR_MS = 60 * 60 * 1000;
const KEPT_MS = HOUR_MS;

/** The form of Strapi's own invitation tokens (admin/server/src/services/token.ts, 5.54). */
const TOKEN_OF_STRAPI = /^[0-9a-f]{40}$/;
const isTokenOfStrapi = (text: unknown): text is string =>
  typeof text === 'string' && TOKEN_OF_STRAPI.test(text);

// In the fragment, which browsers never send: the token is in no access log and no Referer.
const PATHS: Record<LinkKind, string> = {
  invitation: '/auth/register#registrationToken=',
  reset: '/auth/reset-password#code=',
};

/**
 * Issues a link that replaces the previous one, in the transaction that mails it. Null: requested too often.
 * Only requests with `isAskedFor` are limited: those by anyone who knows the name, not by an admin.
 */
export const issueLink = async (
  strapi: Strapi,
  {
    userId,
    kind,
    expiresAt,
    isAskedFor = false,
  }: {
    userId: number;
    kind: LinkKind;
    expiresAt: Date;
    isAskedFor?: boolean;
  },
): Promise<string | null> => {
  const now = clock.now();
  const count = countRequest(isAskedFor ? await store.requestsOf(strapi, userId, kind) : null, now);
  if (!count) return null;
  const token = newToken();
  await store.replace(strapi, [
    { userId, kind, tokenHash: hashOfToken(token), expiresAt, createdAt: now, ...count },
  ]);
  return `${strapi.config.get('admin.absoluteUrl')}${PATHS[kind]}${token}`;
};

/** Adopts Strapi's invitations, which expire like ours, counted from their creation. */
export const adoptLink = async (
  strapi: Strapi,
  invitations: readonly { userId: number; token: string; createdAt: Date }[],
) => {
  const { expiresHours } = (await currentPolicy(strapi)).invitations;
  const now = clock.now();
  const links = invitations.map(({ userId, token, createdAt }) => ({
    userId,
    kind: 'invitation' as const,
    tokenHash: hashOfToken(token),
    expiresAt: new Date(createdAt.getTime() + expiresHours * HOUR_MS),
    createdAt,
    requests: 1,
    requestedSince: createdAt,
  }));
  await store.replace(
    strapi,
    links.filter(({ expiresAt }) => expiresAt > now),
  );
};

/** The link's user and kind; null if it is used, expired or unknown. */
export const findLink = async (strapi: Strapi, token: unknown) =>
  isToken(token) || isTokenOfStrapi(token) ? store.find(strapi, hashOfToken(token), clock.now()) : null;

/** Call in the transaction that sets the password. False: another request was quicker. */
export const useUpLink = (strapi: Strapi, token: string) =>
  store.useUp(strapi, hashOfToken(token), clock.now());
export const removeExpiredLinks = (strapi: Strapi) =>
  store.removeExpired(strapi, new Date(clock.now().getTime() - KEPT_MS));
