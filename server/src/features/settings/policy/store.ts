import type { PolicyMeta } from '../../../../../shared/contracts/policy';
import { newDocumentId, type Row, toIso, toText, withinTransaction } from '../../../platform/database';
import type { Strapi } from '../../../platform/strapi';

const TABLE = 'gatehouse_settings';
const NAME = 'policy';

export type StoredPolicy = {
  value: unknown;
  updatedAt: string | null;
  updatedBy: string | null;
  lastChanges: PolicyMeta['lastChanges'];
};

/** `forUpdate` serializes parallel changes of different parts, so that neither undoes the other. */
export const read = async (strapi: Strapi, { forUpdate = false } = {}): Promise<StoredPolicy> => {
  const { from } = await withinTransaction(strapi);
  const query = from(TABLE).where({ name: NAME });
  const row = await (forUpdate ? query.forUpdate() : query).first<Row | undefined>();
  if (!row) return { value: {}, updatedAt: null, updatedBy: null, lastChanges: {} };
  return {
    value: JSON.parse(String(row.value)),
    updatedAt: toIso(row.updated_at),
    updatedBy: toText(row.changed_by),
    lastChanges: row.last_changes ? (JSON.parse(String(row.last_changes)) as PolicyMeta['lastChanges']) : {},
  };
};

/** Creates the row, so that it can be locked. */
export const ensure = async (strapi: Strapi, now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE)
    .insert({ document_id: newDocumentId(), name: NAME, value: '{}', created_at: now })
    .onConflict()
    .ignore();
};

export const write = async (
  strapi: Strapi,
  { value, lastChanges }: { value: object; lastChanges: PolicyMeta['lastChanges'] },
  changedBy: string,
  now: Date,
) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE)
    .where({ name: NAME })
    .update({
      value: JSON.stringify(value),
      last_changes: JSON.stringify(lastChanges),
      changed_by: changedBy,
      updated_at: now,
    });
};
