import type { Knex } from 'knex';

import { MAX_LOGIN_NAME_LENGTH } from '../../../../../shared/constants';
import { MAX_BULK } from '../../../../../shared/contracts/bulk';
import { DEFAULT_LICENCES, type LicenceFeature } from '../../../../../shared/licences';
import { ORDERED_FIELDS, type UserSortField } from '../../../../../shared/users/fields';
import { STATUSES, USER_STATUSES } from '../../../../../shared/users/statuses';
import { spellingKey, userNameKey } from '../../../domain/name-key';
import { printable } from '../../../domain/printable';
import { clock } from '../../../platform/clock';
import {
  concatenated,
  countRows,
  countUpTo,
  type From,
  idsIn,
  inChunks,
  inTransaction,
  newDocumentId,
  outsideTransaction,
  readInOrder,
  type Row,
  selectFrom,
  selectRaw,
  tableName,
  updateEachRow,
  whereIdIn,
  withinTransaction,
} from '../../../platform/database';
import { LICENCES, whereLicensed } from '../../permissions/licences/licensed';
import { readMark, writeMark } from '../../../platform/marks';
import { adminRoleLinks } from '../../../platform/native';
import { IP_RULES } from '../../sign-in/ip-rules/schema';
import { rangesIn } from '../../sign-in/ip-rules/store';
import { renewNameKeys } from '../../../platform/renew-name-keys';
import type { Strapi } from '../../../platform/strapi';
import { withoutValues } from '../../../platform/without-values';
import { derivedOf, SOURCES } from './derived';
import { isFiltered, type UserFilter, whereMatches } from './list-filter';
import { membershipsOf } from './memberships';
import { accessLockedRank, statusRank, whereStatus } from './status-query';
import {
  type Attribute,
  COLUMNS,
  DERIVED,
  PRINCIPAL_COLUMNS,
  type StoredUser,
  toColumns,
  toPrincipal,
  toUser,
} from './user-row';
import { USERS } from './schema';

/** Below every database's limit of bound values in one statement (SQLite: 32,766). */
const ROWS_A_STATEMENT = 500;
/**
 * Up to this many, matching ids are found first and then sorted; above, the sort's index is walked until the
 * page is full. Each is slow where the other is fast.
 */
const FEW = 5_000;
/** So many rows of an order are looked through for those whom a search found, before these are sorted. */
const LOOKED_THROUGH = 5_000;
/** More than there are rows. */
const NO_LIMIT = 2_147_483_647;
/** Counted no further: of all users, and of those who match a filter; of these no more can be chosen at once. */
const COUNT_AT_MOST = { all: 100_000, matching: MAX_BULK };

export type UserPage = {
  sort: { field: UserSortField; direction: 'asc' | 'desc' };
  offset: number;
  limit: number;
};
/** Who needs a second factor where their own requirement is the default: all, or holders of these roles. */
export type MfaAsked = { isForAll: boolean; roleIds: readonly number[] };
export type UserValues = Partial<Record<Attribute, unknown>>;

/** Text is sorted by a key, as each database has its own collation. */
const SORT_COLUMNS: Partial<Record<UserSortField, string>> = {
  ...Object.fromEntries(ORDERED_FIELDS.map((field) => [field, COLUMNS[`${field}Order`]])),
  lastLoginAt: COLUMNS.lastLoginAt,
};

/** The derived columns of an entry, computed from its row. */
const derivedColumns = (row: Row) => toColumns(derivedOf(toUser(row)));
const isDerivedWrong = (row: Row) =>
  Object.entries(derivedColumns(row)).some(([column, value]) => row[column] !== value);
/** Change it whenever what is derived, or how, changes. */
const DERIVED_VERSION = '1';
const DERIVED_MARK = 'derived';
/** Change it whenever `userNameKey` changes. */
const NAME_KEYS_VERSION = 1;
const NAME_KEYS_MARK = 'name-keys';
/** More users who share a name with another are looked for among all. */
const MAX_ALIKE = 1_000;
const DERIVED_FROM = [
  'id',
  ...SOURCES.map((field) => COLUMNS[field]),
  ...DERIVED.map((field) => COLUMNS[field]),
];

const hasKeyFeature = ({ features }: Row) =>
  features !== null && (JSON.parse(String(features)) as LicenceFeature[]).includes('api-keys');

