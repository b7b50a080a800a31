import { STATUSES, type Status } from '../../../shared/users/statuses';
import type { User } from '../../../shared/contracts/users';
import { holds } from '../../../server/src/domain/condition';
import { isAccessLocked, STATUS_PRECEDENCE, statusOf } from '../../../server/src/domain/status';
import { everyStateAt } from '../../domain/builders';
import { databaseKind } from '../../support';
import { isRunOfEverything } from '../../support/run';
import { shared } from '../vocabulary';

const { call, clock, gatehouse, sql } = shared;

/** The plugin's clock stands still at this moment, so that a date can be exactly now. */
const now = new Date('2031-06-15T12:00:00.123Z');
const DAY = 24 * 60 * 60 * 1000;
const dates = [null, new Date(now.getTime() - DAY), now, new Date(now.getTime() + DAY)];
/** Every fifth but in the run of everything: no part of a state has five values, so any three parts still meet in every way. */
const STEP = isRunOfEverything ? 1 : 5;
const states = everyStateAt(now, dates).filter((_, place) => place % STEP === 0);

/** No native user has such an id. */
const FIRST_ID = 1_900_000_000;
const ROWS_A_REQUEST = 500;
const MAX_PAGE_SIZE = 200;

const statusOfEntry = new Map<number, Status>();
const isLocked = new Map<number, boolean>();

beforeAll(async () => {
  await call(`strapi.plugin('gatehouse').service('clock').now = () => new Date('${now.toISOString()}')`);
  for (let first = 0; first < states.length; first += ROWS_A_REQUEST) {
    await insert(states.slice(first, first + ROWS_A_REQUEST), FIRST_ID + first);
  }
  await analyze[databaseKind()]();
  const rows = await sql<{ id: number; admin_user_id: number }>(
    'SELECT ??, ?? FROM ?? WHERE ?? >= ? ORDER BY ??',
    ['id', 'admin_user_id', 'gatehouse_users', 'admin_user_id', FIRST_ID, 'admin_user_id'],
  );
  expect(rows).toHaveLength(states.length);
  rows.forEach(({ id }, place) => {
    const state = states[place] as (typeof states)[number];
    statusOfEntry.set(Number(id), statusOf(state, now));
    isLocked.set(Number(id), holds(isAccessLocked, state, now));
  });
});

afterAll(async () => {
  await sql('DELETE FROM ?? WHERE ?? >= ?', ['gatehouse_users', 'admin_user_id', FIRST_ID]);
  await clock.reset();
});

/** What the database's own upkeep would do after so many rows, and a test can't wait for. */
const analyze = {
  sqlite: async () => undefined,
  postgres: () => sql('ANALYZE ??', ['gatehouse_users']),
  mysql: () => sql('ANALYZE TABLE ??', ['gatehouse_users']),
};

/** Straight into the table: no native user stands behind these. */
const insert = (part: typeof states, firstId: number) => {
  const rows = part.map((state, place) => {
    const adminUserId = firstId + place;
    const name = `state.${adminUserId}`;
    return {
      document_id: name,
      admin_user_id: adminUserId,
      type: 'panel',
      user_name: name,
      user_name_key: name,
      email: `${name}@example.test`,
      lifecycle: state.lifecycle,
      lock: state.lock,
      credential: state.credential,
      failed_tries: 0,
      auto_locks: 0,
      mfa_enabled: false,
      mfa_required: false,
      suspended_until: state.suspendedUntil,
      locked_until: state.lockedUntil,
      valid_from: state.validFrom,
      valid_to: state.validTo,
      created_at: now,
      updated_at: now,
    };
  });
  // Dates arrive as text, and each database stores them in its own way.
  return call(`strapi.db.connection('gatehouse_users').insert(
    ${JSON.stringify(rows)}.map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) =>
      [column, value !== null && /_(until|from|to|at)$/.test(column) ? new Date(value) : value]))))`);
};

/** The whole list, page by page, without who else is in the directory. */
const list = async (query: string): Promise<User[]> => {
  const users: User[] = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const { status, body } = await gatehouse.get(`/users?${query}&page=${page}&pageSize=${MAX_PAGE_SIZE}`);
    expect(status).toBe(200);
    users.push(...body.data);
    pages = body.meta.pagination.pageCount;
  }
  return users.filter(({ id }) => statusOfEntry.has(id));
};

const idsWith = (...statuses: Status[]) =>
  [...statusOfEntry].filter(([, status]) => statuses.includes(status)).map(([id]) => id);

it('covers every status', () => {
  expect(new Set(statusOfEntry.values())).toEqual(new Set(STATUSES));
});

it.each(STATUSES)('finds by the status "%s" exactly those who have it', async (status) => {
  const found = await list(`filters[status][$eq]=${status}&sort=createdAt:asc`);

  expect(found.filter((user) => user.status !== status)).toEqual([]);
  expect(found.map(({ id }) => id)).toEqual(idsWith(status));
});

it.each([
  [
    'of many',
    ['active', 'provisioned', 'suspended', 'disabled', 'locked-by-admin', 'auto-locked'] as Status[],
  ],
  ['of a few', ['recovery', 'awaiting-new-password', 'not-yet-valid'] as Status[]],
  ['all', [...STATUSES]],
])('finds by several statuses exactly those who have one of them: %s', async (_name, statuses) => {
  const filter = statuses.map((status) => `filters[status][$in][]=${status}`).join('&');

  const found = await list(`${filter}&sort=createdAt:asc`);

  expect(found.map(({ id }) => id)).toEqual(idsWith(...statuses));
});

describe.each(['asc', 'desc'])('sorted %s', (direction) => {
  const inOrder = (one: number, other: number) => (direction === 'asc' ? one - other : other - one);

  it('by status, the list follows the precedence of the status it shows', async () => {
    const rank = new Map(
      [...STATUS_PRECEDENCE.map(({ status }) => status), 'active' as const].map((status, place) => [
        status,
        place,
      ]),
    );

    const found = await list(`sort=status:${direction}`);

    expect(found.map(({ id, status }) => [id, status])).toEqual(
      [...statusOfEntry].sort(
        ([id, status], [otherId, other]) =>
          inOrder(rank.get(status) ?? -1, rank.get(other) ?? -1) || inOrder(id, otherId),
      ),
    );
  });

  it('by locked access, the list follows the lock it shows', async () => {
    const found = await list(`sort=accessLocked:${direction}`);

    expect(found.map(({ id, accessLocked }) => [id, accessLocked])).toEqual(
      [...isLocked].sort(
        ([id, locked], [otherId, other]) => inOrder(Number(locked), Number(other)) || inOrder(id, otherId),
      ),
    );
  });
});
