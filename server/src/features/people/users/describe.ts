import type { User } from '../../../../../shared/contracts/users';
import { holds } from '../../../domain/condition';
import { triesThatCount } from '../../../domain/lockout';
import { endOfTemporaryPassword } from '../../../domain/password-age';
import { isAccessLocked, statusOf } from '../../../domain/status';
import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import { licenceDescriber } from '../../permissions/licences/holding';
import { roleGroupsOfUsers } from '../../permissions/role-groups/record';
import { currentPolicy } from '../../settings/policy/record';
import type { StoredUser } from './user-row';

const iso = (date: Date | null) => date?.toISOString() ?? null;

const NOT_LOCKED = { lockedAt: null, lockedReason: null, lockedUntil: null };

/**
 * Users as the contract defines them, with their present status, tries and roles, in few queries for all. The
 * stored fields of an expired lock stay until the next try, but are left out here.
 */
export const describeUsers = async (strapi: Strapi, users: readonly StoredUser[]): Promise<User[]> => {
  const now = clock.now();
  const { lockout, password } = await currentPolicy(strapi);
  const licenceOf = await licenceDescriber(strapi);
  const rolesOf = await roleGroupsOfUsers(strapi, users);
  return users.map((stored) => {
    const accessLocked = holds(isAccessLocked, stored, now);
    const user = accessLocked ? stored : { ...stored, ...NOT_LOCKED };
    return {
      ...user,
      authType: stored.type === 'api-only' ? stored.authType : null,
      status: statusOf(stored, now),
      accessLocked,
      failedTries: triesThatCount(stored, lockout, now),
      temporaryPasswordUntil: iso(endOfTemporaryPassword(stored, password)),
      lockedAt: iso(user.lockedAt),
      lockedUntil: iso(user.lockedUntil),
      suspendedUntil: iso(user.suspendedUntil),
      lastLoginAt: iso(user.lastLoginAt),
      validFrom: iso(user.validFrom),
      validTo: iso(user.validTo),
      createdAt: user.createdAt.toISOString(),
      updatedAt: user.updatedAt.toISOString(),
      licence: licenceOf(stored),
      ...rolesOf(user),
    };
  });
};
