import { PLUGIN_ID } from '../../../../../shared/constants';
import { isPrivileged } from '../../../domain/privileged';
import type { Strapi } from '../../../platform/strapi';

/** Prefixes of actions about users, roles, tokens and the like: ours, and Strapi's own. */
const ACTIONS = [`plugin::${PLUGIN_ID}.`, 'admin::'];
/** Prefixes of actions that concern other users: ours, and those of Strapi's own pages of users and roles. */
const CONCERN_OTHERS = [`plugin::${PLUGIN_ID}.`, 'admin::users.', 'admin::roles.'];

const holdersOf = async (
  strapi: Strapi,
  roleIds: readonly number[],
  prefixes: readonly string[],
  isMeant: (action: string) => boolean,
): Promise<Set<number>> => {
  if (roleIds.length === 0) return new Set();
  const permissions = (await strapi.db.query('admin::permission').findMany({
    where: {
      role: { id: { $in: [...roleIds] } },
      $or: prefixes.map((prefix) => ({ action: { $startsWith: prefix } })),
    },
    populate: { role: { select: ['id'] } },
  })) as { action: string; role: { id: number } }[];
  return new Set(permissions.filter(({ action }) => isMeant(action)).map(({ role }) => Number(role.id)));
};

/** Which of the roles let their holders do anything that concerns other users. */
export const concerningOthersAmong = (strapi: Strapi, roleIds: readonly number[]) =>
  holdersOf(strapi, roleIds, CONCERN_OTHERS, () => true);

/** Which of the roles let their holders give power or take protection away. */
export const privilegedAmong = (strapi: Strapi, roleIds: readonly number[]) =>
  holdersOf(strapi, roleIds, ACTIONS, isPrivileged);
