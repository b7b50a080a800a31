/** Links in mails that let their reader choose a password. Kept are hashes alone. */

import { countRequest } from '../../../domain/link-requests';
import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import { hashOfToken, isToken, newToken } from '../../../platform/tokens';
import { currentPolicy } from '../../settings/policy/record';
import * as store from './store';
import type { LinkKind } from './store';

/** For so long it is remembered who asked for a link that has run out, so that nobody is mailed without end. */
const HOUR_MS = 60 * 60 * 1000;
const KEPT_MS = HOUR_MS;

/** As Strapi makes those of its invitations (admin/server/src/services/token.ts, 5.54). */
const TOKEN_OF_STRAPI = /^[0-9a-f]{40}$/;
const isTokenOfStrapi = (text: unknown): text is string =>
  typeof text === 'string' && TOKEN_OF_STRAPI.test(text);

// In the fragment, which browsers send to nobody: the token stands in no access log and no Referer.
const PATHS: Record<LinkKind, string> = {
  invitation: '/auth/register#registrationToken=',
  reset: '/auth/reset-password#code=',
};

/**
 * A link in place of the one before, in the transaction that mails it. Null where the user asks too often:
 * `isAskedFor` by whoever knows the name, and not by an admin.
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

/** Invitations of Strapi's, which end as ours do: from when they were made. */
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

/** Whose link it is, and for what; null for one that is used, too old, or never was one. */
export const findLink = async (strapi: Strapi, token: unknown) =>
  isToken(token) || isTokenOfStrapi(token) ? store.find(strapi, hashOfToken(token), clock.now()) : null;

/** In the transaction that sets the password. False: somebody was quicker. */
export const useUpLink = (strapi: Strapi, token: string) =>
  store.useUp(strapi, hashOfToken(token), clock.now());
export const removeExpiredLinks = (strapi: Strapi) =>
  store.removeExpired(strapi, new Date(clock.now().getTime() - KEPT_MS));
