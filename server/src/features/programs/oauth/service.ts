/** Clients of API-only users, which fetch access tokens for minutes instead of keeping a key for months. */

import { randomBytes, timingSafeEqual } from 'node:crypto';

import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/oauth';
import {
  ACCESS_TOKEN_SECONDS,
  MAX_OAUTH_CLIENTS,
  type OAuthClient,
} from '../../../../../shared/contracts/oauth';
import type { LogAction } from '../../../../../shared/log/actions';
import { inOneEntry } from '../../activity/log/one-entry';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { hashOfToken, newToken } from '../../../platform/tokens';
import type { StoredClient } from './store';
import { recordChange } from '../../activity/log/service';
import { findUser } from '../../people/users/store';
import * as store from './store';
import { admitNewTokens } from '../api-keys/service';
import { holdUserForChange } from '../../people/users/service';
import { recordRepeatableAttempt } from '../../activity/login-attempts/service';

/** Tokens of one client that are good at the same time: more than any use, less than a flood. */
const MAX_TOKENS = 1_000;

/** Access tokens are told from API keys and from sessions by how they begin. */
export const ACCESS_TOKEN_PREFIX = 'gho_';

const describe = ({ userId: _, secretHash: __, ...client }: StoredClient): OAuthClient => ({
  ...client,
  createdAt: client.createdAt.toISOString(),
  lastUsedAt: client.lastUsedAt?.toISOString() ?? null,
});

const record = (strapi: Strapi, client: StoredClient, action: LogAction, actor: Actor) =>
  recordChange(strapi, {
    about: { kind: 'user', id: client.userId },
    action,
    changes: null,
    text: `${client.description} (${client.clientId})`,
    actor,
  });

export const listOAuthClients = async (strapi: Strapi, userId: number) => {
  if (!(await findUser(strapi, userId))) throw new GatehouseError('NOT_FOUND');
  return { data: (await store.list(strapi, userId)).map(describe) };
};

export const createOAuthClient = async (
  strapi: Strapi,
  userId: number,
  { description }: z.output<typeof contracts.createOAuthClient.body>,
  actor: Actor,
) => {
  return inOneEntry(strapi, async () => {
    await admitNewTokens(strapi, userId, 'oauth-client', actor);
    if ((await store.list(strapi, userId)).length >= MAX_OAUTH_CLIENTS)
      throw new GatehouseError('TOO_MANY_KEYS');
    const clientId = randomBytes(12).toString('hex');
    const clientSecret = newToken();
    const secretHash = hashOfToken(clientSecret);
    const createdBy = actor.name.slice(0, 255);
    await store.insert(strapi, { userId, clientId, secretHash, description, createdBy }, clock.now());
    const made = (await store.findByClientId(strapi, clientId)) as StoredClient;
    await record(strapi, made, 'oauth-client-created', actor);
    return { data: { ...describe(made), clientSecret } };
  });
};

export const deleteOAuthClient = async (strapi: Strapi, id: number, actor: Actor) => {
  return inTransaction(strapi, async () => {
    const client = await store.find(strapi, id);
    if (!client) throw new GatehouseError('NOT_FOUND');
    await holdUserForChange(strapi, client.userId, actor);
    await store.removeClients(strapi, [id]);
    await record(strapi, client, 'oauth-client-deleted', actor);
    return { data: describe(client) };
  });
};

/**
 * The client with this secret; null for a wrong one, as for none. A secret of 256 bits is nothing to be guessed: wrong
 * ones are recorded, and counted by nobody.
 */
export const authenticateClient = async (
  strapi: Strapi,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
  { address: ip, userAgent }: { address: string | null; userAgent: string | null },
): Promise<{ id: number; userId: number } | null> => {
  const client = await store.findByClientId(strapi, clientId);
  if (!client) return null;
  const given = Buffer.from(hashOfToken(clientSecret));
  if (timingSafeEqual(given, Buffer.from(client.secretHash))) return client;
  await recordRepeatableAttempt(strapi, {
    userId: client.userId,
    userName: client.clientId,
    realm: 'api',
    outcome: 'failure',
    reason: 'wrong-password',
    method: 'oauth',
    ip,
    userAgent,
  });
  return null;
};

/** Null: the client has more good tokens than one can use. */
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
