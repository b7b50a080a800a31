import type { Knex } from 'knex';

import type { UserType } from '../../../../../shared/constants';
import type { Licence } from '../../../../../shared/contracts/licences';
import { BUILT_IN_LICENCES, isBuiltInLicence, type LicenceFeature } from '../../../../../shared/licences';
import { countRows, type From, newDocumentId, type Row, withinTransaction } from '../../../platform/database';
import { LICENCES, whereLicensed } from './licensed';
import { adminRoleLinks } from '../../../platform/native';
import type { Strapi } from '../../../platform/strapi';
import { USERS } from '../../people/users/schema';

export type StoredLicence = Omit<Licence, 'userCount' | 'seatsTaken'>;
export type LicenceValues = Omit<StoredLicence, 'id' | 'code' | 'isBuiltIn'>;
type Count = { licenceId: number | null; type: UserType; isDisabled: boolean; users: number };

const toLicence = (row: Row): StoredLicence => ({
  id: Number(row.id),
  code: String(row.code),
  name: String(row.name),
  seats: row.seats === null ? null : Number(row.seats),
  features: JSON.parse(String(row.features)) as LicenceFeature[],
  userTypes: JSON.parse(String(row.user_types)) as UserType[],
  namedRolesOnly: Boolean(row.named_roles_only),
  isBuiltIn: isBuiltInLicence(String(row.code)),
});

const toRow = ({ name, seats, features, userTypes, namedRolesOnly }: LicenceValues, now: Date) => ({
  name,
  seats,
  features: JSON.stringify(features),
  user_types: JSON.stringify(userTypes),
  named_roles_only: namedRolesOnly,
  updated_at: now,
});

const holdersOf = (strapi: Strapi, from: From, id: number) => whereLicensed(strapi, from(USERS), [id]);
const withRoles = (strapi: Strapi, roleIds: readonly number[]) => {
  const { table, roleColumn, userColumn } = adminRoleLinks(strapi);
  return strapi.db
    .getConnection(table)
    .select(userColumn)
    .whereIn(roleColumn, [...roleIds]) as never;
};
const whereKeyed = (strapi: Strapi, query: Knex.QueryBuilder) =>
  query.where(
    (either) =>
      void either
        .whereIn('id', strapi.db.getConnection('gatehouse_api_keys').select('user_id') as never)
        .orWhereIn('id', strapi.db.getConnection('gatehouse_oauth_clients').select('user_id') as never),
  );

export const all = async (strapi: Strapi) => {
  const { from } = await withinTransaction(strapi);
  return (await from(LICENCES).orderBy('id').select('*')).map(toLicence);
};

/**
 * The same, with the rows locked until the transaction ends. For whatever gives a licence, a role, a type or
 * a key, or enables a user: seats are counted exactly, and no licence changes meanwhile.
 */
export const holdLicences = async (strapi: Strapi) => {
  const { from } = await withinTransaction(strapi);
  return (await from(LICENCES).orderBy('id').forUpdate().select('*')).map(toLicence);
};

/** Those that another server has made meanwhile are left as they are. */
export const insertBuiltIn = async (strapi: Strapi, now: Date) => {
  for (const { code, ...values } of BUILT_IN_LICENCES)
    await insert(
      strapi,
      code,
      { ...values, features: [...values.features], userTypes: [...values.userTypes], seats: null },
      now,
    );
};

/** Null: the code is taken. The unique index decides, so that concurrent inserts create only one. */
export const insert = async (
  strapi: Strapi,
  code: string,
  values: LicenceValues,
  now: Date,
): Promise<number | null> => {
  const { from } = await withinTransaction(strapi);
  const documentId = newDocumentId();
  await from(LICENCES)
    .insert({
      ...toRow(values, now),
      document_id: documentId,
      code,
      code_key: code.toLowerCase(),
      created_at: now,
    })
    .onConflict()
    .ignore();
  const row = await from(LICENCES).where({ document_id: documentId }).first<Row | undefined>('id');
  return row ? Number(row.id) : null;
};

export const update = async (strapi: Strapi, id: number, values: LicenceValues, now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(LICENCES).where({ id }).update(toRow(values, now));
};

export const remove = async (strapi: Strapi, id: number) => {
  const { from } = await withinTransaction(strapi);
  await from(LICENCES).where({ id }).delete();
};

/** User counts by what determines the licence; of these licences, or of all for null. */
export const countUsers = async (strapi: Strapi, ids: readonly number[] | null): Promise<Count[]> => {
  const { from } = await withinTransaction(strapi);
  const users = ids ? whereLicensed(strapi, from(USERS), ids) : from(USERS);
  const rows = (await users
    .groupBy('licence_id', 'type', 'lifecycle')
    .select('licence_id', 'type', 'lifecycle')
    .count({ total: '*' })) as unknown as Row[];
  return rows.map((row) => ({
    licenceId: row.licence_id === null ? null : Number(row.licence_id),
    type: row.type as UserType,
    isDisabled: row.lifecycle === 'disabled',
    users: Number(row.total),
  }));
};

/** How many of its users are of other types. */
export const countOfOtherTypes = async (strapi: Strapi, id: number, types: readonly UserType[]) => {
  const { from } = await withinTransaction(strapi);
  return countRows(holdersOf(strapi, from, id).whereNotIn('type', [...types]));
};

/** How many users of these licences hold one of the roles. */
export const countWithRoles = async (strapi: Strapi, ids: readonly number[], roleIds: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  return countRows(
    whereLicensed(strapi, from(USERS), ids).whereIn('admin_user_id', withRoles(strapi, roleIds)),
  );
};

/** How many of its users have API keys or OAuth clients. */
export const countWithKeys = async (strapi: Strapi, id: number) => {
  const { from } = await withinTransaction(strapi);
  return countRows(whereKeyed(strapi, holdersOf(strapi, from, id)));
};

export const hasKeys = async (strapi: Strapi, userId: number) => {
  const { from } = await withinTransaction(strapi);
  return (await countRows(whereKeyed(strapi, from(USERS).where({ id: userId })))) > 0;
};
