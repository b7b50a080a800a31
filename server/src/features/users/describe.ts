import type { User } from '../../../../shared/contracts/users';
import { holds } from '../../domain/condition';
import { isAccessLocked, statusOf } from '../../domain/status';
import { clock } from '../../lib/clock';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';
import type { StoredUser } from './user-row';

const iso = (date: Date | null) => date?.toISOString() ?? null;

/** Users as the contract has them: with their status at this moment and their roles, in one look-up for all. */
export const describeUsers = async (strapi: Strapi, users: readonly StoredUser[]): Promise<User[]> => {
  const now = clock.now();
  const roles = await getService(strapi, 'roles').rolesOf(users.map(({ adminUserId }) => adminUserId));
  return users.map((user) => ({
    ...user,
    status: statusOf(user, now),
    accessLocked: holds(isAccessLocked, user, now),
    lockedAt: iso(user.lockedAt),
    lockedUntil: iso(user.lockedUntil),
    suspendedUntil: iso(user.suspendedUntil),
    lastLoginAt: iso(user.lastLoginAt),
    validFrom: iso(user.validFrom),
    validTo: iso(user.validTo),
    createdAt: user.createdAt.toISOString(),
    updatedAt: user.updatedAt.toISOString(),
    roles: roles.get(user.adminUserId) ?? [],
  }));
};
