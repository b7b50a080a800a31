import type { HeldDacGroup } from '../../../../../shared/contracts/dac-groups';
import { inOrder } from '../../../domain/order-key';
import {
  countRows,
  countsBy,
  newDocumentId,
  newRow,
  type Row,
  withinTransaction,
} from '../../../platform/database';
import { foundIn } from '../../../platform/search';
import type { Strapi } from '../../../platform/strapi';
import { GROUPS, LINKS } from './schema';
import { USERS } from '../../people/users/schema';

export type StoredDacGroup = HeldDacGroup;
type Range = { sort: { field: 'code' | 'name'; direction: 'asc' | 'desc' }; offset: number; limit: number };

const toGroup = (row: Row): StoredDacGroup => ({
  id: Number(row.id),
  code: String(row.code),
  name: String(row.name),
});

const held = async (strapi: Strapi, by: Row) => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(GROUPS)
    .join(LINKS, `${LINKS}.dac_group_id`, `${GROUPS}.id`)
    .join(USERS, `${USERS}.id`, `${LINKS}.user_id`)
    .where(by)
    .select({ id: `${GROUPS}.id`, code: `${GROUPS}.code`, name: `${GROUPS}.name` });
  return inOrder(rows.map(toGroup), ({ code }) => code);
};

export const list = async (strapi: Strapi, q: string | undefined, { sort, offset, limit }: Range) => {
  const { from } = await withinTransaction(strapi);
  const all = (await from(GROUPS).select('id', 'code', 'name')).map(toGroup);
  const found = foundIn(all, q, ({ code, name }) => [code, name]);
  const rising = inOrder(found, (group) => group[sort.field]);
  const sorted = sort.direction === 'asc' ? rising : rising.reverse();
  return { total: sorted.length, groups: sorted.slice(offset, offset + limit) };
};

export const count = async (strapi: Strapi) => {
  const { from } = await withinTransaction(strapi);
  return countRows(from(GROUPS));
};

/** Locks the rows in id order until the transaction ends: a group cannot be deleted while it is given. */
export const hold = async (strapi: Strapi, ids: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  return (await from(GROUPS).whereIn('id', ids).orderBy('id').forUpdate().select('*')).map(toGroup);
};

/** Null: the code is taken. The unique index decides, so that concurrent inserts create only one. */
export const insert = async (strapi: Strapi, { code, name }: { code: string; name: string }, now: Date) => {
  const { from } = await withinTransaction(strapi);
  const documentId = newDocumentId();
  await from(GROUPS)
    .insert({
      document_id: documentId,
      code,
      code_key: code.toLowerCase(),
      name,
      created_at: now,
      updated_at: now,
    })
    .onConflict()
    .ignore();
  const row = await from(GROUPS).where({ document_id: documentId }).first<Row | undefined>();
  return row ? toGroup(row) : null;
};

export const rename = async (strapi: Strapi, id: number, name: string, now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(GROUPS).where({ id }).update({ name, updated_at: now });
};

export const remove = async (strapi: Strapi, id: number) => {
  const { from } = await withinTransaction(strapi);
  await from(GROUPS).where({ id }).delete();
};

/** How many users hold each. */
export const countHolders = async (strapi: Strapi, ids: readonly number[]): Promise<Map<number, number>> => {
  const { from } = await withinTransaction(strapi);
  return countsBy(from(LINKS).whereIn('dac_group_id', ids), 'dac_group_id');
};

export const heldBy = (strapi: Strapi, userId: number) => held(strapi, { [`${LINKS}.user_id`]: userId });

/** The same for a native user. */
export const heldByAdminUser = (strapi: Strapi, adminUserId: number) =>
  held(strapi, { [`${USERS}.admin_user_id`]: adminUserId });

export const give = async (strapi: Strapi, userId: number, ids: readonly number[], now: Date) => {
  if (ids.length === 0) return;
  const { from } = await withinTransaction(strapi);
  await from(LINKS).insert(
    ids.map((id) => ({
      ...newRow(now),
      user_id: userId,
      dac_group_id: id,
    })),
  );
};

export const take = async (strapi: Strapi, userId: number, ids: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  await from(LINKS).where({ user_id: userId }).whereIn('dac_group_id', ids).delete();
};
