import { escapeLike, newDocumentId, type Row, toText, withinTransaction } from '../../lib/database';
import { adminRoleLinks } from '../../lib/native';
import type { Strapi } from '../../lib/strapi';

const TABLE = 'gatehouse_roles';

export type StoredRole = { id: number; name: string; code: string; description: string | null };

const toRole = (row: Row): StoredRole => ({
  id: Number(row.id),
  name: String(row.name),
  code: String(row.code),
  description: toText(row.description),
});

export const createRoleStore = (strapi: Strapi) => ({
  async list({ q, offset, limit }: { q?: string; offset: number; limit: number }) {
    const { from } = await withinTransaction(strapi);
    const matching = () => {
      const query = from(TABLE);
      return q
        ? query.whereRaw(`lower(??) like ? escape '!'`, ['name', `%${escapeLike(q.toLowerCase())}%`] as never)
        : query;
    };
    const [count] = (await matching().count({ total: '*' })) as unknown as Row[];
    const rows = await matching().orderBy(['name', 'id']).offset(offset).limit(limit).select('*');
    return { total: Number(count?.total ?? 0), roles: rows.map(toRole) };
  },

  async findMany(ids: readonly number[]) {
    const { from } = await withinTransaction(strapi);
    return (
      await from(TABLE)
        .whereIn('id', [...ids])
        .select('*')
    ).map(toRole);
  },

  async findByCode(code: string) {
    const { from } = await withinTransaction(strapi);
    return (await from(TABLE).where({ code }).select('*')).map(toRole);
  },

  /** Whoever comes here next waits until the transaction ends. */
  async hold(code: string) {
    const { from } = await withinTransaction(strapi);
    await from(TABLE).where({ code }).forUpdate().select('id');
  },

  /** Who holds what, in one look-up for any number of users. */
  async linksOf(
    adminUserIds: readonly number[],
  ): Promise<{ adminUserId: number; id: number; name: string }[]> {
    const { from } = await withinTransaction(strapi);
    const links = adminRoleLinks(strapi);
    const rows = await from(links.table)
      .join(TABLE, `${TABLE}.id`, `${links.table}.${links.roleColumn}`)
      .whereIn(`${links.table}.${links.userColumn}`, [...adminUserIds])
      .orderBy(`${TABLE}.name`)
      .select({
        adminUserId: `${links.table}.${links.userColumn}`,
        id: `${TABLE}.id`,
        name: `${TABLE}.name`,
      });
    return rows.map((row) => ({
      adminUserId: Number(row.adminUserId),
      id: Number(row.id),
      name: String(row.name),
    }));
  },

  async countHolders(ids: readonly number[]): Promise<Map<number, number>> {
    const { from } = await withinTransaction(strapi);
    const { table, roleColumn } = adminRoleLinks(strapi);
    const rows = (await from(table)
      .whereIn(roleColumn, [...ids])
      .groupBy(roleColumn)
      .select({ id: roleColumn })
      .count({ total: '*' })) as unknown as Row[];
    return new Map(rows.map(({ id, total }) => [Number(id), Number(total)]));
  },

  async holders(ids: readonly number[]): Promise<number[]> {
    const { from } = await withinTransaction(strapi);
    const { table, roleColumn, userColumn } = adminRoleLinks(strapi);
    const rows = await from(table)
      .whereIn(roleColumn, [...ids])
      .distinct({ id: userColumn });
    return (rows as Row[]).map(({ id }) => Number(id));
  },

  async all() {
    const { from } = await withinTransaction(strapi);
    return (await from(TABLE).select('*')).map(toRole);
  },

  /** Entries that another server has made meanwhile are left as they are. */
  async insertMissing(roles: readonly StoredRole[], now: Date) {
    if (roles.length === 0) return;
    const { from } = await withinTransaction(strapi);
    await from(TABLE)
      .insert(
        roles.map((role) => ({ ...role, document_id: newDocumentId(), created_at: now, updated_at: now })),
      )
      .onConflict()
      .ignore();
  },

  async update({ id, ...role }: StoredRole, now: Date) {
    const { from } = await withinTransaction(strapi);
    await from(TABLE)
      .where({ id })
      .update({ ...role, updated_at: now });
  },

  async remove(ids: readonly number[]) {
    const { from } = await withinTransaction(strapi);
    await from(TABLE)
      .whereIn('id', [...ids])
      .delete();
  },
});
