import { PERMISSIONS } from '../../../shared/permissions';
import { anAdminTokenOf, aTokenOwner } from '../doors/admin-tokens';
import { anEmail, shared, succeed, type Person } from '../vocabulary';
import { accountsAt } from './vocabulary';

const { act, aRole, aUser, aUserAtWork, change, gatehouse, http, putBack, read, signIn, sql } = shared;
const { accountsOf, aLimitedAdmin, anAccount, clear, limit, place, tree } = accountsAt(shared);

type Admin = Awaited<ReturnType<typeof aLimitedAdmin>>;

const OUT_OF_REACH = { status: 403, code: 'OUT_OF_REACH' };
const NOT_FOUND = { status: 404, code: 'NOT_FOUND' };

let top: number;
let mine: number;
let theirs: number;
let emptyRole: number;
let admin: Admin;
beforeAll(async () => {
  emptyRole = (await aRole()).id;
});
beforeEach(async () => {
  top = await anAccount();
  mine = await anAccount(top);
  theirs = await anAccount();
  admin = await aLimitedAdmin([top]);
});
// Other files leave some behind.
beforeAll(clear);
afterEach(clear);
afterAll(putBack);

const aMember = async (...accounts: number[]): Promise<Person> => {
  const person = await aUser({ roles: [emptyRole] });
  await place(
    person,
    accounts.map((account) => ({ account })),
  );
  return person;
};
const idsSeenBy = async ({ ask }: Pick<Admin, 'ask'>): Promise<number[]> =>
  succeed(await gatehouse.get('/users?pageSize=200', ask)).body.data.map(({ id }: { id: number }) => id);

describe('who is limited', () => {
  it('and administers no account sees themself alone, and manages nobody', async () => {
    const viewer = await aLimitedAdmin([]);
    await place(viewer, [{ account: mine, role: 'viewer' }]);
    await aMember(mine);

    expect(await idsSeenBy(viewer)).toEqual([viewer.id]);
    expect(await gatehouse.post(`/users/${viewer.id}/lock`, { ...viewer.ask, body: {} })).toFailWith(
      OUT_OF_REACH,
    );
  });

  it('reads role groups, which are everybody’s', async () => {
    const body = { name: `Read by ${admin.email}`, roles: [emptyRole] };
    const { data } = succeed(await gatehouse.post('/role-groups', { body }), 201).body;

    expect(succeed(await gatehouse.get(`/role-groups/${data.id}`, admin.ask)).body.data).toEqual(data);
  });

  it('reaches as far as the tree has it at that moment', async () => {
    const [below, beside] = [await aMember(mine), await aMember(theirs)];
    expect((await idsSeenBy(admin)).sort()).toEqual([admin.id, below.id].sort());

    succeed(await gatehouse.put(`/accounts/${mine}`, { body: { parent: null } }));
    succeed(await gatehouse.put(`/accounts/${theirs}`, { body: { parent: top } }));
    expect((await idsSeenBy(admin)).sort()).toEqual([admin.id, beside.id].sort());

    await place(admin, [{ account: top, role: 'viewer' }]);
    expect(await idsSeenBy(admin)).toEqual([admin.id]);
  });

  it('is so by any of their roles, and with an admin token of theirs too', async () => {
    const [plain, marked] = [await aRole(['users.read']), await aRole()];
    await limit(marked.id);
    const clerk = await aUserAtWork({ roles: [plain.id, marked.id] });
    const owner = await aTokenOwner(shared);
    const token = await anAdminTokenOf(shared, owner);
    await change(owner, { roles: [plain.id, marked.id] });
    const person = await aMember(theirs);
    const asks = [
      { token: clerk.token, from: clerk.from },
      { token, from: owner.from },
    ];

    for (const ask of asks) expect(await gatehouse.get(`/users/${person.id}`, ask)).toFailWith(NOT_FOUND);

    await limit(marked.id, false);
    for (const ask of asks) expect((await gatehouse.get(`/users/${person.id}`, ask)).status).toBe(200);
  });

  it('is no super admin, whatever roles they hold', async () => {
    await limit(emptyRole);
    const boss = await aUserAtWork({ roles: ['strapi-super-admin', emptyRole] });
    const person = await aMember(theirs);

    expect((await gatehouse.get(`/users/${person.id}`, { token: boss.token, from: boss.from })).status).toBe(
      200,
    );
    succeed(await gatehouse.delete(`/users/${boss.id}`));
  });

  it('is marked as such by a super admin alone', async () => {
    const clerk = await aUserAtWork({ roles: [(await aRole(['roles.update'])).id] });

    expect(
      await gatehouse.put(`/roles/${emptyRole}`, {
        token: clerk.token,
        from: clerk.from,
        body: { ownAccountsOnly: true },
      }),
    ).toFailWith({ status: 403, code: 'SUPER_ADMIN_ONLY' });
    expect((await limit(emptyRole)).body.data).toMatchObject({ ownAccountsOnly: true });
  });
});

