import type { Asker } from '../domain/client-address';
import { abilityOfActions } from '../platform/native';
import type { Strapi } from '../platform/strapi';
import { admitToken } from './token';

type Owner = {
  adminUserId: number;
  email: string;
  isActive: boolean;
  roleIds: readonly number[];
  apiActions: readonly string[];
};

/** What an API-only user's key may currently do in the Content API; null if it may not be used at all. */
export const admitOwner = async (
  strapi: Strapi,
  owner: Owner,
  asker: Asker,
  method?: 'oauth',
): Promise<{ ability: unknown } | null> => {
  const strapiUser = { ...owner, id: owner.adminUserId, roles: owner.roleIds.map((id) => ({ id })) };
  const type = await admitToken(strapi, strapiUser, asker, { method });
  return type === 'api-only' ? { ability: await abilityOfActions(strapi, owner.apiActions) } : null;
};
