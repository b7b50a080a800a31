import { timingSafeEqual } from 'node:crypto';

import { ACCESS_TOKEN_SECONDS } from '../../../../../shared/contracts/oauth';
import type { Asker } from '../../../domain/client-address';
import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import { hashOfToken, newToken } from '../../../platform/tokens';
import { recordRepeatableAttempt } from '../../activity/login-attempts/record';
import * as store from './store';

/** Valid tokens per client at a time: more than any real use, less than a flood. */
const MAX_TOKENS = 1_000;

/** Distinguishes access tokens from API keys and sessions. */
export const ACCESS_TOKEN_PREFIX = 'gho_';

/**
 * The client with this id and secret; null if either is wrong. A secret of 256 bits can't be guessed, so
 * wrong ones are recorded but not limited.
 */
export const authenticateClient = async (
  strapi: Strapi,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
  asker: Asker,
): Promise<{ id: number; userId: number } | null> => {
  const client = await store.findByClientId(strapi, clientId);
  if (!client) return null;
  const secretHash = Buffer.from(hashOfToken(clientSecret));
  if (timingSafeEqual(secretHash, Buffer.from(client.secretHash))) return client;
  const whom = { userId: client.userId, userName: client.clientId };
  const tried = { realm: 'api', method: 'oauth', reason: 'wrong-password' } as const;
  await recordRepeatableAttempt(strapi, asker, whom, tried);
  return null;
};

/** Null: the client already has the maximum of valid tokens. */
export const issueAccessToken = async (strapi: Strapi, oauthClientId: number): Promise<string | null> => {
  const now = clock.now();
  if ((await store.countTokens(strapi, oauthClientId, now)) >= MAX_TOKENS) return null;
  const token = `${ACCESS_TOKEN_PREFIX}${newToken()}`;
  const expiresAt = new Date(now.getTime() + ACCESS_TOKEN_SECONDS * 1000);
  await store.insertToken(strapi, oauthClientId, hashOfToken(token), expiresAt, now);
  return token;
};

export const userOfAccessToken = (strapi: Strapi, token: string) =>
  store.userOfToken(strapi, hashOfToken(token), clock.now());
export const removeExpiredTokens = (strapi: Strapi) => store.removeExpired(strapi, clock.now());
