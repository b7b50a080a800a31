import { randomBytes, timingSafeEqual } from 'node:crypto';

import type { z } from 'zod';

import {
  ACCESS_TOKEN_SECONDS,
  type createOAuthClient,
  MAX_OAUTH_CLIENTS,
  type OAuthClient,
} from '../../../../../shared/contracts/oauth';
import type { LogAction } from '../../../../../shared/log/actions';
import { inOneEntry } from '../../activity/log/one-entry';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { GatehouseError } from '../../../platform/errors';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { hashOfToken, newToken } from '../../../platform/tokens';
import { createOAuthStore, type StoredClient } from './store';

/** Tokens of one client that are good at the same time: more than any use, less than a flood. */
const MAX_TOKENS = 1_000;

/** Access tokens are told from API keys and from sessions by how they begin. */
export const ACCESS_TOKEN_PREFIX = 'gho_';

/** Clients of API-only users, which fetch access tokens for minutes instead of keeping a key for months. */
export const oauthService = ({ strapi }: { strapi: Strapi }) => {
  const store = createOAuthStore(strapi);
  const users = () => getService(strapi, 'users');

  const describe = ({ userId: _, secretHash: __, ...client }: StoredClient): OAuthClient => ({
    ...client,
    createdAt: client.createdAt.toISOString(),
    lastUsedAt: client.lastUsedAt?.toISOString() ?? null,
  });

  const record = (client: StoredClient, action: LogAction, actor: Actor) =>
    getService(strapi, 'log').recordChange({
      about: { kind: 'user', id: client.userId },
      action,
      changes: null,
      text: `${client.description} (${client.clientId})`,
      actor,
    });

  return {
    async list(userId: number) {
      if (!(await users().find(userId))) throw new GatehouseError('NOT_FOUND');
      return { data: (await store.list(userId)).map(describe) };
    },

    async create(userId: number, { description }: z.output<typeof createOAuthClient.body>, actor: Actor) {
      return inOneEntry(strapi, async () => {
        await getService(strapi, 'apiKeys').admitNew(userId, 'oauth-client', actor);
        if ((await store.list(userId)).length >= MAX_OAUTH_CLIENTS) throw new GatehouseError('TOO_MANY_KEYS');
        const clientId = randomBytes(12).toString('hex');
        const clientSecret = newToken();
        const secretHash = hashOfToken(clientSecret);
        const createdBy = actor.name.slice(0, 255);
        await store.insert({ userId, clientId, secretHash, description, createdBy }, clock.now());
        const made = (await store.findByClientId(clientId)) as StoredClient;
        await record(made, 'oauth-client-created', actor);
        return { data: { ...describe(made), clientSecret } };
      });
    },

    async remove(id: number, actor: Actor) {
      return inTransaction(strapi, async () => {
        const client = await store.find(id);
        if (!client) throw new GatehouseError('NOT_FOUND');
        await users().holdForChange(client.userId, actor);
        await store.removeClients([id]);
        await record(client, 'oauth-client-deleted', actor);
        return { data: describe(client) };
      });
    },

    /**
     * The client with this secret; null for a wrong one, as for none. A secret of 256 bits is nothing to be guessed: wrong
     * ones are recorded, and counted by nobody.
     */
    async authenticate(
      { clientId, clientSecret }: { clientId: string; clientSecret: string },
      { address: ip, userAgent }: { address: string | null; userAgent: string | null },
    ): Promise<{ id: number; userId: number } | null> {
      const client = await store.findByClientId(clientId);
      if (!client) return null;
      const given = Buffer.from(hashOfToken(clientSecret));
      if (timingSafeEqual(given, Buffer.from(client.secretHash))) return client;
      await getService(strapi, 'loginAttempts').recordRepeatable({
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
    },

    /** Null: the client has more good tokens than one can use. */
    async issue(oauthClientId: number): Promise<string | null> {
      const now = clock.now();
      if ((await store.countTokens(oauthClientId, now)) >= MAX_TOKENS) return null;
      const token = `${ACCESS_TOKEN_PREFIX}${newToken()}`;
      const expiresAt = new Date(now.getTime() + ACCESS_TOKEN_SECONDS * 1000);
      await store.insertToken(oauthClientId, hashOfToken(token), expiresAt, now);
      return token;
    },

    userOfToken: (token: string) => store.userOfToken(hashOfToken(token), clock.now()),

    /** Of users who are gone, or are API-only no more. */
    removeOf: (userIds: readonly number[]) => store.removeOf(userIds),
    removeExpired: () => store.removeExpired(clock.now()),
  };
};

declare module '../../../platform/services' {
  interface Services {
    oauth: ReturnType<typeof oauthService>;
  }
}
