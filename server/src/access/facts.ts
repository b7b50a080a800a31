import type { Realm } from '../../../shared/constants';
import type { LockoutPolicy } from '../../../shared/contracts/policy';
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
    /** What only a try with a password is asked about. */
    attempt?: { isThrottled: boolean; lockout: LockoutPolicy };
    /** Another moment than now, to explain. */
    at?: Date;
  },
): Promise<Facts> => {
  const { realm, user, address, attempt } = request;
  const base = {
    realm,
    user,
    address,
    now: request.at ?? clock.now(),
    isThrottled: attempt?.isThrottled ?? false,
    lockout: attempt?.lockout ?? null,
  };
  if (!user) return { ...base, addressRules: NO_ADDRESS_RULES, device: null };
  const roleIds = request.roleIds ?? (await roleIdsOf(strapi, user.adminUserId));
  return {
    ...base,
    addressRules: await getService(strapi, 'ipRules').rulesFor({ userId: user.id, roleIds }),
    // Without tries of their own, devices are as good as unknown.
    device: attempt?.lockout.knownDevices
      ? await getService(strapi, 'devices').find(user.id, request.deviceToken)
      : null,
  };
};

const roleIdsOf = async (strapi: Strapi, adminUserId: number) =>
  ((await getService(strapi, 'roles').rolesOf([adminUserId])).get(adminUserId) ?? []).map(({ id }) => id);
