import type { OAuthClient } from '../../../../../shared/contracts/oauth';
import { GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { findUser } from '../../people/users/store';
import * as store from './store';
import type { StoredClient } from './store';

export const describe = ({ userId: _, secretHash: __, ...client }: StoredClient): OAuthClient => ({
  ...client,
  createdAt: client.createdAt.toISOString(),
  lastUsedAt: client.lastUsedAt?.toISOString() ?? null,
});

export const listOAuthClients = async (strapi: Strapi, userId: number) => {
  if (!(await findUser(strapi, userId))) throw new GatehouseError('NOT_FOUND');
  return { data: (await store.list(strapi, userId)).map(describe) };
};
