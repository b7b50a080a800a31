import type { Knex } from 'knex';

import { nameKey } from '../../../domain/name-key';
import { byName } from '../../../domain/order-key';
import {
  countRows,
  countsBy,
  deleteFound,
  type From,
  idsIn,
  inChunks,
  newDocumentId,
  newRow,
  type Row,
  withinTransaction,
} from '../../../platform/database';
import { whereLicensed } from '../licences/licensed';
import { adminRoleLinks } from '../../../platform/native';
import { renewNameKeys } from '../../../platform/renew-name-keys';
import { foundIn } from '../../../platform/search';
import type { Strapi } from '../../../platform/strapi';
import { GROUP_ROLES, GROUPS, INHERITED, MEMBERS } from './schema';
import { USERS } from '../../people/users/schema';

/** Below every database's limit of bound values in one statement (SQLite: 32,766). */
const ROWS_A_STATEMENT = 500;

type Named = { id: number; name: string };
export type StoredRoleGroup = Named & { description: string | null };
export type NewRoleGroup = Omit<StoredRoleGroup, 'id'>;
/** A role that a user holds. */
export type Held = { userId: number; adminUserId: number; roleId: number };

const toGroup = (row: Row): StoredRoleGroup => ({
  id: Number(row.id),
  name: String(row.name),
  description: row.description === null ? null : String(row.description),
});
const toHeld = (row: Row): Held => ({
  userId: Number(row.userId),
  adminUserId: Number(row.adminUserId),
  roleId: Number(row.roleId),
});

const insertEach = async (strapi: Strapi, table: string, rows: readonly Row[], now: Date) => {
  const { from } = await withinTransaction(strapi);
  for (const part of inChunks(rows, ROWS_A_STATEMENT))
    await from(table).insert(part.map((row) => ({ ...row, ...newRow(now) })));
};

const deleteEach = async (strapi: Strapi, table: string, ids: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  for (const part of inChunks(ids, ROWS_A_STATEMENT)) await from(table).whereIn('id', part).delete();
};

/** Joins Strapi's link between the user and the role, if there is one. */
const leftJoinNative = (strapi: Strapi, query: Knex.QueryBuilder, roleColumn: string) => {
  const { table, userColumn, roleColumn: nativeRole } = adminRoleLinks(strapi);
  return query.leftJoin(
    `${table} as native`,
    (on) =>
      void on.on(`native.${userColumn}`, `${USERS}.admin_user_id`).andOn(`native.${nativeRole}`, roleColumn),
  );
};

/** Subquery: whether a group of the user gives the inherited role of row `i`. */
const rolesByGroups = (strapi: Strapi) =>
  strapi.db
    .getConnection(`${MEMBERS} as m`)
    .join(`${GROUP_ROLES} as g`, 'g.role_group_id', 'm.role_group_id')
    .whereRaw('?? = ?? and ?? = ??', ['m.user_id', 'i.user_id', 'g.role_id', 'i.role_id'])
    .select(strapi.db.connection.raw('1')) as never;

export const list = async (
  strapi: Strapi,
  { q, offset, limit }: { q?: string; offset: number; limit: number },
) => {
  const { from } = await withinTransaction(strapi);
  const found = foundIn((await from(GROUPS).select('*')).map(toGroup), q, ({ name }) => [name]);
  return { total: found.length, groups: byName(found).slice(offset, offset + limit) };
};

export const findMany = async (strapi: Strapi, ids: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  return byName((await from(GROUPS).whereIn('id', ids).select('*')).map(toGroup));
};

export const count = async (strapi: Strapi) => {
  const { from } = await withinTransaction(strapi);
  return countRows(from(GROUPS));
};

/** Compares all names, which are few: a stored key may predate the present rules of `nameKey`. */
export const isNameTaken = async (strapi: Strapi, name: string, exceptId: number) => {
  const { from } = await withinTransaction(strapi);
  const others = await from(GROUPS).whereNot({ id: exceptId }).select('name');
  return others.some((other) => nameKey(String(other.name)) === nameKey(name));
};

/** Returns the ids of groups that share their name with another. */
export const renewRoleGroupNameKeys = (strapi: Strapi) =>
  renewNameKeys(strapi, {
    table: GROUPS,
    column: 'name_key',
    from: ['name'],
    keyOf: ({ name }) => nameKey(String(name)),
  });

