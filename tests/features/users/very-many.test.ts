import { MAX_BULK } from '../../../shared/contracts/bulk';
import { askedFor, isFound } from '../../../shared/search';
import { STATUSES, type Status } from '../../../shared/users/statuses';
import { type StatusFacts, statusOf } from '../../../server/src/domain/status';
import { databaseKind } from '../../support';
import fc from '../../support/fast-check';
import { isRunOfEverything } from '../../support/run';
import { accountsAt } from '../accounts/vocabulary';
import { shared, succeed } from '../vocabulary';

const { aRole, call, gatehouse, putBack, sql } = shared;
const { aLimitedAdmin, anAccount, clear } = accountsAt(shared);

/** So many that a group of most of them is of many to the list, and another of few. */
const USERS = 16_000;
/** Beyond the rows that are looked through for those whom a search found: `late` is nobody's before. */
const EARLY = 5_400;
const QUERIES = isRunOfEverything ? 500 : 50;
const PAGE_SIZE = 20;
/** No native user has such an id. */
const FIRST_ID = 1_800_000_000;

type User = StatusFacts & {
  id: number;
  type: string;
  searchText: string;
  licence: number;
  mfaEnabled: boolean;
  lastLoginAt: Date | null;
  /** What is sorted by; null: no value. */
  sorted: Record<Sort, string | number | null>;
  groups: Set<string>;
};
const SORTS = ['lastname', 'displayName', 'lastLoginAt', 'createdAt', 'type', 'mfaEnabled'] as const;
type Sort = (typeof SORTS)[number];

let most: Record<Group, number>;
let few: Record<Group, number>;
const GROUPS = ['role', 'roleGroup', 'dacGroup', 'account'] as const;
type Group = (typeof GROUPS)[number];
const licences: Record<string, number> = {};
let users: User[];
let admin: Awaited<ReturnType<typeof aLimitedAdmin>>;

/** Straight into the tables: by requests it would take long. Every group has most of them, and another few. */
const fill = () =>
  call(`strapi.db.connection.transaction(async (trx) => {
    const daysAgo = (days) => new Date(Date.now() - days * 86_400_000);
    const insert = async (table, rows) => {
      for (let at = 0; at < rows.length; at += 400)
        await trx(table).insert(rows.slice(at, at + 400));
    };
    const all = Array.from({ length: ${USERS} }, (_, n) => ({ n, id: ${FIRST_ID} + n, name: 'many.' + n + '@example.test' }));
    await insert('admin_users', all.map(({ id, name }) =>
      ({ id, document_id: name, email: name, is_active: false, blocked: false })));
    await insert('gatehouse_users', all.map(({ n, id, name }) => ({
      id, document_id: name, admin_user_id: id, user_name: name, user_name_key: name, email: name,
      search_text: name + (n < ${EARLY} ? ' early' : ' late') + (n % 3 ? '' : ' third') + (n % 997 ? '' : ' rare'),
      lastname_order: n % 50 === 3 ? null : (n < ${EARLY} ? '1' : '2') + n % 7,
      display_name_order: n % 4_000 === 5 ? String(n) : null,
      type: n % 20 === 7 ? 'api-only' : 'panel',
      licence_id: n % 90 === 4 ? ${licences.api} : null,
      lifecycle: n % 30 === 2 ? 'suspended' : n % 400 === 9 ? 'disabled' : 'active',
      suspended_until: n % 60 === 2 ? daysAgo(n % 120 === 2 ? 1 : -1) : null,
      lock: n % 500 === 11 ? 'auto' : 'none', locked_until: n % 1_000 === 11 ? daysAgo(-1) : null,
      credential: 'ok', failed_tries: 0, auto_locks: 0, mfa_required: false, mfa_enabled: n % 5 === 0,
      last_login_at: n % 2 ? daysAgo(n % 100) : null, created_at: daysAgo(n % 30), updated_at: daysAgo(0),
    })));
    const join = async (table, column, [most, few], values) => {
      const rows = (group, of) => of.map(({ id }) => ({ user_id: id, [column]: group, ...values }));
      await insert(table, [...rows(most, all.filter(({ n }) => n % 10)), ...rows(few, all.filter(({ n }) => n % 700 === 1))]);
    };
    const [most, few] = ${JSON.stringify([most, few])};
    const both = (group) => [most[group], few[group]];
    await join('admin_users_roles_lnk', 'role_id', both('role'), { role_ord: 1, user_ord: 1 });
    await join('gatehouse_user_role_groups', 'role_group_id', both('roleGroup'), {});
    await join('gatehouse_user_dac_groups', 'dac_group_id', both('dacGroup'), {});
    await join('gatehouse_account_members', 'account_id', both('account'), { role: 'viewer' });
  }).then(() => null)`);