const principalColumns = PRINCIPAL_COLUMNS.map((column) => `u.${column}`).join(', ');

/** For API-only users; nobody else's features are needed. */
const licenceFeaturesOf = (strapi: Strapi) => `case when u.type = 'api-only' then (
      select l.features from ${tableName(strapi, LICENCES)} l
      where l.id = u.licence_id or (u.licence_id is null and l.code = '${DEFAULT_LICENCES['api-only']}')) end`;

const ruleList = (strapi: Strapi, targets: number) =>
  rangesIn(
    strapi,
    `${tableName(strapi, IP_RULES)} r
            where r.target in (${concatenated(strapi, `'user:'`, 'u.id')}${', ?'.repeat(targets)})`,
  );

const holdersOf = (strapi: Strapi, roleIds: readonly number[]) => {
  const links = adminRoleLinks(strapi);
  return strapi.db
    .getConnection(links.table)
    .select(links.userColumn)
    .whereIn(links.roleColumn, [...roleIds]) as never;
};

const holdersAmong = async (
  strapi: Strapi,
  from: From,
  adminUserIds: readonly number[],
  roleIds: readonly number[],
) => {
  if (roleIds.length === 0) return [];
  const { table, userColumn, roleColumn } = adminRoleLinks(strapi);
  return idsIn(from(table).whereIn(userColumn, adminUserIds).whereIn(roleColumn, roleIds), userColumn);
};

const isAskedForMfa =
  (strapi: Strapi, { isForAll, roleIds }: MfaAsked) =>
  (q: Knex.QueryBuilder) =>
    void q.where({ mfa_requirement: 'enforced' }).orWhere((rest) => {
      void rest.where({ mfa_requirement: 'default' });
      if (!isForAll) void rest.whereIn('admin_user_id', holdersOf(strapi, roleIds));
    });

/**
 * `isOfMany`: for a page of very many who match. SQLite would find and sort all of them rather than walk along the
 * index of the order until the page is full: a plus before the column keeps it from that. `among`: fewer than all.
 */
const matchingOf = async (strapi: Strapi, from: From, filter: UserFilter, now: Date) => {
  const memberships = await membershipsOf(strapi, from, filter, now);
  const isSqlite = strapi.db.dialect.client === 'sqlite';
  return ({ isOfMany = false, among = from(USERS) as Knex.QueryBuilder } = {}) =>
    whereMatches(among, filter, {
      now,
      flag: (column) =>
        isOfMany && isSqlite ? (strapi.db.connection.raw('+??', [column]) as unknown as string) : column,
      memberships,
      whereLicensed: (all, licenceIds, flag) => whereLicensed(strapi, all, licenceIds, flag),
    });
};

/** The column by whose index a page is found; null where the order is computed. */
const orderColumn = (field: UserSortField): string | null =>
  field === 'status' || field === 'accessLocked'
    ? null
    : (SORT_COLUMNS[field] ?? COLUMNS[field as Attribute]);

/** What is sorted by, in SQL. */
const sortedBy = (strapi: Strapi, field: UserSortField, now: Date) => {
  const { sql, bindings } =
    field === 'status'
      ? statusRank(now)
      : field === 'accessLocked'
        ? accessLockedRank(now)
        : { sql: '??', bindings: [orderColumn(field)] };
  return strapi.db.connection.raw(sql, bindings as never) as never;
};

/** The ids of a page, of which all who match are found, then sorted. Users without a value come last. */
const pageOfSorted = (
  strapi: Strapi,
  matching: Knex.QueryBuilder,
  { sort: { field, direction }, offset, limit }: UserPage,
  now: Date,
): Promise<number[]> => {
  const all = matching.select({ id: 'id', sorted: sortedBy(strapi, field, now) }).limit(NO_LIMIT);
  return idsIn(
    selectFrom(all, 'found')
      .orderByRaw('sorted is null')
      .orderBy('sorted', direction)
      .orderBy('id', direction)
      .offset(offset)
      .limit(limit),
  );
};

/**
 * The ids of a page of very many whom a search found. Those with the same name stand together, at the end of the order
 * perhaps, and each row on the way there would be read: so only its beginning is looked through.
 */
