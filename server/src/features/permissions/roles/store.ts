import { USER_TYPES, type UserType } from '../../../../../shared/constants';
import {
  countsBy,
  idsIn,
  newRow,
  type Row,
  selectRaw,
  tableName,
  toText,
  withinTransaction,
} from '../../../platform/database';
import { byName } from '../../../domain/order-key';
import { adminRoleLinks } from '../../../platform/native';
import { foundIn } from '../../../platform/search';
import type { Strapi } from '../../../platform/strapi';
import { USERS } from '../../people/users/schema';

const TABLE = 'gatehouse_roles';

/** What our role copies from Strapi's. */
export type RoleCopy = { id: number; name: string; code: string; description: string | null };
/** What Gatehouse adds. */
export type RoleRules = {
  mfaRequired: boolean;
  maxSessions: number | null;
  apiActions: string[];
  userTypes: UserType[];
  /** The licences it is limited to; empty: it names none. */
  licences: number[];
  ownAccountsOnly: boolean;
};
export type StoredRole = RoleCopy & RoleRules;

const toRole = (row: Row): StoredRole => ({
  id: Number(row.id),
  name: String(row.name),
  code: String(row.code),
  description: toText(row.description),
  mfaRequired: Boolean(row.mfa_required),
  maxSessions: row.max_sessions === null ? null : Number(row.max_sessions),
  apiActions: row.api_actions ? (JSON.parse(String(row.api_actions)) as string[]) : [],
  userTypes: row.user_types ? (JSON.parse(String(row.user_types)) as UserType[]) : [...USER_TYPES],
  licences: row.licences ? (JSON.parse(String(row.licences)) as number[]) : [],
  ownAccountsOnly: Boolean(row.own_accounts_only),
});

export const list = async (
  strapi: Strapi,
  { q, offset, limit }: { q?: string; offset: number; limit: number },
) => {
  const found = byName(foundIn(await allRoles(strapi), q, ({ name }) => [name]));
  return { total: found.length, roles: found.slice(offset, offset + limit) };
};

export const findRoles = async (strapi: Strapi, ids: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  return (
    await from(TABLE)
      .whereIn('id', [...ids])
      .orderBy('id')
      .select('*')
  ).map(toRole);
};

export const findByCode = async (strapi: Strapi, code: string) => {
  const { from } = await withinTransaction(strapi);
  return (await from(TABLE).where({ code }).select('*')).map(toRole);
};

/** Locks the row: the next caller waits until the transaction ends. */
export const hold = async (strapi: Strapi, which: { code: string } | { id: number }) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE).where(which).forUpdate().select('id');
};

/** Who holds which roles, in one query for any number of users. */
export const linksOf = async (
  strapi: Strapi,
  adminUserIds: readonly number[],
): Promise<{ adminUserId: number; id: number; name: string }[]> => {
  const { from } = await withinTransaction(strapi);
  const links = adminRoleLinks(strapi);
  const rows = await from(links.table)
    .join(TABLE, `${TABLE}.id`, `${links.table}.${links.roleColumn}`)
    .whereIn(`${links.table}.${links.userColumn}`, [...adminUserIds])
    .select({
      adminUserId: `${links.table}.${links.userColumn}`,
      id: `${TABLE}.id`,
      name: `${TABLE}.name`,
    });
  return byName(
    rows.map((row) => ({
      adminUserId: Number(row.adminUserId),
      id: Number(row.id),
      name: String(row.name),
    })),
  );
};

/** Whether a user holds the role and one of the others. */
export const isSharedWith = async (
  strapi: Strapi,
  id: number,
  others: readonly number[],
): Promise<boolean> => {
  const { from } = await withinTransaction(strapi);
  const { table, roleColumn, userColumn } = adminRoleLinks(strapi);
  const holder = await from(`${table} as one`)
    .join(`${table} as other`, `one.${userColumn}`, `other.${userColumn}`)
    .where(`one.${roleColumn}`, id)
    .whereIn(`other.${roleColumn}`, [...others])
    .first(`one.${userColumn}`);
  return holder !== undefined;
};

