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

/** What a key of an API-only user may do at this moment in the Content API; null where it may not be used at all. */
export const admitOwner = async (
  strapi: Strapi,
  owner: Owner,
  asker: Asker,
  method?: 'oauth',
): Promise<{ ability: unknown } | null> => {
  const principal = { ...owner, id: owner.adminUserId, roles: owner.roleIds.map((id) => ({ id })) };
  const type = await admitToken(strapi, principal, asker, { method });
  return type === 'api-only' ? { ability: await abilityOfActions(strapi, owner.apiActions) } : null;
};
