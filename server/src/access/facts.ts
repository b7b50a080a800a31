import type { Realm } from '../../../shared/constants';
import { type Facts, NO_ADDRESS_RULES } from '../domain/facts';
import { clock } from '../lib/clock';
import { getService } from '../lib/services';
import type { Strapi } from '../lib/strapi';

type LoadedUser = NonNullable<Facts['user']> & { adminUserId: number };

/** All the rules ask about: one read each of the IP rules and the device, none where nobody has the name. */
export const loadFacts = async (
  strapi: Strapi,
  request: {
    realm: Realm;
    user: LoadedUser | null;
    address: string | null;
    /** Where the caller knows them already. */
    roleIds?: readonly number[];
    deviceToken?: string;
  }
): Promise<Facts> => {
  const { realm, user, address } = request;
  const base = { realm, user, address, now: clock.now() };
  if (!user) return { ...base, addressRules: NO_ADDRESS_RULES, device: null };
  const roleIds = request.roleIds ?? (await roleIdsOf(strapi, user.adminUserId));
  return {
    ...base,
    addressRules: await getService(strapi, 'ipRules').rulesFor({ userId: user.id, roleIds }),
    device: await getService(strapi, 'devices').find(user.id, request.deviceToken),
  };
};

const roleIdsOf = async (strapi: Strapi, adminUserId: number) =>
  ((await getService(strapi, 'roles').rolesOf([adminUserId])).get(adminUserId) ?? []).map(({ id }) => id);
