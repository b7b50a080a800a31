import { newRow, withinTransaction } from '../../../platform/database';
import type { Strapi } from '../../../platform/strapi';

const TABLE = 'gatehouse_preferences';

export const read = async (strapi: Strapi, adminUserId: number): Promise<Record<string, unknown>> => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(TABLE).where({ admin_user_id: adminUserId }).select('name', 'value');
  return Object.fromEntries(rows.map(({ name, value }) => [String(name), JSON.parse(String(value))]));
};

/** One statement, so that of two parallel writes neither fails and the later one wins. */
export const write = async (strapi: Strapi, adminUserId: number, name: string, value: unknown, now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE)
    .insert({
      ...newRow(now),
      admin_user_id: adminUserId,
      name,
      value: JSON.stringify(value),
    })
    .onConflict(['admin_user_id', 'name'])
    .merge(['value', 'updated_at']);
};
