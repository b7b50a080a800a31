import type { Knex } from 'knex';

import type { HeldDacGroup } from '../../../../../shared/contracts/dac-groups';
import type { DelegationFacts } from '../../../domain/delegation';
import {
  countRows,
  type From,
  newDocumentId,
  type Row,
  toDate,
  toEnd,
  toText,
  withinTransaction,
} from '../../../platform/database';
import { type Scope, whereInScope } from '../scope/scope';
import type { Strapi } from '../../../platform/strapi';
import { DELEGATIONS } from './schema';
import { USERS } from '../../people/users/schema';

type Someone = { id: number; adminUserId: number; userName: string };
/** With the present names of the users and the group involved. */
export type StoredDelegation = DelegationFacts & {
  id: number;
  user: Someone;
  forUser: Someone | null;
  dacGroup: HeldDacGroup | null;
  givenBy: string;
  createdAt: Date;
};
export type NewDelegation = Pick<
  DelegationFacts,
  'forUserId' | 'resource' | 'purpose' | 'validFrom' | 'validTo'
> & { userId: number; forDacGroupId: number | null; givenBy: string };

const someoneIn = (row: Row, prefix: string): Someone => ({
  id: Number(row[`${prefix}_id`]),
  adminUserId: Number(row[`${prefix}_admin_user_id`]),
  userName: String(row[`${prefix}_user_name`]),
});

const toDelegation = (row: Row): StoredDelegation => ({
  id: Number(row.id),
  user: someoneIn(row, 'user'),
  forUser: row.for_user_id === null ? null : someoneIn(row, 'for_user'),
  dacGroup:
    row.dac_code === null
      ? null
      : { id: Number(row.for_dac_group_id), code: String(row.dac_code), name: String(row.dac_name) },
  forUserId: row.for_user_id === null ? null : Number(row.for_user_id),
  forDacGroup: toText(row.dac_code),
  resource: toText(row.resource),
  purpose: toText(row.purpose),
  validFrom: toDate(row.valid_from) as Date,
  validTo: toEnd(row.valid_to),
  givenBy: String(row.given_by_name),
  createdAt: toDate(row.created_at) as Date,
});

const all = (from: From) =>
  from(`${DELEGATIONS} as d`)
    .join(`${USERS} as u`, 'u.id', 'd.user_id')
    .leftJoin(`${USERS} as f`, 'f.id', 'd.for_user_id')
    .leftJoin('gatehouse_dac_groups as g', 'g.id', 'd.for_dac_group_id');

const read = async (query: ReturnType<typeof all>) =>
  (
    (await query.select('d.*', {
      user_admin_user_id: 'u.admin_user_id',
      user_user_name: 'u.user_name',
      for_user_admin_user_id: 'f.admin_user_id',
      for_user_user_name: 'f.user_name',
      dac_code: 'g.code',
      dac_name: 'g.name',
    })) as Row[]
  ).map(toDelegation);

const findBy = async (strapi: Strapi, by: Row) => {
  const { from } = await withinTransaction(strapi);
  const [found] = await read(all(from).where(by));
  return found ?? null;
};

export const find = (strapi: Strapi, id: number) => findBy(strapi, { 'd.id': id });

/** Locks the row until the transaction ends. False: the delegation is gone. */
export const hold = async (strapi: Strapi, id: number) => {
  const { from } = await withinTransaction(strapi);
  return (await from(DELEGATIONS).where({ id }).forUpdate().select('id')).length === 1;
};

/** The user's delegations; with a scope, without those for users outside it. */
export const listOf = async (strapi: Strapi, userId: number, scope: Scope | null = null) => {
  const { from } = await withinTransaction(strapi);
  const isShown = (query: Knex.QueryBuilder) =>
    void query
      .whereNull('d.for_user_id')
      .orWhere((aboutOthers) => void whereInScope(strapi, aboutOthers, 'd.for_user_id', scope));
  const ofUser = all(from).where('d.user_id', userId).orderBy('d.id', 'desc');
  return read(scope ? ofUser.where(isShown) : ofUser);
};

/** Who may act for the user, directly or through one of these groups of theirs. */
export const listDelegates = async (
  strapi: Strapi,
  { userId, dacGroupIds }: { userId: number; dacGroupIds: readonly number[] },
  scope: Scope | null,
  { offset, limit }: { offset: number; limit: number },
) => {
  const { from } = await withinTransaction(strapi);
  const isForUser = (query: Knex.QueryBuilder) =>
    void query.where('d.for_user_id', userId).orWhereIn('d.for_dac_group_id', [...dacGroupIds]);
  const matching = () => {
    const query = all(from).where(isForUser);
    void whereInScope(strapi, query, 'd.user_id', scope);
    return query;
  };
  const total = await countRows(matching());
  const page = matching().orderBy('d.id', 'desc').offset(offset).limit(limit);
  return { total, delegations: await read(page) };
};

export const listOfDacGroup = async (strapi: Strapi, dacGroupId: number) => {
  const { from } = await withinTransaction(strapi);
  return read(all(from).where('d.for_dac_group_id', dacGroupId).orderBy('d.id'));
};

export const countOf = async (strapi: Strapi, userId: number) => {
  const { from } = await withinTransaction(strapi);
  return countRows(from(DELEGATIONS).where({ user_id: userId }));
};

export const insert = async (strapi: Strapi, delegation: NewDelegation, now: Date) => {
  const { from } = await withinTransaction(strapi);
  const documentId = newDocumentId();
  await from(DELEGATIONS).insert({
    document_id: documentId,
    user_id: delegation.userId,
    for_user_id: delegation.forUserId,
    for_dac_group_id: delegation.forDacGroupId,
    resource: delegation.resource,
    purpose: delegation.purpose,
    valid_from: delegation.validFrom,
    valid_to: delegation.validTo,
    given_by_name: delegation.givenBy,
    created_at: now,
    updated_at: now,
  });
  return (await findBy(strapi, { 'd.document_id': documentId })) as StoredDelegation;
};

export const update = async (
  strapi: Strapi,
  id: number,
  { purpose, validFrom, validTo }: Pick<DelegationFacts, 'purpose' | 'validFrom' | 'validTo'>,
  now: Date,
) => {
  const { from } = await withinTransaction(strapi);
  await from(DELEGATIONS)
    .where({ id })
    .update({ purpose, valid_from: validFrom, valid_to: validTo, updated_at: now });
};

export const remove = async (strapi: Strapi, ids: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  await from(DELEGATIONS)
    .whereIn('id', [...ids])
    .delete();
};
