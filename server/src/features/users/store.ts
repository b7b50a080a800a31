import type { Knex } from 'knex';

import { type Status, STATUSES, type UserType } from '../../../../shared/constants';
import type { UserSortField } from '../../../../shared/contracts/users';
import { nameKey } from '../../domain/name-key';
import {
  escapeLike,
  type From,
  inChunks,
  newDocumentId,
  type Row,
  withinTransaction,
} from '../../lib/database';
import { adminRoleLinks } from '../../lib/native';
import type { Strapi } from '../../lib/strapi';
import { accessLockedRank, statusRank, whereStatus } from './status-query';
import { type Attribute, COLUMNS, type StoredUser, toColumns, toUser } from './user-row';

const TABLE = 'gatehouse_users';
/** Below every database's limit of bound values in one statement (SQLite: 32,766). */
const ROWS_A_STATEMENT = 500;
/**
 * Up to here the matching ids are found first and sorted then; above, the sort's index is walked until the page is
 * full. Either is slow where the other is quick.
 */
const FEW = 5_000;

export type UserFilter = {
  q?: string;
  statuses?: readonly Status[];
  types?: readonly UserType[];
  roleIds?: readonly number[];
};
export type UserPage = {
  sort: { field: UserSortField; direction: 'asc' | 'desc' };
  offset: number;
  limit: number;
};
export type UserValues = Partial<Record<Attribute, unknown>>;

const SORT_COLUMNS: Partial<Record<UserSortField, string>> = {
  roles: 'role_names',
};

const idsOf = async (query: Knex.QueryBuilder) =>
  ((await query.select('id')) as Row[]).map(({ id }) => Number(id));

const count = async (query: Knex.QueryBuilder) => {
  const [row] = (await query.count({ total: '*' })) as unknown as Row[];
  return Number(row?.total ?? 0);
};