export const insert = async (
  strapi: Strapi,
  { name, description }: NewRoleGroup,
  now: Date,
): Promise<StoredRoleGroup> => {
  const { from } = await withinTransaction(strapi);
  const documentId = newDocumentId();
  await from(GROUPS).insert({
    name,
    name_key: nameKey(name),
    description,
    document_id: documentId,
    created_at: now,
    updated_at: now,
  });
  return toGroup((await from(GROUPS).where({ document_id: documentId }).first<Row>()) as Row);
};

/** An unchanged name keeps its key, which may predate the present rules of `nameKey`. */
export const update = async (
  strapi: Strapi,
  { id, name, description }: StoredRoleGroup,
  isRenamed: boolean,
  now: Date,
) => {
  const { from } = await withinTransaction(strapi);
  await from(GROUPS)
    .where({ id })
    .update({ name, description, ...(isRenamed && { name_key: nameKey(name) }), updated_at: now });
};

/** With its memberships and its roles. */
export const remove = async (strapi: Strapi, id: number) => {
  const { from } = await withinTransaction(strapi);
  for (const table of [MEMBERS, GROUP_ROLES]) await from(table).where({ role_group_id: id }).delete();
  await from(GROUPS).where({ id }).delete();
};

export const rolesOf = async (strapi: Strapi, groupIds: readonly number[]): Promise<Map<number, Named[]>> => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(GROUP_ROLES)
    .join('gatehouse_roles as r', 'r.id', `${GROUP_ROLES}.role_id`)
    .whereIn(`${GROUP_ROLES}.role_group_id`, groupIds)
    .select({ groupId: `${GROUP_ROLES}.role_group_id`, id: 'r.id', name: 'r.name' });
  const roles = rows.map(({ groupId, id, name }) => ({ groupId, id: Number(id), name: String(name) }));
  const byGroup = new Map<number, Named[]>(groupIds.map((id) => [id, []]));
  for (const { groupId, ...role } of byName(roles)) byGroup.get(Number(groupId))?.push(role);
  return byGroup;
};

export const countMembers = async (strapi: Strapi, ids: readonly number[]): Promise<Map<number, number>> => {
  const { from } = await withinTransaction(strapi);
  return countsBy(from(MEMBERS).whereIn('role_group_id', ids), 'role_group_id');
};

export const changeRoles = async (
  strapi: Strapi,
  id: number,
  { added, removed }: Record<'added' | 'removed', number[]>,
  now: Date,
) => {
  const { from } = await withinTransaction(strapi);
  await from(GROUP_ROLES).where({ role_group_id: id }).whereIn('role_id', removed).delete();
  await insertEach(
    strapi,
    GROUP_ROLES,
    added.map((roleId) => ({ role_group_id: id, role_id: roleId })),
    now,
  );
};

/** For roles that are gone. */
export const removeRolesFromGroups = async (strapi: Strapi, roleIds: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  for (const table of [GROUP_ROLES, INHERITED]) await from(table).whereIn('role_id', roleIds).delete();
};

export const membershipsOf = async (
  strapi: Strapi,
  userIds: readonly number[],
): Promise<{ userId: number; group: Named }[]> => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(MEMBERS)
    .join(GROUPS, `${GROUPS}.id`, `${MEMBERS}.role_group_id`)
    .whereIn(`${MEMBERS}.user_id`, userIds)
    .select({ userId: `${MEMBERS}.user_id`, id: `${GROUPS}.id`, name: `${GROUPS}.name` });
  const groups = rows.map(({ userId, id, name }) => ({ userId, id: Number(id), name: String(name) }));
  return byName(groups).map(({ userId, ...group }) => ({ userId: Number(userId), group }));
};

export const inheritedOf = async (
  strapi: Strapi,
  userIds: readonly number[],
): Promise<{ userId: number; roleId: number }[]> => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(INHERITED)
    .whereIn('user_id', userIds)
    .select({ userId: 'user_id', roleId: 'role_id' });
  return rows.map(({ userId, roleId }) => ({ userId: Number(userId), roleId: Number(roleId) }));
};