const TABLES = {
  role: ['admin_users_roles_lnk', 'role_id'],
  roleGroup: ['gatehouse_user_role_groups', 'role_group_id'],
  dacGroup: ['gatehouse_user_dac_groups', 'dac_group_id'],
  account: ['gatehouse_account_members', 'account_id'],
} as const satisfies Record<Group, readonly [string, string]>;

const toDate = (value: unknown) => (value === null ? null : new Date(value as string | number));

/** All that stands in the tables, read as plainly as can be. */
const readAll = async () => {
  const groups = new Map<number, Set<string>>();
  for (const group of GROUPS) {
    const [table, column] = TABLES[group];
    for (const { user, of } of await sql<{ user: number; of: number }>('SELECT ?? AS ??, ?? AS ?? FROM ??', [
      'user_id',
      'user',
      column,
      'of',
      table,
    ])) {
      const key = Number(user);
      groups.set(key, (groups.get(key) ?? new Set()).add(`${group} ${of}`));
    }
  }
  const rows = await sql<Record<string, string | number | null>>('SELECT * FROM ??', ['gatehouse_users']);
  users = rows.map((row) => ({
    ...(row as never as Pick<StatusFacts, 'lifecycle' | 'lock' | 'credential'>),
    id: Number(row.id),
    type: String(row.type),
    searchText: String(row.search_text ?? ''),
    licence: Number(row.licence_id ?? licences[row.type === 'api-only' ? 'api' : 'full']),
    mfaEnabled: Boolean(row.mfa_enabled),
    lastLoginAt: toDate(row.last_login_at),
    suspendedUntil: toDate(row.suspended_until),
    lockedUntil: toDate(row.locked_until),
    validFrom: toDate(row.valid_from),
    validTo: toDate(row.valid_to),
    sorted: {
      lastname: row.lastname_order as string | null,
      displayName: row.display_name_order as string | null,
      lastLoginAt: toDate(row.last_login_at)?.getTime() ?? null,
      createdAt: toDate(row.created_at)?.getTime() ?? null,
      type: String(row.type),
      mfaEnabled: Number(Boolean(row.mfa_enabled)),
    },
    // Roles are of the native user; the ids of those made here are the same.
    groups: new Set(
      [...(groups.get(Number(row.id)) ?? [])]
        .filter((group) => !group.startsWith('role '))
        .concat(
          [...(groups.get(Number(row.admin_user_id)) ?? [])].filter((group) => group.startsWith('role ')),
        ),
    ),
  }));
};

beforeAll(async () => {
  await clear();
  const { data } = succeed(await gatehouse.get('/licences')).body;
  for (const { code, id } of data) licences[code] = id;
  const [role, rare] = [(await aRole()).id, (await aRole()).id];
  most = { role, roleGroup: FIRST_ID, dacGroup: FIRST_ID, account: await anAccount() };
  few = { role: rare, roleGroup: FIRST_ID + 1, dacGroup: FIRST_ID + 1, account: await anAccount() };
  await fill();
  admin = await aLimitedAdmin([most.account]);
  for (const table of ['gatehouse_users', ...GROUPS.map((group) => TABLES[group][0])]) {
    if (databaseKind() === 'postgres') await sql('ANALYZE ??', [table]);
    if (databaseKind() === 'mysql') await sql('ANALYZE TABLE ??', [table]);
  }
  await readAll();
});

afterAll(async () => {
  for (const group of GROUPS) {
    await sql('DELETE FROM ?? WHERE ?? >= ?', [TABLES[group][0], 'user_id', FIRST_ID]);
  }
  await sql('DELETE FROM ?? WHERE ?? >= ?', ['gatehouse_users', 'id', FIRST_ID]);
  await sql('DELETE FROM ?? WHERE ?? >= ?', ['admin_users', 'id', FIRST_ID]);
  await clear();
  await putBack();
});

type Asked = {
  _q?: string;
  status?: Status;
  type?: string;
  licence?: string;
  mfaEnabled?: boolean;
  neverSignedIn?: true;
  groups: { [G in Group]?: 'most' | 'few' };
  sort: Sort;
  direction: 'asc' | 'desc';
  page: number;
  isScoped: boolean;
};

const groupsOf = ({ groups }: Asked) =>
  GROUPS.flatMap((group) => {
    const size = groups[group];
    return size ? [{ group, id: (size === 'most' ? most : few)[group] }] : [];
  });

const matches = (asked: Asked, now: Date) => (user: User) =>
  groupsOf(asked).every(({ group, id }) => user.groups.has(`${group} ${id}`)) &&
  (!asked.isScoped || user.id === admin.id || user.groups.has(`account ${most.account}`)) &&
  (asked._q === undefined || isFound(user.searchText, askedFor(asked._q))) &&
  (asked.status === undefined || statusOf(user, now) === asked.status) &&
  (asked.type === undefined || user.type === asked.type) &&
  (asked.licence === undefined || user.licence === licences[asked.licence]) &&
  (asked.mfaEnabled === undefined || user.mfaEnabled === asked.mfaEnabled) &&
  (asked.neverSignedIn === undefined || user.lastLoginAt === null);

