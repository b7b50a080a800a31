import type { ApiKey } from '../../../../../shared/contracts/api-keys';
import { clock } from '../../../platform/clock';
import { GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { findUser } from '../../people/users/store';
import * as store from './store';
import type { StoredKey } from './store';

export const describe = ({ userId: _, replacedAt, ...key }: StoredKey): ApiKey => ({
  ...key,
  createdAt: key.createdAt.toISOString(),
  expiresAt: key.expiresAt?.toISOString() ?? null,
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  isExpired: key.expiresAt !== null && key.expiresAt <= clock.now(),
  isReplaced: replacedAt !== null,
});

export const listApiKeys = async (strapi: Strapi, userId: number) => {
  if (!(await findUser(strapi, userId))) throw new GatehouseError('NOT_FOUND');
  return { data: (await store.list(strapi, userId)).map(describe) };
};