describe('users whom they make', () => {
  const make = (path: string, accounts?: object[], roles: number[] = [emptyRole]) =>
    gatehouse.post(path, {
      ...admin.ask,
      body: {
        ...(path === '/users' ? { email: anEmail() } : { emails: [anEmail()] }),
        roles,
        ...(accounts && { accounts }),
      },
    });

  it.each(['/users', '/users/invite'])('by %s belong to an account of theirs', async (path) => {
    for (const accounts of [undefined, []])
      expect(await make(path, accounts)).toFailWith({ status: 400, code: 'ACCOUNT_NEEDED' });
    for (const accounts of [[{ account: theirs }], [{ account: mine }, { account: theirs }]])
      expect(await make(path, accounts)).toFailWith({ status: 400, code: 'UNKNOWN_ACCOUNT' });

    const { data } = succeed(await make(path, [{ account: mine }]), 201).body;
    const { id } = path === '/users' ? data : data[0].user;
    expect(await accountsOf({ id })).toEqual([[mine, 'admin']]);
    expect(await idsSeenBy(admin)).toContain(id);
  });

  it.each(['/users', '/users/invite'])('by %s reach no further than they do', async (path) => {
    const free = (await aRole(['users.read'])).id;

    expect(await make(path, [{ account: mine }], [free])).toFailWith({
      status: 403,
      code: 'MORE_THAN_YOU_HOLD',
    });
    expect((await make(path, [{ account: mine }], [free, admin.role])).status).toBe(201);
  });
});

describe('roles that they give', () => {
  it('never let anybody reach further, themself least of all', async () => {
    const [free, marked] = [(await aRole(PERMISSIONS.map(({ uid }) => uid))).id, (await aRole()).id];
    await limit(marked);
    const clerk = await aUserAtWork({ roles: [free, marked] });
    await place(clerk, [{ account: top, role: 'admin' }]);
    const ask = { token: clerk.token, from: clerk.from };
    const person = await aMember(mine);
    const moreThanHeld = { status: 403, code: 'MORE_THAN_YOU_HOLD' };

    expect(await gatehouse.put(`/users/${clerk.id}`, { ...ask, body: { roles: [free] } })).toFailWith(
      moreThanHeld,
    );
    expect(await gatehouse.put(`/users/${person.id}`, { ...ask, body: { roles: [free] } })).toFailWith(
      moreThanHeld,
    );
    const { body } = await gatehouse.post('/users/bulk', {
      ...ask,
      body: { ids: [person.id], action: 'assign-role', role: free },
    });
    expect(body.data).toMatchObject([{ ok: false, code: 'MORE_THAN_YOU_HOLD' }]);
    expect((await read(person)).roles.map(({ id }) => id)).toEqual([emptyRole]);
    expect(
      (await gatehouse.put(`/users/${person.id}`, { ...ask, body: { roles: [free, marked] } })).status,
    ).toBe(200);
  });

  it('do not make them master of who reaches further and belongs to their account', async () => {
    const free = await aUser({ roles: [(await aRole(['users.read'])).id] });
    await place(free, [{ account: mine }]);

    expect((await gatehouse.get(`/users/${free.id}`, admin.ask)).status).toBe(200);
    expect(
      await gatehouse.post(`/users/${free.id}/set-password`, {
        ...admin.ask,
        body: { password: 'Another-Horse-8' },
      }),
    ).toFailWith(OUT_OF_REACH);
  });
});

