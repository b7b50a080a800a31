import { USER_TYPES } from '../../../shared/constants';
import { user as userSchema, type User } from '../../../shared/contracts/users';
import { USER_SORT_FIELDS, type UserSortField } from '../../../shared/users/fields';
import { STATUSES } from '../../../shared/users/statuses';
import { aBrowser, anEmail, shared, succeed, type Person, type State } from '../vocabulary';

const { act, aRole, aUser, change, gatehouse, putBack, roleId, signIn } = shared;

afterEach(putBack);

const listed = async (query: string): Promise<User[]> =>
  succeed(await gatehouse.get(`/users?${query}`)).body.data;
const q = (text: string) => `_q=${encodeURIComponent(text)}`;

// Some letters that nobody else in the run has, to list only who is meant.
const marker = `zz${Math.random().toString(36).slice(2, 10)}`;

describe('a search', () => {
  let editor: number;
  const names = [
    'MÜLLER',
    'Ødegård',
    "O'Brien",
    '100%',
    '50_50',
    'Wow!',
    'Back\\slash',
    '"Quoted"',
    'ΣΊΣΥΦΟΣ',
    '李',
  ];
  beforeAll(async () => {
    editor = await roleId('strapi-editor');
    for (const lastname of names) {
      const body = { email: anEmail(), firstname: 'Ada', lastname: `${lastname}-${marker}`, roles: [editor] };
      succeed(await gatehouse.post('/users', { body }), 201);
    }
  });
  const found = async (text: string) =>
    (await listed(`${q(text)}&sort=createdAt:asc`)).map(({ lastname }) =>
      lastname?.replace(`-${marker}`, ''),
    );

  it.each(names)('finds %s as it is written, in upper case and in lower case', async (name) => {
    for (const text of [name, name.toUpperCase(), name.toLowerCase()]) {
      expect(await found(`${text}-${marker}`)).toEqual([name]);
    }
  });

  it('finds all who have what is looked for anywhere in it', async () => {
    expect(await found(marker.toUpperCase())).toEqual(names);
    expect(await found(marker.slice(1, -1))).toEqual(names);
  });

  it.each([
    '%',
    '_',
    '!',
    '!%',
    '\\',
    "'",
    '"',
    '%%',
    '__',
    '*',
    '?',
    '[a-z]',
    "' OR 1=1 --",
    '\\%',
    '$1',
    '?? ',
  ])('takes %s for what it is', async (text) => {
    const expected = names.filter((name) => `${name}-${marker}`.includes(`${text}-`));

    expect(await found(`${text}-${marker}`)).toEqual(expected);
  });

  it.each([
    ['first name', async () => ({ firstname: `F${marker}` })],
    ['display name', async () => ({ displayName: `D${marker}` })],
    ['user name', async () => ({ userName: `U${marker}` })],
    ['e-mail address', async () => ({ email: `e${marker}@example.test` })],
    ['mobile', async () => ({ mobile: '+49 1590 1234567' })],
    ['mobile without a country code', async () => ({ mobile: '01590 123 4567' })],
  ])('looks through the %s', async (_, bodyOf) => {
    const user = await aUser();
    const body = await bodyOf();
    await change(user, body);

    const [text] = Object.values(body) as string[];

    expect((await listed(q((text ?? '').toUpperCase()))).map(({ id }) => id)).toContain(user.id);
    await gatehouse.delete(`/users/${user.id}`);
  });

  it('finds nobody by what is not shown', async () => {
    const user = await aUser({ lastname: `Secret-${marker}` });
    const [row] = await shared.sql<{ password: string }>('SELECT ?? FROM ?? WHERE ?? = ?', [
      'password',
      'admin_users',
      'id',
      user.adminUserId,
    ]);

    expect(await listed(q(String(row?.password).slice(-20)))).toEqual([]);
    await gatehouse.delete(`/users/${user.id}`);
  });

  it('is an empty one where nothing is looked for', async () => {
    expect((await listed('_q=')).length).toBeGreaterThan(1);
    expect((await listed(q('   '))).length).toBeGreaterThan(1);
  });

  it.each([
    ['endless', 'x'.repeat(101)],
    ['with a null byte', 'a\u0000'],
    ['with a line break', 'a\nb'],
  ])('is refused where it is %s', async (_, text) => {
    expect(await gatehouse.get(`/users?${q(text)}`)).toFailWith({
      status: 400,
      code: 'VALIDATION',
      field: '_q',
    });
  });
});

