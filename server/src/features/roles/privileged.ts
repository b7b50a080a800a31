import { PLUGIN_ID } from '../../../../shared/constants';
import type { Strapi } from '../../lib/strapi';

/** Actions that concern other users: ours, and those of Strapi's own pages of users and roles. */
const CONCERN_OTHERS = [`plugin::${PLUGIN_ID}.`, 'admin::users.', 'admin::roles.'];

/** Those of the roles that give their holders something to do with other users. */
export const privilegedAmong = async (strapi: Strapi, roleIds: readonly number[]): Promise<Set<number>> => {
  if (roleIds.length === 0) return new Set();
  const permissions = (await strapi.db.query('admin::permission').findMany({
    where: {
      role: { id: { $in: [...roleIds] } },
      $or: CONCERN_OTHERS.map((prefix) => ({ action: { $startsWith: prefix } })),
    },
    populate: { role: { select: ['id'] } },
  })) as { role: { id: number } }[];
  return new Set(permissions.map(({ role }) => Number(role.id)));
};
