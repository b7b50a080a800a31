import type { Permission } from '../../../shared/permissions';
import { ATTENTION, type Attention } from '../../../shared/users/attention';
import { apiOnlyAt } from '../api-keys/api-only';
import { DAY, type Person, shared, succeed, type State } from '../vocabulary';

const { aRole, aUser, aUserAtWork, call, gatehouse, putBack, signIn } = shared;
const { anApiOnlyUser, aKeyOf, rotate } = apiOnlyAt(shared);

/** Some letters that nobody else in the run has. */
const word = `att${Math.random().toString(36).slice(2, 10)}`;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();

type Numbers = Partial<Record<Attention, number>>;
type Ask = Parameters<typeof gatehouse.get>[1];
const attention = async (ask?: Ask): Promise<Numbers> => {
  const rows: { about: Attention; users: number }[] = succeed(await gatehouse.get('/attention', ask)).body
    .data;
  return Object.fromEntries(rows.map(({ about, users }) => [about, users]));
};

const queryOf = (about: Attention) =>
  Object.entries(ATTENTION[about])
    .flatMap(([field, operators]) =>
      Object.entries(operators as Record<string, string | string[]>).flatMap(([operator, value]) =>
        [value]
          .flat()
          .map((one) => `filters[${field}][${operator}]${Array.isArray(value) ? '[]' : ''}=${one}`),
      ),
    )
    .join('&');
const list = async (about: Attention, more = '', ask?: Ask) =>
  succeed(await gatehouse.get(`/users?${queryOf(about)}&pageSize=100${more}`, ask)).body;
const idsIn = async (about: Attention): Promise<number[]> =>
  (await list(about, `&_q=${word}`)).data.map(({ id }: { id: number }) => id).sort();

const write = ({ id }: { id: number }, columns: object) =>
  call(`strapi.db.connection('gatehouse_users').where({ id: ${id} }).update(${JSON.stringify(columns)})`);
const one = async (state: State, columns?: object) => {
  const user: Person = await aUser({ lastname: word, state });
  if (columns) await write(user, columns);
  return user.id;
};
/** An API-only user with such a key, and what else becomes of it. */
const withKey = async (
  expiresAt: string | null,
  then?: (key: { id: number; tokenId: number }) => unknown,
) => {
  const robot = await anApiOnlyUser();
  const key = await aKeyOf(robot, { expiresAt });
  await then?.(key);
  return robot.id;
};
const expire = ({ tokenId }: { tokenId: number }) =>
  call(`strapi.db.connection('strapi_api_tokens').where({ id: ${tokenId} })
    .update({ expires_at: new Date(Date.now() - 1_000) })`);

afterAll(putBack);

it('counts those whom the list of each shows', async () => {
  const before = await attention();
  const came = await aUser({ lastname: word });
  await signIn(came);
  const locked = [await one('auto-locked'), await one('locked-by-admin')];
  const never = [await one('active'), await one('provisioned')];
  const without = await one('active', { mfa_required: true });
  await one('active', { mfa_required: true, mfa_enabled: true }).then((id) => never.push(id));
  // Kept out: nobody waits for them.
  await one('disabled', { mfa_required: true });
  await one('suspended');

  expect(await idsIn('locked')).toEqual(locked.sort());
  expect(await idsIn('without-mfa')).toEqual([without]);
  expect(await idsIn('never-signed-in')).toEqual([...never, without].sort());
  const after = await attention();
  expect(after).toEqual({
    locked: before.locked! + 2,
    'without-mfa': before['without-mfa']! + 1,
    'never-signed-in': before['never-signed-in']! + 4,
    'keys-expiring': before['keys-expiring'],
  });
  for (const about of Object.keys(after) as Attention[])
    expect([about, (await list(about)).meta.pagination.total]).toEqual([about, after[about]]);
});

it('counts API keys that stop working soon, and neither those that have nor those that are replaced', async () => {
  const before = await attention();
  const soon = [await withKey(inDays(13)), await withKey(inDays(1))];
  await withKey(inDays(15));
  await withKey(null);
  await withKey(inDays(5), expire);
  await withKey(inDays(5), (key) => rotate(key, { expiresAt: inDays(90) }));
  await withKey(inDays(5), ({ id }) => gatehouse.delete(`/api-keys/${id}`));

  const ids: number[] = (await list('keys-expiring')).data.map(({ id }: { id: number }) => id);
  expect(ids).toEqual(expect.arrayContaining(soon));
  expect(ids).toHaveLength(before['keys-expiring']! + soon.length);
  expect((await attention())['keys-expiring']).toBe(ids.length);
});

it('says nothing of keys, here and in the list, to those who may not see them', async () => {
  const aHolderOf = async (...permissions: Permission[]) => {
    const { token } = await aUserAtWork({ roles: [(await aRole(permissions)).id] });
    return { token };
  };
  const reader = await aHolderOf('users.read');
  const keeper = await aHolderOf('users.read', 'api-keys.read');
  const other = await aHolderOf('log.read');

  expect(Object.keys(await attention(reader))).toEqual(['locked', 'without-mfa', 'never-signed-in']);
  expect(Object.keys(await attention(keeper))).toEqual(Object.keys(ATTENTION));
  expect((await gatehouse.get('/attention', other)).status).toBe(403);
  const within = '/users?filters[keyExpires][$withinDays]=14';
  expect(await gatehouse.get(within, reader)).toFailWith({ status: 403, code: 'NOT_PERMITTED' });
  expect((await gatehouse.get(within, keeper)).status).toBe(200);
});

it.each(['0', '366', '-1', '1e2', ''])('refuses keys that expire within %s days', async (days) => {
  expect(await gatehouse.get(`/users?filters[keyExpires][$withinDays]=${days}`)).toFailWith({
    status: 400,
    code: 'VALIDATION',
  });
});
