import type { ClosedReason } from '../../../shared/contracts/sessions';
import { clock } from './clock';
import { whileEnding } from './ending';
import { hasNativeAudit, tellUsersChanged, tellUsersDeleted } from './native-audit';
import type { Strapi } from './strapi';

export type JoinTable = { name: string; joinColumn: { name: string }; inverseJoinColumn: { name: string } };

/** The table that links Strapi's users to their roles, by the names Strapi gave it. */
export const adminRoleLinks = (strapi: Strapi) => {
  const roles = strapi.db.metadata.get('admin::user').attributes.roles as unknown as { joinTable: JoinTable };
  const { name, joinColumn, inverseJoinColumn } = roles.joinTable;
  return { table: name, userColumn: joinColumn.name, roleColumn: inverseJoinColumn.name };
};

/** The part of Strapi's user service (admin/server/src/services/user.ts) that Gatehouse calls. */
export type NativeUsers = {
  create(attributes: Record<string, unknown>): Promise<{ id: number }>;
  updateById(id: number, attributes: Record<string, unknown>): Promise<{ id: number } | null>;
  deleteById(id: number): Promise<{ id: number } | null>;
  sanitizeUser(user: object): object;
};
export const nativeUsers = (strapi: Strapi) => strapi.service('admin::user') as unknown as NativeUsers;

/** Ends every panel session of these users. */
export const endSessions = async (strapi: Strapi, adminUserIds: readonly number[], reason: ClosedReason) => {
  if (adminUserIds.length === 0) return;
  await whileEnding(reason, () =>
    strapi.db
      .query('admin::session')
      .deleteMany({ where: { origin: 'admin', userId: { $in: adminUserIds.map(String) } } }),
  );
};

const findNative = (strapi: Strapi, adminUserIds: readonly number[]) =>
  strapi.db.query('admin::user').findMany({ where: { id: { $in: [...adminUserIds] } }, populate: ['roles'] });

/** Does in bulk what Strapi's service does one by one, emitting the same event for each changed user. */
const changeMany = async (
  strapi: Strapi,
  adminUserIds: readonly number[],
  attributes: object,
  change: () => Promise<unknown>,
) => {
  if (adminUserIds.length === 0) return;
  const { sanitizeUser } = nativeUsers(strapi);
  const before = hasNativeAudit() ? await findNative(strapi, adminUserIds) : [];
  await change();
  const after = await findNative(strapi, adminUserIds);
  for (const user of after) void strapi.eventHub.emit('user.update', { user: sanitizeUser(user) });
  tellUsersChanged(strapi, before, after, attributes);
};

/** Enables or disables many of Strapi's users. */
export const setActive = (strapi: Strapi, adminUserIds: readonly number[], isActive: boolean) =>
  changeMany(strapi, adminUserIds, { isActive }, () =>
    strapi.db.query('admin::user').updateMany({
      where: { id: { $in: [...adminUserIds] } },
      // Strapi moves it only where it changes one.
      data: { isActive, updatedAt: clock.now() },
    }),
  );

/** Gives many of Strapi's users one more role; call `syncUsers` afterwards to update their entries. */
export const addRole = (strapi: Strapi, adminUserIds: readonly number[], roleId: number) =>
  changeMany(strapi, adminUserIds, { roles: [roleId] }, () =>
    strapi.db.query('admin::role').update({
      where: { id: roleId },
      data: { users: { connect: adminUserIds.map((id) => ({ id })) } },
    }),
  );

/** Deletes many of Strapi's users; foreign keys delete what refers to them. */
export const deleteNative = async (strapi: Strapi, adminUserIds: readonly number[]) => {
  if (adminUserIds.length === 0) return;
  const { sanitizeUser } = nativeUsers(strapi);
  const users = await findNative(strapi, adminUserIds);
  await strapi.db.query('admin::user').deleteMany({ where: { id: { $in: [...adminUserIds] } } });
  await endSessions(strapi, adminUserIds, 'shut-out');
  const deleted = users.map(sanitizeUser);
  void strapi.eventHub.emit('user.delete', deleted.length === 1 ? { user: deleted[0] } : { users: deleted });
  tellUsersDeleted(strapi, users);
};

type PermissionEngine = {
  generateUserAbility: (user: object) => Promise<unknown>;
  generateTokenAbility: (permissions: readonly object[], owner: object) => Promise<unknown>;
};
/** admin/server/src/services/permission/engine.ts, 5.54. */
const engineOf = (strapi: Strapi) =>
  (strapi.service('admin::permission') as unknown as { engine: PermissionEngine }).engine;

/** What a panel user's roles currently permit. */
export const abilityOfUser = (strapi: Strapi, user: object) => engineOf(strapi).generateUserAbility(user);

/** What an admin token was given, out of what its owner may do. */
export const abilityOfToken = (strapi: Strapi, permissions: readonly object[], owner: object) =>
  engineOf(strapi).generateTokenAbility(permissions, owner);

type ContentApiPermissions = {
  permissions: { engine: { generateAbility: (permissions: { action: string }[]) => Promise<unknown> } };
};
/** What these actions permit in the Content API. */
export const abilityOfActions = (strapi: Strapi, actions: readonly string[]) =>
  (strapi.contentAPI as unknown as ContentApiPermissions).permissions.engine.generateAbility(
    actions.map((action) => ({ action })),
  );