/** Replaces what was there. */
export const setOf = async (
  strapi: Strapi,
  userId: number,
  { groups, inherited }: Record<'groups' | 'inherited', number[]>,
  now: Date,
) => {
  const { from } = await withinTransaction(strapi);
  for (const table of [MEMBERS, INHERITED]) await deleteFound(from, table, { user_id: userId });
  await insertEach(
    strapi,
    MEMBERS,
    groups.map((id) => ({ user_id: userId, role_group_id: id })),
    now,
  );
  await insertEach(
    strapi,
    INHERITED,
    inherited.map((id) => ({ user_id: userId, role_id: id })),
    now,
  );
};

export const makeRolesDirect = async (strapi: Strapi, userIds: readonly number[], roleId: number) => {
  const { from } = await withinTransaction(strapi);
  await from(INHERITED).where({ role_id: roleId }).whereIn('user_id', userIds).delete();
};

/** Roles that the group gives and some of its users lack in Strapi. */
export const missingIn = async (strapi: Strapi, groupId: number): Promise<Held[]> => {
  const { from } = await withinTransaction(strapi);
  const rows = await leftJoinNative(
    strapi,
    from(`${MEMBERS} as m`)
      .join(`${GROUP_ROLES} as g`, 'g.role_group_id', 'm.role_group_id')
      .join(USERS, `${USERS}.id`, 'm.user_id'),
    'g.role_id',
  )
    .where('m.role_group_id', groupId)
    .whereNull('native.id')
    .select({ userId: 'm.user_id', adminUserId: `${USERS}.admin_user_id`, roleId: 'g.role_id' });
  return (rows as Row[]).map(toHeld);
};

/** Which of these roles the group's users hold through groups only, and no group of theirs still gives. */
export const unfoundedIn = async (
  strapi: Strapi,
  groupId: number,
  roleIds: readonly number[],
): Promise<Held[]> => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(`${MEMBERS} as of_group`)
    .join(`${INHERITED} as i`, 'i.user_id', 'of_group.user_id')
    .join(USERS, `${USERS}.id`, 'i.user_id')
    .where('of_group.role_group_id', groupId)
    .whereIn('i.role_id', roleIds)
    .whereNotExists(rolesByGroups(strapi))
    .select({ userId: 'i.user_id', adminUserId: `${USERS}.admin_user_id`, roleId: 'i.role_id' });
  return rows.map(toHeld);
};

/** Gives users roles through groups only. Links that Strapi has added meanwhile stay. */
export const inherit = async (strapi: Strapi, all: readonly Held[], now: Date) => {
  const { from } = await withinTransaction(strapi);
  const { table, userColumn, roleColumn } = adminRoleLinks(strapi);
  for (const part of inChunks(all, ROWS_A_STATEMENT))
    await from(table)
      .insert(part.map(({ adminUserId, roleId }) => ({ [userColumn]: adminUserId, [roleColumn]: roleId })))
      .onConflict()
      .ignore();
  await insertEach(
    strapi,
    INHERITED,
    all.map(({ userId, roleId }) => ({ user_id: userId, role_id: roleId })),
    now,
  );
};

/** Takes away roles that users hold through groups only. */
export const disinherit = async (strapi: Strapi, all: readonly Held[]) => {
  const { from } = await withinTransaction(strapi);
  const { table, userColumn, roleColumn } = adminRoleLinks(strapi);
  for (const roleId of new Set(all.map((held) => held.roleId)))
    for (const part of inChunks(
      all.filter((held) => held.roleId === roleId),
      ROWS_A_STATEMENT,
    )) {
      const of = (key: 'userId' | 'adminUserId') => part.map((held) => held[key]);
      await from(table).where(roleColumn, roleId).whereIn(userColumn, of('adminUserId')).delete();
      await from(INHERITED).where({ role_id: roleId }).whereIn('user_id', of('userId')).delete();
    }
};

export const typesIn = async (strapi: Strapi, groupId: number): Promise<string[]> => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(MEMBERS)
    .join(USERS, `${USERS}.id`, `${MEMBERS}.user_id`)
    .where(`${MEMBERS}.role_group_id`, groupId)
    .distinct({ type: `${USERS}.type` });
  return (rows as Row[]).map(({ type }) => String(type));
};