const pageOfFound = async (
  strapi: Strapi,
  from: From,
  matching: (of?: { among: Knex.QueryBuilder }) => Knex.QueryBuilder,
  page: UserPage,
  now: Date,
): Promise<number[]> => {
  const { sort, offset, limit } = page;
  const column = orderColumn(sort.field);
  if (column) {
    const inOrder = (query: Knex.QueryBuilder) =>
      query.orderBy(column, sort.direction).orderBy('id', sort.direction);
    const among = inOrder(from(USERS).whereNotNull(column).select('*')).limit(LOOKED_THROUGH);
    const found = matching({ among: selectFrom(among, USERS) });
    const ids = await idsIn(inOrder(found).offset(offset).limit(limit));
    if (ids.length === limit) return ids;
  }
  return pageOfSorted(strapi, matching(), page, now);
};

/**
 * The ids of a page of many, along the index of the order until the page is full. Users without a value come last in
 * either direction: those with one are read first, the others where the page has room left, so that an index serves
 * both.
 */
const pageOfMany = async (
  strapi: Strapi,
  matching: () => Knex.QueryBuilder,
  { sort: { field, direction }, offset, limit }: UserPage,
  now: Date,
): Promise<number[]> => {
  const rest = (query: Knex.QueryBuilder, from: number, length: number) =>
    idsIn(query.orderBy('id', direction).offset(from).limit(length));
  const sorted = (query: Knex.QueryBuilder) => query.orderBy(sortedBy(strapi, field, now), direction);
  const column = SORT_COLUMNS[field];
  if (!column) return rest(sorted(matching()), offset, limit);
  const withValue = () => matching().whereNotNull(column);
  const ids = await rest(sorted(withValue()), offset, limit);
  if (ids.length === limit) return ids;
  const before = ids.length > 0 || offset === 0 ? offset + ids.length : await countRows(withValue());
  const without = await rest(matching().whereNull(column), offset + ids.length - before, limit - ids.length);
  return [...ids, ...without];
};

const writeDerived = async (strapi: Strapi, ids: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  const rows: Row[] = await from(USERS).whereIn('id', ids).orderBy('id').forUpdate().select(DERIVED_FROM);
  await updateEachRow(
    strapi,
    USERS,
    rows.map((row) => ({ id: Number(row.id), values: derivedColumns(row) })),
  );
};

const findBy = async (strapi: Strapi, where: Row) => {
  const { from } = await withinTransaction(strapi);
  const row = await from(USERS).where(where).first<Row | undefined>();
  return row ? toUser(row) : null;
};

/** An automatic lock ends by itself. */
const USABLE = STATUSES.filter((status) => USER_STATUSES[status].comesIn || status === 'auto-locked');

/** Super admins who can sign in at that moment, or once an automatic lock has ended. */
const usableSuperAdmins = (strapi: Strapi, from: From, superAdminRoleIds: readonly number[], now: Date) =>
  whereStatus(from(USERS), USABLE, now)
    // Those locked until somebody unlocks them let nobody else in.
    .where((q) => void q.whereNot({ lock: 'auto' }).orWhereNotNull('locked_until'))
    .where({ type: 'panel' })
    .whereIn('admin_user_id', holdersOf(strapi, superAdminRoleIds));

export const findUser = (strapi: Strapi, id: number) => findBy(strapi, { id });
/** Locks the row until the transaction ends, so that concurrent changes run one after the other. */
export const holdUser = async (strapi: Strapi, id: number) => {
  const { from } = await withinTransaction(strapi);
  const row = await from(USERS).where({ id }).forUpdate().first<Row | undefined>();
  return row ? toUser(row) : null;
};
/** The same for many, in id order, so that no two calls deadlock. */
export const findManyForUpdate = async (strapi: Strapi, ids: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  return (await from(USERS).whereIn('id', ids).orderBy('id').forUpdate().select('*')).map(toUser);
};
export const findByAdminUser = (strapi: Strapi, adminUserId: number) =>
  findBy(strapi, { admin_user_id: adminUserId });

/**
 * The user, with the IP ranges for them and for these targets, and whether their licence allows keys. One
 * statement, as every request of a session or a token pays for it.
 */