describe('many users at once', () => {
  it('are those within reach; of the others nothing is told', async () => {
    const [inside, both, outside] = [await aMember(mine), await aMember(mine, theirs), await aMember(theirs)];
    const ids = [inside.id, both.id, outside.id];

    expect(
      (await gatehouse.post('/users/bulk/preview', { ...admin.ask, body: { ids, action: 'lock' } })).body
        .data,
    ).toEqual({
      total: 3,
      changed: 1,
      refused: [
        { code: 'OUT_OF_REACH', count: 1 },
        { code: 'NOT_FOUND', count: 1 },
      ],
    });
    const { body } = await gatehouse.post('/users/bulk', { ...admin.ask, body: { ids, action: 'lock' } });

    expect(body.data).toMatchObject([
      { id: inside.id, ok: true },
      { id: both.id, ok: false, code: 'OUT_OF_REACH' },
      { id: outside.id, ok: false, code: 'NOT_FOUND', userName: null },
    ]);
    expect([(await read(inside)).status, (await read(both)).status, (await read(outside)).status]).toEqual([
      'locked-by-admin',
      'active',
      'active',
    ]);
  });

  it('are, of all that match, those within reach, and the results name no others', async () => {
    const [inside, outside] = [await aMember(mine), await aMember(theirs)];
    const foreseen = await gatehouse.post('/users/bulk/preview', {
      ...admin.ask,
      body: { action: 'lock', _q: 'example' },
    });
    expect(foreseen.body.data).toMatchObject({ total: 2, changed: 1 });

    const { body } = await gatehouse.post('/users/bulk', {
      ...admin.ask,
      body: { action: 'lock', _q: 'example', reason: 'x' },
    });

    const job = body.data.job;
    for (let turn = 0; turn < 100; turn += 1) {
      const state = succeed(await gatehouse.get(`/jobs/${job.id}`, admin.ask)).body.data.state;
      if (state === 'done') break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }

    const { results } = succeed(await gatehouse.get(`/jobs/${job.id}?pageSize=200`, admin.ask)).body.data;
    const named = results.map(({ id }: { id: number }) => id);
    expect(named).toContain(inside.id);
    expect(named.filter((id: number) => ![inside.id, admin.id].includes(id))).toEqual([]);
    expect((await read(outside)).status).toBe('active');
    expect((await read(admin)).status).toBe('active');
  });
});

describe('the accounts of a user', () => {
  const put = (id: number, accounts: object[]) =>
    gatehouse.put(`/users/${id}/accounts`, { ...admin.ask, body: { accounts } });

  it('are shown and changed as far as they reach, and stay as they are beyond', async () => {
    const person = await aMember(mine, theirs);
    const seen = succeed(await gatehouse.get(`/users/${person.id}/accounts`, admin.ask)).body.data;
    expect(seen.map(({ account }: { account: { id: number } }) => account.id)).toEqual([mine]);

    succeed(await put(person.id, [{ account: top, role: 'admin' }]));

    expect((await accountsOf(person)).sort()).toEqual(
      [
        [top, 'admin'],
        [theirs, 'viewer'],
      ].sort(),
    );
  });

  it('are not changed beyond reach, nor are those of who is there, nor their own', async () => {
    const [person, outside] = [await aMember(mine), await aMember(theirs)];

    expect(await put(person.id, [{ account: theirs, role: 'viewer' }])).toFailWith({
      status: 400,
      code: 'UNKNOWN_ACCOUNT',
    });
    expect(await put(outside.id, [{ account: mine, role: 'viewer' }])).toFailWith(NOT_FOUND);
    expect(await put(admin.id, [])).toFailWith({ status: 400, code: 'OWN_USER' });
    expect([await accountsOf(person), await accountsOf(outside)]).toEqual([
      [[mine, 'viewer']],
      [[theirs, 'viewer']],
    ]);
  });

  it('are not in the log that they are shown', async () => {
    const person = await aMember(mine, theirs);
    const changesSeenWith = async (ask: object) =>
      succeed(await gatehouse.get(`/users/${person.id}/log`, ask)).body.data.find(
        ({ action }: { action: string }) => action === 'accounts-changed',
      ).changes;

    expect(await changesSeenWith(admin.ask)).toBeNull();
    expect(await changesSeenWith({})).toHaveProperty('accounts');
  });
});

