/** What has been done to all rows of a table, so that later starts need not read them all. */

import { newDocumentId, type Row, toDate, withinTransaction } from './database';
import type { Strapi } from './strapi';

const SETTINGS = 'gatehouse_settings';

export type Mark = { value: string; at: Date | null };

export const readMark = async (strapi: Strapi, name: string): Promise<Mark | null> => {
  const { from } = await withinTransaction(strapi);
  const row = await from(SETTINGS).where({ name }).first<Row | undefined>('value', 'updated_at');
  return row ? { value: String(row.value), at: toDate(row.updated_at) } : null;
};

export const writeMark = async (strapi: Strapi, name: string, value: string, now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(SETTINGS)
    .insert({ document_id: newDocumentId(), name, value: '', created_at: now })
    .onConflict()
    .ignore();
  await from(SETTINGS).where({ name }).update({ value, updated_at: now });
};

/** Locks the mark until the transaction ends, so that servers that start at once go on one after the other. */
export const holdMark = async (strapi: Strapi, name: string) => {
  const { from } = await withinTransaction(strapi);
  await from(SETTINGS).where({ name }).forUpdate().select('id');
};
