import { nameKey } from '../../../domain/name-key';
import { byName } from '../../../domain/order-key';
import { countRows, newDocumentId, type Row, toIso, withinTransaction } from '../../../platform/database';
import { renewNameKeys } from '../../../platform/renew-name-keys';
import type { Strapi } from '../../../platform/strapi';

const TABLE = 'gatehouse_saved_views';

export type StoredView = {
  id: number;
  ownerId: number | null;
  name: string;
  isShared: boolean;
  columns: unknown;
  query: unknown;
  createdAt: string;
  updatedAt: string;
};
export type ViewValues = Partial<Pick<StoredView, 'name' | 'isShared' | 'columns' | 'query'>> & {
  nameKey?: string;
};

const toView = (row: Row): StoredView => ({
  id: Number(row.id),
  ownerId: row.owner_id === null ? null : Number(row.owner_id),
  name: String(row.name),
  isShared: Boolean(row.is_shared),
  columns: JSON.parse(String(row.columns)),
  query: JSON.parse(String(row.query)),
  createdAt: toIso(row.created_at) ?? '',
  updatedAt: toIso(row.updated_at) ?? '',
});

const toColumns = ({ name, nameKey, isShared, columns, query }: ViewValues): Row => ({
  ...(name !== undefined && { name }),
  ...(nameKey !== undefined && { name_key: nameKey }),
  ...(isShared !== undefined && { is_shared: isShared }),
  ...(columns !== undefined && { columns: JSON.stringify(columns) }),
  ...(query !== undefined && { query: JSON.stringify(query) }),
});

export const list = async (strapi: Strapi, ownerId: number, limit: number) => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(TABLE)
    .where({ owner_id: ownerId })
    .orWhere({ is_shared: true })
    .limit(limit)
    .select('*');
  return byName(rows.map(toView));
};

export const find = async (strapi: Strapi, id: number) => {
  const { from } = await withinTransaction(strapi);
  const row = await from(TABLE).where({ id }).first<Row | undefined>();
  return row ? toView(row) : null;
};

export const count = async (strapi: Strapi, where: { owner_id: number } | { is_shared: true }) => {
  const { from } = await withinTransaction(strapi);
  return countRows(from(TABLE).where(where));
};

/** Locks the owner until the transaction ends, so that parallel requests count each other's views. */
export const holdOwner = async (strapi: Strapi, ownerId: number) => {
  const { from } = await withinTransaction(strapi);
  await from('admin_users').where({ id: ownerId }).forUpdate().first<Row | undefined>('id');
};

export const insert = async (strapi: Strapi, ownerId: number, values: Required<ViewValues>, now: Date) => {
  const { from } = await withinTransaction(strapi);
  const documentId = newDocumentId();
  await from(TABLE).insert({
    document_id: documentId,
    owner_id: ownerId,
    ...toColumns(values),
    created_at: now,
    updated_at: now,
  });
  const row = await from(TABLE).where({ document_id: documentId }).first<Row>();
  return toView(row as Row);
};

export const update = async (strapi: Strapi, id: number, values: ViewValues, now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE)
    .where({ id })
    .update({ ...toColumns(values), updated_at: now });
};

/** Returns the ids of views whose name now equals that of another of the owner's views. */
export const renewViewNameKeys = (strapi: Strapi) =>
  renewNameKeys(strapi, {
    table: TABLE,
    column: 'name_key',
    from: ['name'],
    keyOf: ({ name }) => nameKey(String(name)),
  });

export const remove = async (strapi: Strapi, id: number) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE).where({ id }).delete();
};

export const leaveSavedViews = async (strapi: Strapi, ownerIds: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE).whereIn('owner_id', ownerIds).where({ is_shared: false }).delete();
  await from(TABLE).whereIn('owner_id', ownerIds).update({ owner_id: null });
};