export const findPrincipal = async (strapi: Strapi, adminUserId: number, targets: readonly string[]) => {
  const [row] = await selectRaw(
    strapi,
    `select ${principalColumns}, ${ruleList(strapi, targets.length)} as rule_list, ${licenceFeaturesOf(strapi)} as features
         from ${tableName(strapi, USERS)} u
         where u.admin_user_id = ?`,
    [...targets, adminUserId],
  );
  return row
    ? { user: toPrincipal(row), ruleList: String(row.rule_list), allowsKeys: hasKeyFeature(row) }
    : null;
};

/**
 * By e-mail, else by user name as it is spelled, else by a name that counts as the same. Users whose names
 * came to count as the same later are each found by their own spelling.
 */
export const findUserByLoginName = async (strapi: Strapi, name: string): Promise<StoredUser | null> => {
  const { from } = await withinTransaction(strapi);
  const keys = [spellingKey(name), userNameKey(name)];
  const rows = await withoutValues(
    from(USERS).where({ email: name }).orWhereIn('user_name_key', keys).select('*'),
  );
  return namedBy(rows.map(toUser), name);
};

/** Compared again, as MariaDB also finds other addresses that look alike. */
export const namedBy = <U extends Pick<StoredUser, 'email' | 'userNameKey'>>(
  users: readonly U[],
  name: string,
): U | null => {
  const byKey = (key: string) => users.find((user) => user.userNameKey === key);
  return (
    users.find(({ email }) => email === name) ?? byKey(spellingKey(name)) ?? byKey(userNameKey(name)) ?? null
  );
};

/** Which of these lower-case names somebody can sign in with: name → id of that user. */
export const loginNameOwners = async (
  strapi: Strapi,
  names: readonly string[],
): Promise<Map<string, number>> => {
  const owners = new Map<string, number>();
  // No user has any of the others, and PostgreSQL rejects some of them.
  const possible = [...new Set(names)].filter(
    (name) => name !== '' && name.length <= MAX_LOGIN_NAME_LENGTH && printable(name) === name,
  );
  for (const part of inChunks(possible, ROWS_A_STATEMENT)) {
    const keysOf = (name: string) => [userNameKey(name), spellingKey(name)];
    const rows = await withoutValues(
      outsideTransaction(strapi)(USERS)
        .whereIn('email', part)
        .orWhereIn('user_name_key', [...new Set(part.flatMap(keysOf))])
        .select('id', 'email', 'user_name_key'),
    );
    const byKey = new Map(rows.map(({ id, user_name_key: key }) => [String(key), Number(id)]));
    const byEmail = new Map(rows.map(({ id, email }) => [String(email), Number(id)]));
    // As at sign-in: by e-mail, else as spelled, else by a name that counts as the same.
    for (const name of part) {
      const owner = byEmail.get(name) ?? byKey.get(spellingKey(name)) ?? byKey.get(userNameKey(name));
      if (owner !== undefined) owners.set(name, owner);
    }
  }
  return owners;
};

/** A page of the users who match, and how many they are; `totalIsCapped`: more than that. */
export const list = async (
  strapi: Strapi,
  filter: UserFilter,
  page: UserPage,
  now: Date,
): Promise<{ total: number; totalIsCapped: boolean; users: StoredUser[] }> => {
  const { from } = await withinTransaction(strapi);
  const matching = await matchingOf(strapi, from, filter, now);
  const most = COUNT_AT_MOST[isFiltered(filter) ? 'matching' : 'all'];
  // A search may read every row, so those found are counted as well, and few of them reused.
  const found = filter.q ? await idsIn(matching().limit(most + 1)) : null;
  const counted = found?.length ?? (await countUpTo(matching(), most + 1));
  const totalIsCapped = counted > most;
  if (!totalIsCapped && counted <= page.offset) return { total: counted, totalIsCapped, users: [] };
  const ids = found
    ? await (totalIsCapped
        ? pageOfFound(strapi, from, matching, page, now)
        : pageOfSorted(strapi, whereIdIn(from(USERS), found), page, now))
    : await (isFiltered(filter) && counted <= FEW
        ? pageOfSorted(strapi, matching(), page, now)
        : pageOfMany(strapi, () => matching({ isOfMany: true }), page, now));
  const users = await readInOrder(from(USERS), ids, toUser);
  // There are at least as many as the page shows.
  const total = totalIsCapped ? Math.max(most, page.offset + ids.length) : counted;
  return { total, totalIsCapped, users };
};

