import { anEmail, shared, succeed } from '../vocabulary';
import { accountsAt } from './vocabulary';

const { aRole, aUser, aUserAtWork, gatehouse, http, putBack, roleId, setPolicy, sql, superAdmin } = shared;
const { accountsOf, anAccount, clear, place, tree } = accountsAt(shared);

// Other files leave some behind.
beforeAll(clear);
afterEach(clear);
afterAll(putBack);

const listed = async (query: string): Promise<number[]> =>
  succeed(await gatehouse.get(`/users?${query}`)).body.data.map(({ id }: { id: number }) => id);

it('keeps to which accounts a user belongs, and as what', async () => {
  const [a, b] = [await anAccount(null, 'Acme'), await anAccount(null, 'Beta')];
  const user = await aUser();

  expect(
    await place(user, [
      { account: b, role: 'viewer' },
      { account: a, role: 'admin' },
    ]),
  ).toEqual([
    { account: { id: a, name: 'Acme' }, role: 'admin' },
    { account: { id: b, name: 'Beta' }, role: 'viewer' },
  ]);
  await place(user, [{ account: b, role: 'admin' }]);
  expect(await accountsOf(user)).toEqual([[b, 'admin']]);
});

it('writes down what was changed, and nothing where nothing was', async () => {
  const account = await anAccount(null, 'Acme');
  const user = await aUser();
  const log = async () =>
    succeed(await gatehouse.get(`/users/${user.id}/log`)).body.data.filter(
      ({ action }: { action: string }) => action === 'accounts-changed',
    );

  await place(user, [{ account, role: 'admin' }]);
  await place(user, [{ account, role: 'admin' }]);

  expect(await log()).toMatchObject([{ changes: { accounts: { before: [], after: ['Acme: admin'] } } }]);
});

it('refuses an account that is not there, one named twice, and a role that is none', async () => {
  const account = await anAccount();
  const user = await aUser();
  const put = (accounts: unknown) => gatehouse.put(`/users/${user.id}/accounts`, { body: { accounts } });

  expect(await put([{ account: 99_999, role: 'admin' }])).toFailWith({
    status: 400,
    code: 'UNKNOWN_ACCOUNT',
  });
  for (const accounts of [
    [
      { account, role: 'admin' },
      { account, role: 'viewer' },
    ],
    [{ account, role: 'owner' }],
    [{ account }],
  ])
    expect(await put(accounts)).toFailWith({ status: 400, code: 'VALIDATION' });
  expect(await accountsOf(user)).toEqual([]);
});

it('finds who belongs to an account or to one below it, each once', async () => {
  const top = await anAccount();
  const below = await anAccount(top);
  const other = await anAccount();
  const [inTop, inBoth, inOther] = [await aUser(), await aUser(), await aUser()];
  await place(inTop, [{ account: top }]);
  await place(inBoth, [{ account: top }, { account: below }]);
  await place(inOther, [{ account: other }]);

  expect((await listed(`filters[account][$eq]=${top}`)).sort()).toEqual([inTop.id, inBoth.id].sort());
  expect(await listed(`filters[account][$eq]=${below}`)).toEqual([inBoth.id]);
  expect((await listed(`filters[account][$in]=${below}&filters[account][$in]=${other}`)).sort()).toEqual(
    [inBoth.id, inOther.id].sort(),
  );
  expect(await listed('filters[account][$eq]=99999')).toEqual([]);
});

it('places new and invited users, with the role of the policy where none is given', async () => {
  const [a, b] = [await anAccount(), await anAccount()];
  const roles = [await roleId('strapi-editor')];
  const create = async (accounts: object[]) =>
    succeed(await gatehouse.post('/users', { body: { email: anEmail(), roles, accounts } }), 201).body.data;

  expect(await accountsOf(await create([{ account: a }]))).toEqual([[a, 'admin']]);
  await setPolicy({ invitations: { accountRole: 'viewer' } });
  expect(await accountsOf(await create([{ account: a }, { account: b, role: 'admin' }]))).toEqual([
    [a, 'viewer'],
    [b, 'admin'],
  ]);
  await setPolicy({ invitations: { accountRole: 'admin' } });

  const invited = succeed(
    await gatehouse.post('/users/invite', {
      body: { emails: [anEmail(), anEmail()], roles, accounts: [{ account: b }] },
    }),
    201,
  ).body.data;
  for (const { user } of invited) expect(await accountsOf(user)).toEqual([[b, 'admin']]);
});

it('makes nobody where one of the accounts is not there, or who asks may not place users', async () => {
  const account = await anAccount();
  const roles = [(await aRole()).id];
  const clerk = await aUserAtWork({
    roles: [(await aRole(['users.create', 'users.invite', 'users.read'])).id],
  });
  const email = anEmail();
  const ask = (path: string, body: object, as: object = {}) => gatehouse.post(path, { body, ...as });
  const asClerk = { token: clerk.token, from: clerk.from };

  for (const [path, who] of [
    ['/users', { email }],
    ['/users/invite', { emails: [email] }],
  ] as const) {
    expect(await ask(path, { ...who, roles, accounts: [{ account: 99_999 }] })).toFailWith({
      status: 400,
      code: 'UNKNOWN_ACCOUNT',
    });
    expect(await ask(path, { ...who, roles, accounts: [{ account }] }, asClerk)).toFailWith({
      status: 403,
      code: 'NOT_PERMITTED',
    });
  }
  expect(await sql('SELECT ?? FROM ?? WHERE ?? = ?', ['id', 'admin_users', 'email', email])).toEqual([]);
});

it('goes with the user', async () => {
  const account = await anAccount();
  const user = await aUser();
  await place(user, [{ account }]);

  succeed(await http.delete(`/admin/users/${user.adminUserId}`, { token: await superAdmin() }));

  expect(await tree()).toMatchObject([{ id: account, userCount: 0 }]);
});

it('of a super admin is changed by a super admin alone', async () => {
  const account = await anAccount();
  const boss = await aUser({ roles: ['strapi-super-admin'] });
  const clerk = await aUserAtWork({ roles: [(await aRole(['accounts.assign'])).id] });
  const body = { accounts: [{ account, role: 'viewer' }] };

  expect(
    await gatehouse.put(`/users/${boss.id}/accounts`, { token: clerk.token, from: clerk.from, body }),
  ).toFailWith({ status: 403, code: 'SUPER_ADMIN_ONLY' });
  expect((await gatehouse.put(`/users/${boss.id}/accounts`, { body })).status).toBe(200);
  succeed(await gatehouse.delete(`/users/${boss.id}`));
});