/** Whether a holder is of another type. */
export const isHeldByOther = async (
  strapi: Strapi,
  id: number,
  types: readonly UserType[],
): Promise<boolean> => {
  const { from } = await withinTransaction(strapi);
  const { table, roleColumn, userColumn } = adminRoleLinks(strapi);
  const holder = await from(`${table} as held`)
    .join(`${USERS} as u`, 'u.admin_user_id', `held.${userColumn}`)
    .where(`held.${roleColumn}`, id)
    .whereNotIn('u.type', [...types])
    .first('u.id');
  return holder !== undefined;
};

export const countHolders = async (strapi: Strapi, ids: readonly number[]): Promise<Map<number, number>> => {
  const { from } = await withinTransaction(strapi);
  const { table, roleColumn } = adminRoleLinks(strapi);
  return countsBy(from(table).whereIn(roleColumn, [...ids]), roleColumn);
};

export const holdersOfRoles = async (strapi: Strapi, ids: readonly number[]): Promise<number[]> => {
  const { from } = await withinTransaction(strapi);
  const { table, roleColumn, userColumn } = adminRoleLinks(strapi);
  return idsIn(
    from(table)
      .whereIn(roleColumn, [...ids])
      .distinct(),
    userColumn,
  );
};

export const allRoles = async (strapi: Strapi) => {
  const { from } = await withinTransaction(strapi);
  return (await from(TABLE).select('*')).map(toRole);
};

/** Rows that another server has made meanwhile are left as they are. */
export const insertMissing = async (strapi: Strapi, roles: readonly RoleCopy[], now: Date) => {
  if (roles.length === 0) return;
  const { from } = await withinTransaction(strapi);
  await from(TABLE)
    .insert(
      roles.map((role) => ({
        ...role,
        mfa_required: false,
        own_accounts_only: false,
        ...newRow(now),
      })),
    )
    .onConflict()
    .ignore();
};

export const rolesRequiringMfa = async (strapi: Strapi): Promise<number[]> => {
  const { from } = await withinTransaction(strapi);
  return idsIn(from(TABLE).where({ mfa_required: true }));
};

/** Roles whose holders are limited to their own accounts. */
export const limitingRoles = async (strapi: Strapi): Promise<number[]> => {
  const rows = await selectRaw(
    strapi,
    `select id from ${tableName(strapi, TABLE)} where own_accounts_only`,
    [],
  );
  return rows.map(({ id }) => Number(id));
};

export const setRules = async (
  strapi: Strapi,
  id: number,
  { mfaRequired, maxSessions, apiActions, userTypes, licences, ownAccountsOnly }: RoleRules,
  now: Date,
) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE)
    .where({ id })
    .update({
      mfa_required: mfaRequired,
      max_sessions: maxSessions,
      api_actions: JSON.stringify(apiActions),
      user_types: JSON.stringify(userTypes),
      licences: JSON.stringify(licences),
      own_accounts_only: ownAccountsOnly,
      updated_at: now,
    });
};

/** The lowest session limit among the user's roles; null where none has one. */
export const fewestSessionsOf = async (strapi: Strapi, adminUserId: number): Promise<number | null> => {
  const { from } = await withinTransaction(strapi);
  const { table, roleColumn, userColumn } = adminRoleLinks(strapi);
  const [row] = (await from(table)
    .join(TABLE, `${TABLE}.id`, `${table}.${roleColumn}`)
    .where(`${table}.${userColumn}`, adminUserId)
    .min({ fewest: `${TABLE}.max_sessions` })) as unknown as Row[];
  return row?.fewest == null ? null : Number(row.fewest);
};

export const update = async (strapi: Strapi, { id, ...role }: RoleCopy, now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE)
    .where({ id })
    .update({ ...role, updated_at: now });
};

export const remove = async (strapi: Strapi, ids: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE)
    .whereIn('id', [...ids])
    .delete();
};