describe('the tree', () => {
  it('begins for them with the accounts that they administer', async () => {
    await place(await aUser(), [{ account: mine }]);

    expect(succeed(await gatehouse.get('/accounts', admin.ask)).body.data).toMatchObject([
      { id: top, parent: null, userCount: 1, mayChange: false },
      { id: mine, parent: top, userCount: 1, mayChange: true },
    ]);
    const middle = await aLimitedAdmin([mine]);
    expect(succeed(await gatehouse.get('/accounts', middle.ask)).body.data).toMatchObject([
      { id: mine, parent: null },
    ]);
  });

  it('is changed below them, and nowhere else', async () => {
    const rearrange = (id: number, body: object) => gatehouse.put(`/accounts/${id}`, { ...admin.ask, body });
    const before = await tree();

    expect(await gatehouse.post('/accounts', { ...admin.ask, body: { name: 'x' } })).toFailWith(OUT_OF_REACH);
    expect(
      await gatehouse.post('/accounts', { ...admin.ask, body: { name: 'x', parent: theirs } }),
    ).toFailWith({
      status: 400,
      code: 'UNKNOWN_ACCOUNT',
    });
    expect(await rearrange(top, { name: 'x' })).toFailWith(OUT_OF_REACH);
    expect(await rearrange(mine, { parent: null })).toFailWith(OUT_OF_REACH);
    expect(await rearrange(mine, { parent: theirs })).toFailWith({ status: 400, code: 'UNKNOWN_ACCOUNT' });
    expect(await rearrange(theirs, { name: 'x' })).toFailWith(NOT_FOUND);
    expect(await gatehouse.delete(`/accounts/${top}`, admin.ask)).toFailWith(OUT_OF_REACH);
    expect(await gatehouse.delete(`/accounts/${theirs}`, admin.ask)).toFailWith(NOT_FOUND);
    expect(await tree()).toEqual(before);

    const { id } = succeed(
      await gatehouse.post('/accounts', { ...admin.ask, body: { name: 'x', parent: top } }),
      201,
    ).body.data;
    expect((await rearrange(mine, { parent: id, name: 'Renamed' })).status).toBe(200);
    expect((await gatehouse.delete(`/accounts/${mine}`, admin.ask)).status).toBe(200);
  });
});

describe('the login history', () => {
  it('is summed up and taken away as far as they reach', async () => {
    const [inside, outside] = [await aMember(mine), await aMember(theirs)];
    for (const person of [inside, outside, outside]) await signIn(person);

    const { totals } = succeed(await gatehouse.get('/login-attempts/summary', admin.ask)).body.data;
    const file = await gatehouse.get('/login-attempts/export', admin.ask);

    // Their own sign-in, and the one below.
    expect(totals.success).toBe(2);
    expect(file.status).toBe(200);
    expect(JSON.stringify(file)).toContain(inside.email);
    expect(JSON.stringify(file)).not.toContain(outside.email);
  });
});

describe('what needs attention', () => {
  it('is counted as far as they reach', async () => {
    const [inside, outside] = [await aMember(mine), await aMember(theirs)];
    for (const person of [inside, outside]) await act(person, 'lock');

    const { data } = succeed(await gatehouse.get('/attention', admin.ask)).body;

    expect(data).toContainEqual({ about: 'locked', users: 1, isCapped: false });
    expect(data).toContainEqual({ about: 'never-signed-in', users: 0, isCapped: false });
  });
});

describe("Strapi's own pages", () => {
  it('of users, and what changes roles, are not for them', async () => {
    const person = await aMember(theirs);
    const at = `/admin/users/${person.adminUserId}`;
    const answers = [
      await http.get('/admin/users', admin.ask),
      await http.get(at, admin.ask),
      await http.post('/admin/users', { ...admin.ask, body: { email: anEmail(), roles: [emptyRole] } }),
      await http.put(at, { ...admin.ask, body: { firstname: 'Eve' } }),
      await http.delete(at, admin.ask),
      await http.post('/admin/users/batch-delete', { ...admin.ask, body: { ids: [person.adminUserId] } }),
      await http.put(`/admin/roles/${emptyRole}`, { ...admin.ask, body: { name: 'x' } }),
      await http.put(`/admin/roles/${emptyRole}/permissions`, { ...admin.ask, body: { permissions: [] } }),
    ];

    for (const answer of answers) expect(answer).toFailWith(OUT_OF_REACH);
    expect((await http.get('/admin/users/me', admin.ask)).status).toBe(200);
    expect((await read(person)).firstname).toBe(person.firstname);
  });
});

describe('saved views', () => {
  const view = { name: 'Mine', columns: ['email'], query: {} };
  afterEach(() => sql('DELETE FROM ??', ['gatehouse_saved_views']));

  it('are their own: they share none, and are not told who beyond reach shared one', async () => {
    succeed(await gatehouse.post('/saved-views', { body: { ...view, name: 'Shared', isShared: true } }), 201);

    expect(
      await gatehouse.post('/saved-views', { ...admin.ask, body: { ...view, isShared: true } }),
    ).toFailWith(OUT_OF_REACH);
    succeed(await gatehouse.post('/saved-views', { ...admin.ask, body: view }), 201);
    const seen = succeed(await gatehouse.get('/saved-views', admin.ask)).body.data;
    expect(seen).toMatchObject([
      { name: 'Mine', isOwn: true },
      { name: 'Shared', owner: null },
    ]);
  });
});
