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

/** Creates the row that `holdTree` locks. */
export const ensureHold = async (strapi: Strapi, now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(SETTINGS)
    .insert({ document_id: newDocumentId(), name: LOCK, value: '{}', created_at: now })
    .onConflict()
    .ignore();
};

/**
 * Locks the tree until the transaction ends, for all servers: two concurrent moves that make a cycle together
 * would each find none. Call it first, as MariaDB's snapshot dates from the first plain read.
 */
export const holdTree = async (strapi: Strapi) => {
  const { from } = await withinTransaction(strapi);
  await from(SETTINGS).where({ name: LOCK }).forUpdate().select('id');
};

/** Locks the rows in id order: nobody deletes these accounts until the transaction ends. */
export const holdMany = async (strapi: Strapi, ids: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  return (await from(TABLE).whereIn('id', ids).orderBy('id').forUpdate().select('*')).map(toAccount);
};

/** The whole tree, or these accounts and all below them; siblings in order. */
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

/** Makes room for one more before the sibling at that place, else at the end; returns the position. */
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
  // Not every database returns the id of an inserted row.
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
      // An unchanged name keeps its key, which may predate the present rules of `nameKey`.
      ...(siblingKey !== undefined && { sibling_key: siblingKey }),
      parent_id: parentId,
      position,
      updated_at: now,
    });
};

/** Moves an account and all below it to another path, in one statement. */
export const repath = async (strapi: Strapi, before: string, after: string) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE)
    .where('path', 'like', `${before}%`)
    // No id is in a path twice, so only the beginning is replaced.
    .update({ path: strapi.db.connection.raw('replace(??, ?, ?)', ['path', before, after]) });
};

/** Returns the ids of accounts that share their name with a sibling. */
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