/** How many match, counted as far as in the list. */
export const countMatching = async (strapi: Strapi, filter: UserFilter, now: Date) => {
  const { from } = await withinTransaction(strapi);
  const matching = await matchingOf(strapi, from, filter, now);
  const counted = await countUpTo(matching(), COUNT_AT_MOST.matching + 1);
  const isCapped = counted > COUNT_AT_MOST.matching;
  return { users: isCapped ? COUNT_AT_MOST.matching : counted, isCapped };
};

export const findIds = async (strapi: Strapi, filter: UserFilter, limit: number, now: Date) => {
  const { from } = await withinTransaction(strapi);
  const matching = await matchingOf(strapi, from, filter, now);
  return idsIn(matching().orderBy('id').limit(limit));
};

/** In the order in which `findManyForUpdate` has them. */
export const findUsers = async (strapi: Strapi, ids: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  return (await from(USERS).whereIn('id', ids).orderBy('id').select('*')).map(toUser);
};

export const entriesOf = async (strapi: Strapi, adminUserIds: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  return (await from(USERS).whereIn('admin_user_id', adminUserIds).select('*')).map(toUser);
};

/** Which of these native users have an entry. */
export const withEntry = async (strapi: Strapi, adminUserIds: readonly number[]): Promise<number[]> => {
  const { from } = await withinTransaction(strapi);
  return idsIn(from(USERS).whereIn('admin_user_id', adminUserIds), 'admin_user_id');
};

export const hasAnyEntry = async (strapi: Strapi): Promise<boolean> => {
  const { from } = await withinTransaction(strapi);
  return (await from(USERS).first('id')) !== undefined;
};

/** E-mail address → id of the native user who has it. */
export const addressOwners = async (
  strapi: Strapi,
  emails: readonly string[],
): Promise<Map<string, number>> => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(USERS).whereIn('email', emails).select('email', 'admin_user_id');
  return new Map(rows.map((row) => [String(row.email), Number(row.admin_user_id)]));
};

/** Name key → id of the native user who has it. */
export const nameOwners = async (strapi: Strapi, keys: readonly string[]): Promise<Map<string, number>> => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(USERS).whereIn('user_name_key', keys).select('user_name_key', 'admin_user_id');
  return new Map(rows.map((row) => [String(row.user_name_key), Number(row.admin_user_id)]));
};

/** `now`: when somebody changed the user; null leaves `updatedAt` as it is. */
export const update = async (strapi: Strapi, id: number, values: UserValues, now: Date | null) => {
  const { from } = await withinTransaction(strapi);
  await from(USERS)
    .where({ id })
    .update({ ...toColumns(values), ...(now && { updated_at: now }) });
};

/**
 * Corrects `mfa_required` of everybody where it is wrong, and sets when it becomes due. Two statements for
 * any number of users.
 */
export const syncMfaRequiredOfAll = async (
  strapi: Strapi,
  { dueAt, ...by }: MfaAsked & { dueAt: Date | null },
) => {
  const { from } = await withinTransaction(strapi);
  const isAsked = isAskedForMfa(strapi, by);
  await from(USERS)
    .where({ mfa_required: false, type: 'panel' })
    .where(isAsked)
    .update({ mfa_required: true, mfa_due_at: dueAt });
  await from(USERS)
    .where({ mfa_required: true })
    .where((q) => void q.whereNot({ type: 'panel' }).orWhereNot(isAsked))
    .update({ mfa_required: false, mfa_due_at: null });
};

/**
 * The same for these users. Their rows are locked by their own index alone, in id order: the statements for
 * everybody lock rows of others too, and two of them at once would deadlock.
 */
