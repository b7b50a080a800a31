import type { HeldDacGroup } from '../../../../../shared/contracts/dac-groups';
import { inOrder } from '../../../domain/order-key';
import { newDocumentId, type Row, withinTransaction } from '../../../platform/database';
import { foundIn } from '../../../platform/search';
import type { Strapi } from '../../../platform/strapi';
import { GROUPS, LINKS } from './schema';

export type StoredDacGroup = HeldDacGroup;
type Range = { sort: { field: 'code' | 'name'; direction: 'asc' | 'desc' }; offset: number; limit: number };

const toGroup = (row: Row): StoredDacGroup => ({
  id: Number(row.id),
  code: String(row.code),
  name: String(row.name),
});

export const createDacGroupStore = (strapi: Strapi) => {
  const held = async (by: Row) => {
    const { from } = await withinTransaction(strapi);
    const rows = await from(GROUPS)
      .join(LINKS, `${LINKS}.dac_group_id`, `${GROUPS}.id`)
      .join('gatehouse_users', 'gatehouse_users.id', `${LINKS}.user_id`)
      .where(by)
      .select({ id: `${GROUPS}.id`, code: `${GROUPS}.code`, name: `${GROUPS}.name` });
    return inOrder(rows.map(toGroup), ({ code }) => code);
  };

  return {
    async list(q: string | undefined, { sort, offset, limit }: Range) {
      const { from } = await withinTransaction(strapi);
      const all = (await from(GROUPS).select('id', 'code', 'name')).map(toGroup);
      const found = foundIn(all, q, ({ code, name }) => [code, name]);
      const rising = inOrder(found, (group) => group[sort.field]);
      const sorted = sort.direction === 'asc' ? rising : rising.reverse();
      return { total: sorted.length, groups: sorted.slice(offset, offset + limit) };
    },

    async count() {
      const { from } = await withinTransaction(strapi);
      const [row] = (await from(GROUPS).count({ total: '*' })) as unknown as Row[];
      return Number(row?.total ?? 0);
    },

    /** Held until the transaction ends, in the order of their ids: what is being given cannot be deleted meanwhile. */
    async hold(ids: readonly number[]) {
      const { from } = await withinTransaction(strapi);
      return (await from(GROUPS).whereIn('id', ids).orderBy('id').forUpdate().select('*')).map(toGroup);
    },

    /** Null: the code is taken. The unique index decides, so that of any number at once one is made. */
    async insert({ code, name }: { code: string; name: string }, now: Date) {
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
    },

    async rename(id: number, name: string, now: Date) {
      const { from } = await withinTransaction(strapi);
      await from(GROUPS).where({ id }).update({ name, updated_at: now });
    },

    async remove(id: number) {
      const { from } = await withinTransaction(strapi);
      await from(GROUPS).where({ id }).delete();
    },

    /** How many users hold each. */
    async countHolders(ids: readonly number[]): Promise<Map<number, number>> {
      const { from } = await withinTransaction(strapi);
      const rows = (await from(LINKS)
        .whereIn('dac_group_id', ids)
        .groupBy('dac_group_id')
        .select({ id: 'dac_group_id' })
        .count({ total: '*' })) as unknown as Row[];
      return new Map(rows.map(({ id, total }) => [Number(id), Number(total)]));
    },

    heldBy: (userId: number) => held({ [`${LINKS}.user_id`]: userId }),

    /** The same of a native user. */
    heldByAdminUser: (adminUserId: number) => held({ 'gatehouse_users.admin_user_id': adminUserId }),

    async give(userId: number, ids: readonly number[], now: Date) {
      if (ids.length === 0) return;
      const { from } = await withinTransaction(strapi);
      await from(LINKS).insert(
        ids.map((id) => ({
          document_id: newDocumentId(),
          user_id: userId,
          dac_group_id: id,
          created_at: now,
          updated_at: now,
        })),
      );
    },

    async take(userId: number, ids: readonly number[]) {
      const { from } = await withinTransaction(strapi);
      await from(LINKS).where({ user_id: userId }).whereIn('dac_group_id', ids).delete();
    },

    /** For users that are gone. */
    async removeOf(userIds: readonly number[]) {
      const { from } = await withinTransaction(strapi);
      await from(LINKS).whereIn('user_id', userIds).delete();
    },
  };
};
