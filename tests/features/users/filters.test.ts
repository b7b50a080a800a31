import type { User } from '../../../shared/contracts/users';
import { DAY, type Person, shared, succeed } from '../vocabulary';

const { act, aUser, clock, gatehouse, putBack, sql } = shared;

/** Some letters that nobody else in the run has, to list only who is meant. */
const word = `flt${Math.random().toString(36).slice(2, 10)}`;

const NOW = new Date('2031-06-15T12:00:00.123Z');
const daysAgo = (days: number, ms = 0) => new Date(NOW.getTime() - days * DAY + ms);

/** What is written straight into the row of each. */
const PEOPLE = {
  never: {},
  today: { last_login_at: NOW },
  edge: { last_login_at: daysAgo(90) },
  past: { last_login_at: daysAgo(90, -1) },
  year: { last_login_at: daysAgo(400) },
  enabled: { mfa_enabled: true },
  required: { mfa_required: true },
  added: { created_at: daysAgo(30), updated_at: daysAgo(30) },
  modified: { created_at: daysAgo(30), updated_at: daysAgo(10) },
  lockedByAdmin: { lock: 'admin' },
  locked: { lock: 'auto', locked_until: daysAgo(-1) },
  runOut: { lock: 'auto', locked_until: daysAgo(1) },
} as const;
type Name = keyof typeof PEOPLE;
const ALL = Object.keys(PEOPLE) as Name[];
const allBut = (...names: Name[]) => ALL.filter((name) => !names.includes(name));

const names = new Map<number, Name>();

beforeAll(async () => {
  await shared.call(
    `strapi.plugin('gatehouse').service('clock').now = () => new Date('${NOW.toISOString()}')`,
  );
  for (const [name, values] of Object.entries(PEOPLE)) {
    const { id } = await aUser({ lastname: word });
    names.set(id, name as Name);
    const row = { created_at: daysAgo(1), updated_at: daysAgo(1), last_login_at: null, ...values };
    // Dates arrive as text, and each database stores them in its own way.
    await shared.call(`strapi.db.connection('gatehouse_users').where({ id: ${id} }).update(Object.fromEntries(
      Object.entries(${JSON.stringify(row)}).map(([column, value]) =>
        [column, value !== null && /_(until|at)$/.test(column) ? new Date(value) : value])))`);
  }
});

afterAll(async () => {
  await clock.reset();
  await putBack();
});

const listed = async (query: string): Promise<User[]> =>
  succeed(await gatehouse.get(`/users?_q=${word}&pageSize=50&${query}`)).body.data;
const found = async (query: string) => (await listed(query)).map(({ id }) => names.get(id)).sort();

const day = (ago: number) => encodeURIComponent(daysAgo(ago).toISOString());

it.each<[string, Name[]]>([
  ['filters[lastLoginAt][$null]=true', allBut('today', 'edge', 'past', 'year')],
  ['filters[lastLoginAt][$olderThanDays]=90', ['past', 'year']],
  ['filters[lastLoginAt][$olderThanDays]=365', ['year']],
  ['filters[lastLoginAt][$olderThanDays]=9999', []],
  [
    'filters[lastLoginAt][$olderThanDays]=365&filters[lastLoginAt][$null]=true',
    allBut('today', 'edge', 'past'),
  ],
  ['filters[mfaEnabled][$eq]=true', ['enabled']],
  ['filters[mfaEnabled][$eq]=false', allBut('enabled')],
  ['filters[mfaRequired][$eq]=true', ['required']],
  ['filters[mfaRequired][$eq]=false', allBut('required')],
  ['filters[accessLocked][$eq]=true', ['lockedByAdmin', 'locked']],
  ['filters[accessLocked][$eq]=false', allBut('lockedByAdmin', 'locked')],
  [`filters[createdAt][$lt]=${day(20)}`, ['added', 'modified']],
  [`filters[createdAt][$gte]=${day(30)}&filters[createdAt][$lt]=${day(29)}`, ['added', 'modified']],
  [`filters[createdAt][$lt]=${day(30)}`, []],
  [`filters[createdAt][$gte]=${day(20)}`, allBut('added', 'modified')],
  [`filters[updatedAt][$gte]=${day(30)}&filters[updatedAt][$lt]=${day(5)}`, ['added', 'modified']],
  [`filters[updatedAt][$gte]=${day(20)}&filters[updatedAt][$lt]=${day(5)}`, ['modified']],
  [`filters[updatedAt][$lt]=${day(20)}&filters[createdAt][$lt]=${day(20)}`, ['added']],
  ['filters[accessLocked][$eq]=true&filters[status][$eq]=auto-locked', ['locked']],
  ['filters[lastLoginAt][$olderThanDays]=30&filters[mfaEnabled][$eq]=true', []],
])('finds by %s exactly those of whom it holds', async (query, expected) => {
  expect(await found(query)).toEqual([...expected].sort());
});

it('agrees with what the list shows', async () => {
  for (const field of ['accessLocked', 'mfaEnabled', 'mfaRequired'] as const) {
    for (const value of [true, false]) {
      const users = await listed(`filters[${field}][$eq]=${value}`);
      expect(users.length).toBeGreaterThan(0);
      expect(users.filter((user) => user[field] !== value)).toEqual([]);
    }
  }
});

it('finds who is locked later on, and no longer who is unlocked', async () => {
  const user: Person = await aUser({ lastname: `${word}x` });
  const isFound = async () =>
    (await listed('filters[accessLocked][$eq]=true')).some(({ id }) => id === user.id);

  expect(await isFound()).toBe(false);
  await act(user, 'lock');
  expect(await isFound()).toBe(true);
  await act(user, 'unlock');
  expect(await isFound()).toBe(false);
  await sql('DELETE FROM ?? WHERE ?? = ?', ['gatehouse_users', 'id', user.id]);
});

it.each([
  'filters[lastLoginAt][$olderThanDays]=0',
  'filters[lastLoginAt][$olderThanDays]=-1',
  'filters[lastLoginAt][$olderThanDays]=1e3',
  'filters[lastLoginAt][$olderThanDays]=10000',
  'filters[lastLoginAt][$null]=false',
  'filters[lastLoginAt][$lt]=2030-01-01T00:00:00Z',
  'filters[lastLoginAt]=never',
  'filters[mfaEnabled][$eq]=yes',
  'filters[mfaEnabled][$eq]=1',
  'filters[mfaRequired]=true',
  'filters[accessLocked][$in]=true',
  'filters[createdAt][$gte]=yesterday',
  'filters[createdAt][$gte]=2030-02-30T00:00:00Z',
  'filters[createdAt][$eq]=2030-01-01T00:00:00Z',
  'filters[updatedAt][$lt][]=2030-01-01T00:00:00Z',
])('refuses %s', async (query) => {
  expect(await gatehouse.get(`/users?${query}`)).toFailWith({ status: 400, code: 'VALIDATION' });
});
