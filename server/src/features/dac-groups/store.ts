import type { HeldDacGroup } from '../../../../shared/contracts/dac-groups';
import { escapeLike, newDocumentId, type Row, withinTransaction } from '../../lib/database';
import type { Strapi } from '../../lib/strapi';
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
      .orderBy(`${GROUPS}.code`)
      .select({ id: `${GROUPS}.id`, code: `${GROUPS}.code`, name: `${GROUPS}.name` });
    return rows.map(toGroup);
  };

  return {
    async list(q: string | undefined, { sort, offset, limit }: Range) {
      const { from } = await withinTransaction(strapi);
      const pattern = `%${escapeLike((q ?? '').toLowerCase())}%`;
      const matching = () =>
        from(GROUPS).whereRaw(`(?? like ? escape '!' or lower(??) like ? escape '!')`, [
          ...['code_key', pattern],
          ...['name', pattern],
        ] as never);
      const [count] = (await matching().count({ total: '*' })) as unknown as Row[];
      const rows = await matching()
        .orderBy([
          { column: sort.field, order: sort.direction },
          { column: 'id', order: sort.direction },
        ])
        .offset(offset)
        .limit(limit)
        .select('*');
      return { total: Number(count?.total ?? 0), groups: rows.map(toGroup) };
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