/** In the order asked for; users without a value come last in either direction. */
const inOrder =
  ({ sort, direction }: Asked) =>
  (one: User, other: User) => {
    const [a, b] = [one.sorted[sort], other.sorted[sort]];
    if ((a === null) !== (b === null)) return a === null ? 1 : -1;
    const rising = a === b || a === null || b === null ? one.id - other.id : a < b ? -1 : 1;
    return direction === 'asc' ? rising : -rising;
  };

const pathOf = (asked: Asked) => {
  const { _q, status, type, licence, mfaEnabled, neverSignedIn, sort, direction, page } = asked;
  const query = new URLSearchParams({
    sort: `${sort}:${direction}`,
    page: `${page}`,
    pageSize: `${PAGE_SIZE}`,
  });
  if (_q !== undefined) query.set('_q', _q);
  if (status) query.set('filters[status][$eq]', status);
  if (type) query.set('filters[type][$eq]', type);
  if (licence) query.set('filters[licence][$eq]', `${licences[licence]}`);
  if (mfaEnabled !== undefined) query.set('filters[mfaEnabled][$eq]', `${mfaEnabled}`);
  if (neverSignedIn) query.set('filters[lastLoginAt][$null]', 'true');
  for (const { group, id } of groupsOf(asked)) query.set(`filters[${group}][$eq]`, `${id}`);
  return `/users?${query}`;
};

const list = async (asked: Asked) => {
  const { data, meta } = succeed(await gatehouse.get(pathOf(asked), asked.isScoped ? admin.ask : {})).body;
  return { ids: data.map(({ id }: { id: number }) => id), ...meta.pagination };
};

const agrees = async (asked: Asked) => {
  const found = users.filter(matches(asked, new Date())).sort(inOrder(asked));
  const offset = (asked.page - 1) * PAGE_SIZE;
  const page = found.slice(offset, offset + PAGE_SIZE).map(({ id }) => id);
  const { ids, total, totalIsCapped = false } = await list(asked);
  expect(ids).toEqual(page);
  const isFiltered = asked.isScoped || Object.keys(asked).length > 5 || groupsOf(asked).length > 0;
  expect({ total, totalIsCapped }).toEqual(
    isFiltered && found.length > MAX_BULK
      ? { total: Math.max(MAX_BULK, offset + page.length), totalIsCapped: true }
      : { total: found.length, totalIsCapped: false },
  );
};

const BASE = { groups: {}, sort: 'lastname', direction: 'asc', page: 1, isScoped: false } as const;

it.each<[string, Partial<Asked>]>([
  ['all', {}],
  ['all, far down', { page: 700 }],
  ['all without a value of what is sorted by', { sort: 'displayName', page: 2 }],
  ['a role of most', { groups: { role: 'most' } }],
  ['a role of most, beyond what is counted', { groups: { role: 'most' }, page: 600 }],
  ['groups of most and of few', { groups: { role: 'most', roleGroup: 'few', account: 'most' } }],
  ['a licence that most have', { licence: 'full', direction: 'desc' }],
  ['what a search found late in the order', { _q: 'late' }],
  ['what a search found early in the order', { _q: 'late', direction: 'desc' }],
  ['what a search found, of most', { _q: 'late', groups: { dacGroup: 'most' }, sort: 'displayName' }],
  ['what a search found of fewer', { _q: 'third' }],
  ['an account admin’s very many', { isScoped: true, sort: 'createdAt' }],
])('lists %s', (_, asked) => agrees({ ...BASE, ...asked }));

it('lists what a plain reading of the tables finds, whatever is asked for', async () => {
  const rarely = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
  const size = fc.constantFrom<'most' | 'few'>('most', 'few');
  const asked = fc.record(
    {
      _q: fc.constantFrom('early', 'late', 'third', 'rare', 'many.12', 'late third', 'm', 'xq'),
      status: fc.constantFrom(...STATUSES),
      type: fc.constantFrom('panel', 'api-only'),
      licence: fc.constantFrom('full', 'api'),
      mfaEnabled: fc.boolean(),
      neverSignedIn: fc.constant(true as const),
      groups: fc.record({
        role: rarely(size),
        roleGroup: rarely(size),
        dacGroup: rarely(size),
        account: rarely(size),
      }),
      sort: fc.constantFrom(...SORTS),
      direction: fc.constantFrom('asc', 'desc'),
      page: fc.constantFrom(1, 1, 2, 40),
      isScoped: fc.boolean(),
    },
    { requiredKeys: ['groups', 'sort', 'direction', 'page', 'isScoped'] },
  );
  await fc.assert(
    fc.asyncProperty(asked, (one) => agrees(one as Asked)),
    { numRuns: QUERIES },
  );
});