describe('of six users in as many states', () => {
  const word = `list${marker}`;
  const states: State[] = ['active', 'suspended', 'disabled', 'locked-by-admin', 'api-only', 'auto-locked'];
  const people = new Map<State, Person>();
  let roles: [first: { id: number }, second: { id: number }];

  beforeAll(async () => {
    roles = [await aRole(), await aRole()];
    for (const [turn, state] of states.entries()) {
      const letter = 'fbdace'[turn] as string;
      const user = await aUser({
        state: 'active',
        firstname: `${letter}first`,
        lastname: word,
        email: `${letter}.${word}@example.test`,
        roles: [roles[turn % 2 === 0 ? 0 : 1].id],
      });
      people.set(state, user);
      await signIn(user, { browser: aBrowser() });
      if (turn > 0) {
        await change(user, {
          displayName: `${letter}display`,
          mobile: `+4930${turn}00`,
          userName: `${letter}.${word}.name`,
        });
      }
      if (state === 'suspended' || state === 'disabled') {
        await act(user, state === 'suspended' ? 'suspend' : 'disable');
      }
      if (state === 'locked-by-admin') {
        await act(user, 'lock');
      }
      if (state === 'api-only') {
        await change(user, { type: 'api-only' });
      }
      if (state === 'auto-locked') {
        await shared.failAtOnce(user, 5);
      }
    }
  });

  const ids = async (query: string) => (await listed(`${q(word)}&${query}`)).map(({ id }) => id);
  const idOf = (state: State) => people.get(state)?.id;

  const valueOf: Record<UserSortField, (user: User) => string | number | null> = {
    type: ({ type }) => type,
    userName: ({ userName }) => userName,
    displayName: ({ displayName }) => displayName,
    firstname: ({ firstname }) => firstname,
    lastname: ({ lastname }) => lastname,
    email: ({ email }) => email,
    mobile: ({ mobile }) => mobile,
    roles: (user) => user.roles.map(({ name }) => name).join(', '),
    accessLocked: ({ accessLocked }) => Number(accessLocked),
    lastLoginAt: ({ lastLoginAt }) => lastLoginAt,
    failedTries: ({ failedTries }) => failedTries,
    mfaEnabled: ({ mfaEnabled }) => Number(mfaEnabled),
    mfaRequired: ({ mfaRequired }) => Number(mfaRequired),
    status: ({ status }) =>
      ['disabled', 'suspended', 'locked-by-admin', 'auto-locked', 'active'].indexOf(status),
    createdAt: ({ createdAt }) => createdAt,
    updatedAt: ({ updatedAt }) => updatedAt,
  };

  it.each(USER_SORT_FIELDS)('sorts by %s, in either direction', async (field) => {
    const rising = await listed(`${q(word)}&sort=${field}:asc`);
    const falling = await listed(`${q(word)}&sort=${field}:desc`);

    const values = rising.map(valueOf[field]).filter((value) => value !== null);
    expect(values).toEqual([...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    expect(rising).toHaveLength(states.length);
    // Who has no value comes last, whichever the direction.
    const [having, without] = [true, false].map((has) =>
      rising.filter((user) => (valueOf[field](user) !== null) === has).map(({ id }) => id),
    ) as [number[], number[]];
    expect(rising.map(({ id }) => id)).toEqual([...having, ...without]);
    expect(falling.map(({ id }) => id)).toEqual([...having.reverse(), ...without.reverse()]);
    expect(await ids(`sort=${field}`)).toEqual(rising.map(({ id }) => id));
  });

  it.each(USER_SORT_FIELDS)('shows everybody once, by pages sorted by %s', async (field) => {
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => ids(`sort=${field}:desc&pageSize=2&page=${page}`)),
    );

    expect(pages.map(({ length }) => length)).toEqual([2, 2, 2, 0]);
    expect(new Set(pages.flat()).size).toBe(states.length);
  });

  it('says how many there are, on any page and beyond the last', async () => {
    for (const [page, count] of [
      [1, 4],
      [2, 2],
      [3, 0],
      [1_000_000, 0],
    ]) {
      const { body } = succeed(await gatehouse.get(`/users?${q(word)}&pageSize=4&page=${page}`));
      expect(body.data).toHaveLength(count as number);
      expect(body.meta).toEqual({ pagination: { page, pageSize: 4, pageCount: 2, total: 6 } });
    }
  });

  it('filters by status, type and role, and by all of them together', async () => {
    const [first, second] = roles;
    const by = async (query: string) => new Set(await ids(query));

    expect(await by('filters[status][$eq]=suspended')).toEqual(new Set([idOf('suspended')]));
    expect(await by('filters[status][$in][0]=disabled&filters[status][$in][1]=locked-by-admin')).toEqual(
      new Set([idOf('disabled'), idOf('locked-by-admin')]),
    );
    expect(await by('filters[type][$eq]=api-only')).toEqual(new Set([idOf('api-only')]));
    expect(await by(`filters[role][$eq]=${first.id}`)).toEqual(
      new Set(['active', 'disabled', 'api-only'].map((state) => idOf(state as State))),
    );
    expect(await by(`filters[role][$in][0]=${first.id}&filters[role][$in][1]=${second.id}`)).toEqual(
      new Set([...people.values()].map(({ id }) => id)),
    );
    expect(
      await by(
        `filters[role][$eq]=${second.id}&filters[status][$in][0]=suspended&filters[status][$in][1]=disabled`,
      ),
    ).toEqual(new Set([idOf('suspended')]));
    expect(await by(`filters[role][$eq]=${second.id}&filters[type][$eq]=api-only`)).toEqual(new Set());
    expect(
      await by(
        `filters[status][$eq]=active&filters[type][$eq]=panel&filters[role][$eq]=${first.id}&sort=status:desc`,
      ),
    ).toEqual(new Set([idOf('active')]));
  });

  it('answers with users as they are declared, and nothing else', async () => {
    for (const user of await listed(`${q(word)}`)) {
      expect(userSchema.strict().safeParse(user).error).toBeUndefined();
      expect(await shared.read(user)).toEqual(user);
    }
  });
});

it.each([
  ...STATUSES.map((status) => `filters[status][$eq]=${status}`),
  ...USER_TYPES.map((type) => `filters[type][$eq]=${type}`),
  'filters[role][$eq]=2147483647',
  'pageSize=200',
  'page=1000000&pageSize=200',
  'filters[status][$in]=active',
])('takes %s', async (query) => {
  expect((await gatehouse.get(`/users?${query}`)).status).toBe(200);
});
