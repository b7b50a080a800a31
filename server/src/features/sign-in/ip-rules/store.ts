import type { RuleScope } from '../../../../../shared/constants';
import {
  concatenated,
  countRows,
  isDuplicate,
  listed,
  newDocumentId,
  outsideTransaction,
  type Row,
  toIso,
  toText,
  withinTransaction,
} from '../../../platform/database';
import { type Scope, whereInScope } from '../../permissions/scope/scope';
import type { Strapi } from '../../../platform/strapi';
import { IP_RULES as TABLE } from './schema';

export type StoredRule = {
  id: number;
  scope: RuleScope;
  userId: number | null;
  roleId: number | null;
  range: string;
  cidr: string;
  note: string | null;
  createdAt: string;
  updatedAt: string;
};
export type RuleFilter = { scope?: RuleScope; userId?: number; roleId?: number };

const toRule = (row: Row): StoredRule => ({
  id: Number(row.id),
  scope: row.scope as RuleScope,
  userId: row.user_id === null ? null : Number(row.user_id),
  roleId: row.role_id === null ? null : Number(row.role_id),
  range: String(row.range),
  cidr: String(row.cidr),
  note: toText(row.note),
  createdAt: toIso(row.created_at) ?? '',
  updatedAt: toIso(row.updated_at) ?? '',
});

/** The value of the `target` column. */
const targetOf = ({ scope, userId, roleId }: Pick<StoredRule, 'scope' | 'userId' | 'roleId'>) =>
  scope === 'everyone' ? 'everyone' : scope === 'user' ? `user:${userId}` : `role:${roleId}`;

/** For raw SQL: the ranges of the rules `r` in `source`, in one text that `readList` parses: cheaper than a row each. */
export const rangesIn = (strapi: Strapi, source: string) =>
  // Each with an end mark: one that was cut off in the middle would be another range.
  listed(strapi, concatenated(strapi, 'r.scope', `' '`, 'r.cidr', `';'`), source);

/** The CIDRs that apply to any of the targets, in one indexed look-up. */
export const rangesFor = async (
  strapi: Strapi,
  targets: readonly string[],
): Promise<{ scope: RuleScope; cidr: string }[]> => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(TABLE).whereIn('target', targets).select('scope', 'cidr');
  return rows.map((row) => ({ scope: row.scope as RuleScope, cidr: String(row.cidr) }));
};

export const list = async (
  strapi: Strapi,
  filter: RuleFilter,
  actorScope: Scope | null,
  {
    sort,
    offset,
    limit,
  }: { sort: { field: string; direction: 'asc' | 'desc' }; offset: number; limit: number },
) => {
  const { from } = await withinTransaction(strapi);
  const where = {
    ...(filter.scope && { scope: filter.scope }),
    ...(filter.userId && { user_id: filter.userId }),
    ...(filter.roleId && { role_id: filter.roleId }),
  };
  const column = sort.field === 'range' ? 'range' : 'created_at';
  // Rules for roles and for everyone also apply to users in the actor's scope.
  const matching = () =>
    from(TABLE)
      .where(where)
      .where((either) => {
        if (!actorScope) return;
        void either.whereNull('user_id');
        void either.orWhere((own) => void whereInScope(strapi, own, 'user_id', actorScope));
      });
  const total = await countRows(matching());
  const rows = await matching()
    .orderBy([
      { column, order: sort.direction },
      { column: 'id', order: sort.direction },
    ])
    .offset(offset)
    .limit(limit)
    .select('*');
  return { total, rules: rows.map(toRule) };
};

export const listFor = async (strapi: Strapi, targets: readonly string[]) => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(TABLE)
    .whereIn('target', [...targets])
    .orderBy('id')
    .select('*');
  return rows.map((row) => ({ ...toRule(row), target: String(row.target) }));
};

export const countOf = async (strapi: Strapi, whom: Pick<StoredRule, 'scope' | 'userId' | 'roleId'>) => {
  const { from } = await withinTransaction(strapi);
  return countRows(from(TABLE).where({ target: targetOf(whom) }));
};

export const find = async (strapi: Strapi, id: number) => {
  const { from } = await withinTransaction(strapi);
  const row = await from(TABLE).where({ id }).first<Row | undefined>();
  return row ? toRule(row) : null;
};

export const hasAnyIpRule = async (strapi: Strapi) => {
  return (await outsideTransaction(strapi)(TABLE).first<Row | undefined>('id')) !== undefined;
};

/** Null: the same rule already exists. The unique index decides, so parallel requests create only one. */
export const insert = async (
  strapi: Strapi,
  rule: Pick<StoredRule, 'scope' | 'userId' | 'roleId' | 'range' | 'cidr' | 'note'>,
  now: Date,
) => {
  const { from } = await withinTransaction(strapi);
  const documentId = newDocumentId();
  await from(TABLE)
    .insert({
      document_id: documentId,
      scope: rule.scope,
      user_id: rule.userId,
      role_id: rule.roleId,
      target: targetOf(rule),
      range: rule.range,
      cidr: rule.cidr,
      note: rule.note,
      created_at: now,
      updated_at: now,
    })
    .onConflict()
    .ignore();
  // The document id is unique to this insert, so a row found by it is ours.
  const row = await from(TABLE).where({ document_id: documentId }).first<Row | undefined>();
  return row ? toRule(row) : null;
};

/** False: the unique index found the same rule, and the transaction can't be used any further. */
export const update = async (
  strapi: Strapi,
  id: number,
  changes: Partial<Pick<StoredRule, 'range' | 'cidr' | 'note'>>,
  now: Date,
) => {
  const { from } = await withinTransaction(strapi);
  try {
    await from(TABLE)
      .where({ id })
      .update({ ...changes, updated_at: now });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
};

export const remove = async (strapi: Strapi, id: number) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE).where({ id }).delete();
};

export const removeIpRulesFor = async (strapi: Strapi, targets: readonly string[]) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE).whereIn('target', targets).delete();
};
