import type { Strapi } from './strapi';

type JoinTable = { name: string; joinColumn: { name: string }; inverseJoinColumn: { name: string } };

/** The table that ties Strapi's users to their roles, by the names Strapi itself gave it. */
export const adminRoleLinks = (strapi: Strapi) => {
  const roles = strapi.db.metadata.get('admin::user').attributes.roles as unknown as { joinTable: JoinTable };
  const { name, joinColumn, inverseJoinColumn } = roles.joinTable;
  return { table: name, userColumn: joinColumn.name, roleColumn: inverseJoinColumn.name };
};

/** Strapi's user service (admin/server/src/services/user.ts), in the part Gatehouse calls. */
export type NativeUsers = {
  create(attributes: Record<string, unknown>): Promise<{ id: number }>;
  updateById(id: number, attributes: Record<string, unknown>): Promise<{ id: number } | null>;
  deleteById(id: number): Promise<{ id: number } | null>;
};
export const nativeUsers = (strapi: Strapi) => strapi.service('admin::user') as unknown as NativeUsers;

/** Ends every session of the panel user; with no device named Strapi drops the whole of them. */
export const endSessions = (strapi: Strapi, adminUserId: number) =>
  strapi.sessionManager('admin').invalidateRefreshToken(String(adminUserId));
