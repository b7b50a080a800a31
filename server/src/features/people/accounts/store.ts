import { pathOf } from '../../../domain/account-path';
import { nameKey } from '../../../domain/name-key';
import { countRows, newDocumentId, type Row, withinTransaction } from '../../../platform/database';
import { whereWithin } from '../../permissions/scope/scope';
import { renewNameKeys } from '../../../platform/renew-name-keys';
import type { Strapi } from '../../../platform/strapi';

const TABLE = 'gatehouse_accounts';
const SETTINGS = 'gatehouse_settings';
const LOCK = 'accounts';

export const siblingKey = (parentId: number | null, name: string) => nameKey(`${parentId ?? ''}/${name}`);

export type StoredAccount = {
  id: number;
  name: string;
  parentId: number | null;
  position: number;
  path: string;
};
/** Where an account is put among its siblings. */
export type Place = { parentId: number | null; position: number };

const toAccount = (row: Row): StoredAccount => ({
  id: Number(row.id),
  name: String(row.name),
  parentId: row.parent_id === null ? null : Number(row.parent_id),
  position: Number(row.position),
  path: String(row.path),
});

export const find = async (strapi: Strapi, id: number) => {
  const { from } = await withinTransaction(strapi);
  const row = await from(TABLE).where({ id }).first<Row | undefined>();
  return row ? toAccount(row) : null;
};

/** Makes the row there is to hold. */
export const ensureHold = async (strapi: Strapi, now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(SETTINGS)
    .insert({ document_id: newDocumentId(), name: LOCK, value: '{}', created_at: now })
    .onConflict()
    .ignore();
};

/**
 * Whoever changes the tree next, on whichever server, waits until the transaction ends: two moves at once that
 * make a cycle together would each find none. First in it, as MariaDB reads what was there at the first plain read.
 */
export const holdTree = async (strapi: Strapi) => {
  const { from } = await withinTransaction(strapi);
  await from(SETTINGS).where({ name: LOCK }).forUpdate().select('id');
};

/** Accounts that nobody deletes until the transaction ends, in the order of their ids. */
export const holdMany = async (strapi: Strapi, ids: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  return (await from(TABLE).whereIn('id', ids).orderBy('id').forUpdate().select('*')).map(toAccount);
};

/** All of the tree, or what lies within these; siblings in their order. */
export const list = async (strapi: Strapi, accountIds: readonly number[] | null) => {
  const { from } = await withinTransaction(strapi);
  const query = from(TABLE);
  if (accountIds) whereWithin(query, 'path', accountIds);
  return (await query.orderBy('position').orderBy('id').select('*')).map(toAccount);
};

export const count = async (strapi: Strapi) => {
  const { from } = await withinTransaction(strapi);
  return countRows(from(TABLE));
};

export const hasChildren = async (strapi: Strapi, id: number) => {
  const { from } = await withinTransaction(strapi);
  return (await from(TABLE).where({ parent_id: id }).first<Row | undefined>('id')) !== undefined;
};

/**
 * Makes room for one more at the place, before the sibling that is there, and answers the position; behind all
 * where the place is beyond the last.
 */
export const makeRoom = async (strapi: Strapi, { parentId, position }: Place, but: number | null) => {
  const { from } = await withinTransaction(strapi);
  const siblings = () => {
    const query = from(TABLE).where({ parent_id: parentId });
    return but === null ? query : query.whereNot({ id: but });
  };
  const [next] = await siblings().orderBy('position').orderBy('id').offset(position).limit(1).select('*');
  if (next) {
    await siblings().where('position', '>=', Number(next.position)).increment('position', 1);
    return Number(next.position);
  }
  const [last] = (await siblings().max({ position: 'position' })) as unknown as Row[];
  return last?.position == null ? 0 : Number(last.position) + 1;
};

export const insert = async (
  strapi: Strapi,
  {
    name,
    siblingKey,
    parentPath,
    ...place
  }: Place & {
    name: string;
    siblingKey: string;
    parentPath: string | null;
  },
  now: Date,
): Promise<StoredAccount> => {
  const { from } = await withinTransaction(strapi);
  const documentId = newDocumentId();
  await from(TABLE).insert({
    document_id: documentId,
    name,
    sibling_key: siblingKey,
    parent_id: place.parentId,
    position: place.position,
    path: '/',
    created_at: now,
    updated_at: now,
  });
  // Not every database tells the id of a row it has just written.
  const row = await from(TABLE).where({ document_id: documentId }).first<Row>('id');
  const id = Number(row?.id);
  const path = pathOf(parentPath, id);
  await from(TABLE).where({ id }).update({ path });
  return { id, name, path, ...place };
};

export const update = async (
  strapi: Strapi,
  id: number,
  { name, siblingKey, parentId, position }: Place & { name: string; siblingKey: string | undefined },
  now: Date,
) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE)
    .where({ id })
    .update({
      name,
      // What stays keeps its key, which may be from before more names were taken for the same.
      ...(siblingKey !== undefined && { sibling_key: siblingKey }),
      parent_id: parentId,
      position,
      updated_at: now,
    });
};

/** Carries an account over to another path, with all that is below, in one statement. */
export const repath = async (strapi: Strapi, before: string, after: string) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE)
    .where('path', 'like', `${before}%`)
    // No id stands in a path twice, so that the beginning alone is replaced.
    .update({ path: strapi.db.connection.raw('replace(??, ?, ?)', ['path', before, after]) });
};

/** Answers the ids of accounts that share their name with one beside them. */
export const renewAccountNameKeys = (strapi: Strapi) =>
  renewNameKeys(strapi, {
    table: TABLE,
    column: 'sibling_key',
    from: ['parent_id', 'name'],
    keyOf: (row) => siblingKey(row.parent_id === null ? null : Number(row.parent_id), String(row.name)),
  });

export const remove = async (strapi: Strapi, id: number) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE).where({ id }).delete();
};