export const syncMfaRequired = async (
  strapi: Strapi,
  adminUserIds: readonly number[],
  { isForAll, roleIds, dueAt }: MfaAsked & { dueAt: Date | null },
) => {
  const { from } = await withinTransaction(strapi);
  for (const part of inChunks(adminUserIds, ROWS_A_STATEMENT)) {
    const rows = await from(USERS)
      .whereIn('admin_user_id', part)
      .orderBy('id')
      .forUpdate()
      .select('id', 'admin_user_id', 'type', 'mfa_required', 'mfa_requirement');
    const askedIds = isForAll ? part : await holdersAmong(strapi, from, part, roleIds);
    const asked = new Set(askedIds);
    const shouldBe = (row: Row) =>
      row.type === 'panel' &&
      (row.mfa_requirement === 'enforced' ||
        (row.mfa_requirement === 'default' && asked.has(Number(row.admin_user_id))));
    const wrong = rows.filter((row) => Boolean(row.mfa_required) !== shouldBe(row));
    for (const [isRequired, concerned] of [
      [true, wrong.filter(shouldBe)],
      [false, wrong.filter((row) => !shouldBe(row))],
    ] as const)
      if (concerned.length > 0)
        await from(USERS)
          .whereIn(
            'id',
            concerned.map(({ id }) => Number(id)),
          )
          .update({ mfa_required: isRequired, mfa_due_at: isRequired ? dueAt : null });
  }
};

export const countWithoutMfa = async (strapi: Strapi, by: MfaAsked): Promise<number> => {
  const { from } = await withinTransaction(strapi);
  return countRows(from(USERS).where({ mfa_enabled: false, type: 'panel' }).where(isAskedForMfa(strapi, by)));
};

/** Users who asked for a reset and have no usable link left keep the password they had. */
export const endRecoveries = async (strapi: Strapi, now: Date) => {
  const { from } = await withinTransaction(strapi);
  const usable = from('gatehouse_links')
    .where({ kind: 'reset' })
    .where('expires_at', '>', now)
    .select('user_id');
  await from(USERS)
    .where({ credential: 'reset-requested' })
    .whereNotIn('id', usable as never)
    .update({ credential: 'ok' });
};

/** Uses up the code. One statement: only one of any number of concurrent sign-ins gets it. */
export const useEnrolCode = async (strapi: Strapi, id: number, hash: string, now: Date): Promise<boolean> => {
  const { from } = await withinTransaction(strapi);
  return (
    (await from(USERS)
      .where({ id, enrol_code_hash: hash })
      .where('enrol_code_until', '>', now)
      .update({ enrol_code_hash: null, enrol_code_until: null })) === 1
  );
};

/** Each with its own values; equal values are written in one statement. `now` as in `update`. */
export const updateEach = async (
  strapi: Strapi,
  changes: readonly { id: number; values: UserValues }[],
  now: Date | null,
) => {
  const { from } = await withinTransaction(strapi);
  const groups = new Map<string, { ids: number[]; values: UserValues }>();
  for (const { id, values } of changes) {
    const key = JSON.stringify(values);
    const group = groups.get(key);
    if (group) group.ids.push(id);
    else groups.set(key, { ids: [id], values });
  }
  for (const { ids, values } of groups.values())
    for (const part of inChunks(ids, ROWS_A_STATEMENT))
      await from(USERS)
        .whereIn('id', part)
        .update({ ...toColumns(values), ...(now && { updated_at: now }) });
};

/** Entries that another server has made meanwhile are left as they are. */
export const insertMissing = async (strapi: Strapi, users: readonly UserValues[]) => {
  const { from } = await withinTransaction(strapi);
  for (const part of inChunks(users, ROWS_A_STATEMENT)) {
    await from(USERS)
      .insert(part.map((user) => ({ document_id: newDocumentId(), ...toColumns(user) })))
      .onConflict()
      .ignore();
  }
};

/** Binds entries to the native users they belong to; other entries of those users are deleted. */
export const rebindEntry = async (
  strapi: Strapi,
  entries: readonly { entryId: number; adminUserId: number }[],
) => {
  const { from } = await withinTransaction(strapi);
  for (const part of inChunks(entries, ROWS_A_STATEMENT)) {
    const ids = part.map(({ entryId }) => entryId);
    // Unbinds all first, so that swapping them does not violate the unique index.
    await from(USERS).whereIn('id', ids).update({ admin_user_id: null });
  }
  for (const part of inChunks(entries, ROWS_A_STATEMENT)) {
    const places = part.map(({ adminUserId }) => adminUserId);
    await from(USERS).whereIn('admin_user_id', places).delete();
    // Ids from the database, inlined: PostgreSQL would take bound values for text here.
    const cases = part.map(({ entryId, adminUserId }) => `when ${entryId} then ${adminUserId}`).join(' ');
    const ids = part.map(({ entryId }) => entryId);
    await from(USERS)
      .whereIn('id', ids)
      .update({ admin_user_id: strapi.db.connection.raw(`case ?? ${cases} end`, ['id']) });
  }
};

