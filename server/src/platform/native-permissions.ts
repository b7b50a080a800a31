import { type Row, selectRaw, tableName, toText } from './database';
import { adminRoleLinks, type JoinTable } from './native';
import type { Strapi } from './strapi';

/** A permission as Strapi's services pass it on (admin/server/src/domain/permission/index.ts, 5.54). */
export type Permission = {
  actionParameters: unknown;
  conditions: unknown;
  properties: unknown;
  subject: string | null;
  id: number;
  action: string;
};

/**
 * The rows of a native user's permissions, found by the user's roles. Strapi's own query joins all users who
 * have a role, and picks the one it wants at the end.
 */
export const permissionRowsOf = (strapi: Strapi, adminUserId: number): Promise<Row[]> => {
  const links = adminRoleLinks(strapi);
  const { role } = strapi.db.metadata.get('admin::permission').attributes;
  const { name, joinColumn, inverseJoinColumn } = (role as unknown as { joinTable: JoinTable }).joinTable;
  return selectRaw(
    strapi,
    `select p.id, p.action, p.action_parameters, p.subject, p.properties, p.conditions
       from ${tableName(strapi, links.table)} h
       join ${tableName(strapi, name)} l on l.${inverseJoinColumn.name} = h.${links.roleColumn}
       join ${tableName(strapi, 'admin_permissions')} p on p.id = l.${joinColumn.name}
       where h.${links.userColumn} = ?
       order by p.id`,
    [adminUserId],
  );
};

export const toPermission = (row: Row): Permission => ({
  actionParameters: fromJson(row.action_parameters),
  conditions: fromJson(row.conditions),
  properties: fromJson(row.properties),
  subject: toText(row.subject),
  id: Number(row.id),
  action: String(row.action),
});

/**
 * As Strapi reads such a column (database/src/fields/json.ts, 5.54): PostgreSQL has parsed it already, early
 * versions of Strapi wrote the text twice, and what is no JSON stays as it is.
 */
const fromJson = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'string' ? JSON.parse(parsed) : parsed;
  } catch {
    return value;
  }
};