export const createUserStore = (strapi: Strapi) => {
  const holdersOf = (roleIds: readonly number[]) => {
    const links = adminRoleLinks(strapi);
    return strapi.db
      .getConnection(links.table)
      .select(links.userColumn)
      .whereIn(links.roleColumn, [...roleIds]) as never;
  };

  const filtered = (query: Knex.QueryBuilder, filter: UserFilter, now: Date) => {
    if (filter.q)
      query.whereRaw(`?? like ? escape '!'`, ['search_text', `%${escapeLike(filter.q.toLowerCase())}%`]);
    if (filter.statuses) whereStatus(query, filter.statuses, now);
    if (filter.types) query.whereIn('type', filter.types);
    if (filter.roleIds) query.whereIn('admin_user_id', holdersOf(filter.roleIds));
    return query;
  };

  const sorted = (query: Knex.QueryBuilder, { field, direction }: UserPage['sort'], now: Date) => {
    const computed =
      field === 'status' ? statusRank(now) : field === 'accessLocked' ? accessLockedRank(now) : null;
    if (computed) query.orderByRaw(`${computed.sql} ${direction}`, computed.bindings as never);
    else query.orderBy(SORT_COLUMNS[field] ?? COLUMNS[field as Attribute], direction);
    return query.orderBy('id', direction);
  };

  /** Nearly everybody is active, which no index finds; the others are few, so they are what is counted. */
  const countMatching = async (from: From, filter: UserFilter, now: Date) => {
    const { q, statuses, ...rest } = filter;
    if (q || !statuses?.includes('active')) return count(filtered(from(TABLE), filter, now));
    const others = STATUSES.filter((status) => !statuses.includes(status));
    const all = await count(filtered(from(TABLE), rest, now));
    if (others.length === 0) return all;
    return all - (await count(filtered(from(TABLE), { ...rest, statuses: others }, now)));
  };

  const findBy = async (where: Row) => {
    const { from } = await withinTransaction(strapi);
    const row = await from(TABLE).where(where).first<Row | undefined>();
    return row ? toUser(row) : null;
  };

  return {
    find: (id: number) => findBy({ id }),
    /** The row is held until the transaction ends, so that two changes at once follow each other. */
    async findForUpdate(id: number) {
      const { from } = await withinTransaction(strapi);
      const row = await from(TABLE).where({ id }).forUpdate().first<Row | undefined>();
      return row ? toUser(row) : null;
    },
    findByAdminUser: (adminUserId: number) => findBy({ admin_user_id: adminUserId }),

    /** By e-mail, else by user name; of two that both fit, the one whose e-mail it is. */
    async findByLoginName(name: string): Promise<StoredUser | null> {
      const { from } = await withinTransaction(strapi);
      const key = nameKey(name);
      const rows = await from(TABLE).where({ email: name }).orWhere({ user_name_key: key }).select('*');
      const users = rows.map(toUser);
      // Compared once more, as MariaDB finds other addresses that look alike too.
      const byEmail = users.find(({ email }) => email === name);
      return byEmail ?? users.find(({ userNameKey }) => userNameKey === key) ?? null;
    },

    async list(filter: UserFilter, { sort, offset, limit }: UserPage, now: Date) {
      const { from } = await withinTransaction(strapi);
      const isFiltered = Boolean(filter.q || filter.statuses || filter.types || filter.roleIds);
      const matching = () => filtered(from(TABLE), filter, now);
      // The search reads every row: where the ids are few, once for them is enough.
      const found = filter.q ? await idsOf(matching().limit(FEW + 1)) : null;
      const few = found && found.length <= FEW ? found : null;
      const total = few ? few.length : await countMatching(from, filter, now);
      if (total <= offset) return { total, users: [] };
      const page = few
        ? from(TABLE).whereIn('id', few)
        : isFiltered && total <= FEW
          ? from(TABLE).whereIn('id', matching().select('id') as never)
          : matching();
      const ids = await idsOf(sorted(page, sort, now).offset(offset).limit(limit));
      const rows = await from(TABLE).whereIn('id', ids).select('*');
      const byId = new Map(rows.map((row) => [Number(row.id), toUser(row)]));
      return { total, users: ids.flatMap((id) => byId.get(id) ?? []) };
    },

    async findMany(ids: readonly number[]) {
      const { from } = await withinTransaction(strapi);
      return (await from(TABLE).whereIn('id', ids).select('*')).map(toUser);
    },

    async findByAdminUsers(adminUserIds: readonly number[]) {
      const { from } = await withinTransaction(strapi);
      return (await from(TABLE).whereIn('admin_user_id', adminUserIds).select('*')).map(toUser);
    },

    /** Which of these addresses somebody has, and who. */
    async findAddressOwners(emails: readonly string[]): Promise<Map<string, number>> {
      const { from } = await withinTransaction(strapi);
      const rows = await from(TABLE).whereIn('email', emails).select('email', 'admin_user_id');
      return new Map(rows.map((row) => [String(row.email), Number(row.admin_user_id)]));
    },

    /** Which of these names, by their keys, somebody has, and who. */
    async findNameOwners(keys: readonly string[]): Promise<Map<string, number>> {
      const { from } = await withinTransaction(strapi);
      const rows = await from(TABLE).whereIn('user_name_key', keys).select('user_name_key', 'admin_user_id');
      return new Map(rows.map((row) => [String(row.user_name_key), Number(row.admin_user_id)]));
    },

    async update(id: number, values: UserValues, now: Date) {
      const { from } = await withinTransaction(strapi);
      await from(TABLE)
        .where({ id })
        .update({ ...toColumns(values), updated_at: now });
    },

    /** Entries that are already there, made by another server meanwhile, are left as they are. */
    async insertMissing(users: readonly UserValues[]) {
      const { from } = await withinTransaction(strapi);
      for (const part of inChunks(users, ROWS_A_STATEMENT)) {
        await from(TABLE)
          .insert(part.map((user) => ({ document_id: newDocumentId(), ...toColumns(user) })))
          .onConflict()
          .ignore();
      }
    },

    /** Gives entries to the native users they belong to; an entry that was in the place of one of them goes. */
    async rebind(entries: readonly { entryId: number; adminUserId: number }[]) {
      const { from } = await withinTransaction(strapi);
      for (const part of inChunks(entries, ROWS_A_STATEMENT)) {
        const ids = part.map(({ entryId }) => entryId);
        // None of them holds a place while they are handed round.
        await from(TABLE).whereIn('id', ids).update({ admin_user_id: null });
      }
      for (const part of inChunks(entries, ROWS_A_STATEMENT)) {
        const places = part.map(({ adminUserId }) => adminUserId);
        await from(TABLE).whereIn('admin_user_id', places).delete();
        // Numbers of the database's own, written out: PostgreSQL would take bound ones for text here.
        const cases = part.map(({ entryId, adminUserId }) => `when ${entryId} then ${adminUserId}`).join(' ');
        const ids = part.map(({ entryId }) => entryId);
        await from(TABLE)
          .whereIn('id', ids)
          .update({ admin_user_id: strapi.db.connection.raw(`case ?? ${cases} end`, ['id']) });
      }
    },

    async removeByAdminUsers(adminUserIds: readonly number[]): Promise<number[]> {
      const { from } = await withinTransaction(strapi);
      const ids = (await from(TABLE).whereIn('admin_user_id', adminUserIds).select('id')).map(({ id }) =>
        Number(id),
      );
      if (ids.length > 0) await from(TABLE).whereIn('id', ids).delete();
      return ids;
    },

    /** Super admins, other than this one, who may come in at that moment. */
    async hasOtherUsableSuperAdmin(
      adminUserIds: readonly number[],
      superAdminRoleIds: readonly number[],
      now: Date,
    ) {
      const { from } = await withinTransaction(strapi);
      const row = await whereStatus(
        from(TABLE),
        ['active', 'auto-locked', 'recovery', 'awaiting-new-password'],
        now,
      )
        // Who is locked until somebody lifts it lets nobody else in.
        .where((q) => void q.whereNot({ lock: 'auto' }).orWhereNotNull('locked_until'))
        .where({ type: 'panel' })
        .whereNotIn('admin_user_id', adminUserIds)
        .whereIn('admin_user_id', holdersOf(superAdminRoleIds))
        .first('id');
      return row !== undefined;
    },
  };
};
export type UserStore = ReturnType<typeof createUserStore>;
