/** OAuth clients of API-only users: they fetch access tokens for minutes and keep no key for months. */

import { randomBytes } from 'node:crypto';
import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/oauth';
import { MAX_OAUTH_CLIENTS } from '../../../../../shared/contracts/oauth';
import type { LogAction } from '../../../../../shared/log/actions';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { hashOfToken, newToken } from '../../../platform/tokens';
import { inOneEntry, recordChange } from '../../activity/log/record';
import { holdUserForChange } from '../../people/users/guards';
import { admitNewTokens } from '../api-keys/actions';
import { contentApiUrl } from '../api-keys/example';
import { describe } from './queries';
import * as store from './store';
import type { StoredClient } from './store';

const record = (strapi: Strapi, client: StoredClient, action: LogAction, actor: Actor) =>
  recordChange(strapi, {
    about: { kind: 'user', id: client.userId },
    action,
    changes: null,
    text: `${client.description} (${client.clientId})`,
    actor,
  });

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
    const tokenUrl = `${contentApiUrl(strapi)}/gatehouse/oauth/token`;
    return { data: { ...describe(made), clientSecret, tokenUrl } };
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