/** How many of its users have one of these licences. */
export const countLicensedIn = async (
  strapi: Strapi,
  groupId: number,
  licenceIds: readonly number[],
): Promise<number> => {
  const { from } = await withinTransaction(strapi);
  const members = strapi.db.getConnection(MEMBERS).select('user_id').where({ role_group_id: groupId });
  return countRows(whereLicensed(strapi, from(USERS), licenceIds).whereIn('id', members as never));
};

/** Whether one of its users holds one of these roles. */
export const isAnyHeldIn = async (
  strapi: Strapi,
  groupId: number,
  roleIds: readonly number[],
): Promise<boolean> => {
  const { from } = await withinTransaction(strapi);
  const { table, userColumn, roleColumn } = adminRoleLinks(strapi);
  const holder = await from(MEMBERS)
    .join(USERS, `${USERS}.id`, `${MEMBERS}.user_id`)
    .join(table, `${table}.${userColumn}`, `${USERS}.admin_user_id`)
    .where(`${MEMBERS}.role_group_id`, groupId)
    .whereIn(`${table}.${roleColumn}`, roleIds)
    .first(`${USERS}.id`);
  return holder !== undefined;
};

/** Whether one of its panel users holds no role at all. */
export const isAnyWithoutRoleIn = async (strapi: Strapi, groupId: number): Promise<boolean> => {
  const { from } = await withinTransaction(strapi);
  const { table, userColumn } = adminRoleLinks(strapi);
  const user = await from(MEMBERS)
    .join(USERS, `${USERS}.id`, `${MEMBERS}.user_id`)
    .leftJoin(table, `${table}.${userColumn}`, `${USERS}.admin_user_id`)
    .where({ [`${MEMBERS}.role_group_id`]: groupId, [`${USERS}.type`]: 'panel' })
    .whereNull(`${table}.id`)
    .first(`${USERS}.id`);
  return user !== undefined;
};

/** Memberships in groups that give a role the user lacks in Strapi. */
const broken = (strapi: Strapi, from: From) =>
  leftJoinNative(
    strapi,
    from(`${MEMBERS} as m`)
      .join(`${GROUP_ROLES} as g`, 'g.role_group_id', 'm.role_group_id')
      .join(USERS, `${USERS}.id`, 'm.user_id'),
    'g.role_id',
  ).whereNull('native.id');

/** Inherited roles that users no longer hold, or that none of their groups gives. */
const unfounded = (strapi: Strapi, from: From) =>
  leftJoinNative(
    strapi,
    from(`${INHERITED} as i`).join(USERS, `${USERS}.id`, 'i.user_id'),
    'i.role_id',
  ).where((either) => void either.whereNull('native.id').orWhereNotExists(rolesByGroups(strapi)));

/** Ids of Strapi's users whom `followNativeRoles` would change. */
export const holdersAgainstGroups = async (strapi: Strapi): Promise<number[]> => {
  const { from } = await withinTransaction(strapi);
  const holder = `${USERS}.admin_user_id`;
  return [
    ...(await idsIn(broken(strapi, from).distinct(), holder)),
    ...(await idsIn(unfounded(strapi, from).distinct(), holder)),
  ];
};

/** Memberships of these users in groups that give a role they lack in Strapi. */
export const brokenAmong = async (
  strapi: Strapi,
  adminUserIds: readonly number[],
): Promise<{ id: number; userId: number }[]> => {
  const { from } = await withinTransaction(strapi);
  const rows = await broken(strapi, from)
    .whereIn(`${USERS}.admin_user_id`, adminUserIds)
    .distinct({ id: 'm.id', userId: 'm.user_id' });
  return (rows as Row[]).map(({ id, userId }) => ({ id: Number(id), userId: Number(userId) }));
};

export const leave = (strapi: Strapi, memberships: readonly { id: number }[]) =>
  deleteEach(
    strapi,
    MEMBERS,
    memberships.map(({ id }) => id),
  );

/** Forgets inherited roles that these users no longer hold, or that none of their groups gives. */
export const forgetUnfounded = async (strapi: Strapi, adminUserIds: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  const theirs = unfounded(strapi, from).whereIn(`${USERS}.admin_user_id`, adminUserIds);
  await deleteEach(strapi, INHERITED, await idsIn(theirs, 'i.id'));
};