/**
 * Corrects search texts and sort keys written by an earlier version, on this server or beside it. After the
 * first run, only in rows changed since. Nobody has changed the users: `updated_at` stays.
 */
export const renewDerived = async (strapi: Strapi, now: Date) => {
  const { from } = await withinTransaction(strapi);
  const mark = await readMark(strapi, DERIVED_MARK);
  const since = mark?.value === DERIVED_VERSION ? mark.at : null;
  const nextAfter = (id: number) => {
    const query = from(USERS).where('id', '>', id);
    if (since) query.where('updated_at', '>=', since);
    return query.orderBy('id').limit(ROWS_A_STATEMENT).select(DERIVED_FROM);
  };
  for (let rows = await nextAfter(0); rows.length > 0; rows = await nextAfter(Number(rows.at(-1)?.id)))
    for (const part of inChunks(rows.filter(isDerivedWrong), ROWS_A_STATEMENT / 2))
      await inTransaction(strapi, () =>
        writeDerived(
          strapi,
          part.map(({ id }) => Number(id)),
        ),
      );
  await writeMark(strapi, DERIVED_MARK, DERIVED_VERSION, now);
};

const writeNameKeysMark = (strapi: Strapi, alike: readonly number[], now: Date) =>
  writeMark(strapi, NAME_KEYS_MARK, JSON.stringify({ version: NAME_KEYS_VERSION, alike }), now);

/**
 * Renews name keys made by earlier rules; after the first run, only in rows changed since. Returns the ids of
 * users who share their name with another.
 */
export const renewUserNameKeys = async (strapi: Strapi): Promise<number[]> => {
  const now = clock.now();
  const mark = await readMark(strapi, NAME_KEYS_MARK);
  const last = mark && (JSON.parse(mark.value) as { version: number; alike: number[] });
  const since = last?.version === NAME_KEYS_VERSION ? mark?.at : null;
  const alike = await renewNameKeys(strapi, {
    table: USERS,
    column: 'user_name_key',
    from: ['user_name'],
    keyOf: ({ user_name: name }) => userNameKey(String(name)),
    among: (all) =>
      since
        ? all.where((q) => void q.where('updated_at', '>=', since).orWhereIn('id', last?.alike ?? []))
        : all,
  });
  if (alike.length <= MAX_ALIKE && (await hasAnyEntry(strapi))) await writeNameKeysMark(strapi, alike, now);
  return alike;
};

/** All entries are new, so that they need not be read to be renewed. */
export const markAsRenewed = async (strapi: Strapi, now: Date) => {
  await writeMark(strapi, DERIVED_MARK, DERIVED_VERSION, now);
  await writeNameKeysMark(strapi, [], now);
};

export const removeEntries = async (strapi: Strapi, adminUserIds: readonly number[]): Promise<number[]> => {
  const { from } = await withinTransaction(strapi);
  const ids = (await from(USERS).whereIn('admin_user_id', adminUserIds).select('id')).map(({ id }) =>
    Number(id),
  );
  if (ids.length > 0) await from(USERS).whereIn('id', ids).delete();
  return ids;
};

/** Whether there is a usable super admin other than these. */
export const hasOtherUsableSuperAdmin = async (
  strapi: Strapi,
  adminUserIds: readonly number[],
  superAdminRoleIds: readonly number[],
  now: Date,
) => {
  const { from } = await withinTransaction(strapi);
  const row = await usableSuperAdmins(strapi, from, superAdminRoleIds, now)
    .whereNotIn('admin_user_id', adminUserIds)
    .first('id');
  return row !== undefined;
};

/** Which of these are usable super admins. */
export const usableSuperAdminsAmong = async (
  strapi: Strapi,
  adminUserIds: readonly number[],
  superAdminRoleIds: readonly number[],
  now: Date,
): Promise<number[]> => {
  const { from } = await withinTransaction(strapi);
  const usable = usableSuperAdmins(strapi, from, superAdminRoleIds, now);
  return idsIn(usable.whereIn('admin_user_id', adminUserIds), 'admin_user_id');
};
