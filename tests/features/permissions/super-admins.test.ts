import { actionId, PERMISSIONS } from '../../../shared/permissions';
import { anEmail, OFFICE, shared, type Person } from '../vocabulary';

const {
  addRule,
  aRole,
  aUser,
  aUserAtWork,
  gatehouse,
  http,
  permit,
  putBack,
  read,
  roleId,
  sql,
  superAdmin,
} = shared;

type AtWork = Person & { token: string };

/** Holds every permission of Gatehouse, and is no super admin. */
let clerk: AtWork;
let clerksRole: number;
let superAdminRole: number;
let boss: Person;
beforeAll(async () => {
  clerksRole = (await aRole(PERMISSIONS.map(({ uid }) => uid))).id;
  superAdminRole = await roleId('strapi-super-admin');
  clerk = await aUserAtWork({ roles: [clerksRole] });
  boss = await aUser({ roles: ['strapi-super-admin'] });
});
afterEach(putBack);
afterAll(() => gatehouse.delete(`/users/${boss.id}`));

const asClerk = () => ({ token: clerk.token, from: clerk.from });

describe('nobody but a super admin', () => {
  it.each<[string, 'post' | 'put' | 'delete', string, object | undefined]>([
    ['changes', 'put', '', { firstname: 'Eve' }],
    ['changes the e-mail address of', 'put', '', { email: anEmail('eve') }],
    ['changes the roles of', 'put', '', { roles: [1] }],
    ['changes the type of', 'put', '', { type: 'api-only' }],
    ['sets the dates of', 'put', '', { validTo: '2020-01-01T00:00:00Z' }],
    ['deletes', 'delete', '', undefined],
    ['locks', 'post', '/lock', {}],
    ['unlocks', 'post', '/unlock', {}],
    ['blocks', 'post', '/block-access', { reason: 'x' }],
    ['allows access to', 'post', '/allow-access', {}],
    ['suspends', 'post', '/suspend', {}],
    ['enables', 'post', '/enable', {}],
    ['disables', 'post', '/disable', {}],
    ['resets the tries of', 'post', '/reset-tries', {}],
    ['sets the password of', 'post', '/set-password', { password: 'Another-Horse-8' }],
  ])('%s a super admin', async (_, method, action, body) => {
    const before = await read(boss);

    const answer = await gatehouse[method](`/users/${boss.id}${action}`, {
      ...asClerk(),
      ...(body && { body }),
    });

    expect(answer).toFailWith({ status: 403, code: 'SUPER_ADMIN_ONLY' });
    expect(await read(boss)).toEqual(before);
  });

  it('makes, changes or removes a rule for a super admin or their role', async () => {
    const forBoss = await addRule({ scope: 'user', user: boss.id, range: OFFICE });
    const forRole = await addRule({ scope: 'role', role: superAdminRole, range: '127.0.0.1' });
    const rules = () => sql('SELECT * FROM ?? ORDER BY ??', ['gatehouse_ip_rules', 'id']);
    const before = await rules();

    for (const answer of [
      await gatehouse.post('/ip-rules', {
        ...asClerk(),
        body: { scope: 'user', user: boss.id, range: '9.9.9.9' },
      }),
      await gatehouse.post('/ip-rules', {
        ...asClerk(),
        body: { scope: 'role', role: superAdminRole, range: '9.9.9.9' },
      }),
      await gatehouse.put(`/ip-rules/${forBoss}`, { ...asClerk(), body: { range: '9.9.9.9' } }),
      await gatehouse.put(`/ip-rules/${forBoss}`, { ...asClerk(), body: { note: 'x' } }),
      await gatehouse.put(`/ip-rules/${forRole}`, { ...asClerk(), body: { range: '9.9.9.9' } }),
      await gatehouse.delete(`/ip-rules/${forBoss}`, asClerk()),
      await gatehouse.delete(`/ip-rules/${forRole}?confirmSelfLockout=true`, asClerk()),
    ]) {
      expect(answer).toFailWith({ status: 403, code: 'SUPER_ADMIN_ONLY' });
    }
    expect(await rules()).toEqual(before);
  });

  it('makes a rule for everyone, whose super admins it would narrow down, or for a role that one of them holds', async () => {
    const shared = (await aRole()).id;
    const unshared = (await aRole()).id;
    const asBoth = await aUser({ roles: ['strapi-super-admin', shared] });
    const forEveryone = await addRule({ scope: 'everyone', range: '127.0.0.1' });
    await addRule({ scope: 'everyone', range: clerk.from });
    const ask = (body: object) => gatehouse.post('/ip-rules', { ...asClerk(), body });

    for (const answer of [
      await ask({ scope: 'everyone', range: OFFICE }),
      await ask({ scope: 'role', role: shared, range: OFFICE }),
      await gatehouse.put(`/ip-rules/${forEveryone}`, { ...asClerk(), body: { range: OFFICE } }),
      await gatehouse.delete(`/ip-rules/${forEveryone}?confirmSelfLockout=true`, asClerk()),
    ]) {
      expect(answer).toFailWith({ status: 403, code: 'SUPER_ADMIN_ONLY' });
    }
    expect((await ask({ scope: 'role', role: unshared, range: OFFICE })).status).toBe(201);
    await gatehouse.delete(`/users/${asBoth.id}`);
  });

  it('makes a super admin', async () => {
    const user = await aUser();
    const email = anEmail();

    expect(
      await gatehouse.post('/users', { ...asClerk(), body: { email, roles: [superAdminRole] } }),
    ).toFailWith({
      status: 403,
      code: 'SUPER_ADMIN_ONLY',
    });
    expect(
      await gatehouse.put(`/users/${user.id}`, { ...asClerk(), body: { roles: [superAdminRole] } }),
    ).toFailWith({
      status: 403,
      code: 'SUPER_ADMIN_ONLY',
    });
    expect(
      await gatehouse.put(`/users/${clerk.id}`, {
        ...asClerk(),
        body: { roles: [clerksRole, superAdminRole] },
      }),
    ).toFailWith({ status: 403, code: 'SUPER_ADMIN_ONLY' });
    expect(await sql('SELECT ?? FROM ?? WHERE ?? = ?', ['id', 'admin_users', 'email', email])).toEqual([]);
  });

  it('while a super admin may do all of it', async () => {
    const answers = [
      await gatehouse.post(`/users/${boss.id}/lock`, { body: {} }),
      await gatehouse.post(`/users/${boss.id}/unlock`, { body: {} }),
      await gatehouse.put(`/users/${boss.id}`, { body: { displayName: 'The boss' } }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await addRule({ scope: 'user', user: boss.id, range: OFFICE });
  });
});

describe('nobody grants more than they hold', () => {
  const granted = async (roles: number[], token: string) => {
    const user = await aUser({ roles: [(await aRole()).id] });
    return Promise.all([
      gatehouse.post('/users', { token, from: clerk.from, body: { email: anEmail(), roles } }),
      gatehouse.put(`/users/${user.id}`, { token, from: clerk.from, body: { roles } }),
    ]);
  };

  it('a role whose every permission they hold', async () => {
    const less = await aRole(['users.read', 'users.lock']);

    for (const answer of await granted([less.id, clerksRole], clerk.token)) {
      expect([200, 201]).toContain(answer.status);
    }
  });

  it('and no role with a permission that they lack', async () => {
    const half = await aRole(['users.read', 'users.create', 'users.update']);
    const halfClerk = await aUserAtWork({ roles: [half.id] });
    const more = await aRole(['users.read', 'users.delete']);

    for (const answer of await granted([more.id], halfClerk.token)) {
      expect(answer).toFailWith({ status: 403, code: 'MORE_THAN_YOU_HOLD' });
    }
    for (const answer of await granted([half.id, more.id], halfClerk.token)) {
      expect(answer).toFailWith({ status: 403, code: 'MORE_THAN_YOU_HOLD' });
    }
  });

  it("and none of Strapi's that reaches further", async () => {
    for (const answer of await granted([await roleId('strapi-editor')], clerk.token)) {
      expect(answer).toFailWith({ status: 403, code: 'MORE_THAN_YOU_HOLD' });
    }
  });

  it('and none without the conditions or the fields that limit their own', async () => {
    const token = await superAdmin();
    const article = (properties: object, conditions: string[]) => [
      ...['users.read', 'users.create', 'users.update'].map((uid) => ({
        action: actionId(uid as 'users.read'),
        subject: null,
        properties: {},
        conditions: [],
      })),
      {
        action: 'plugin::content-manager.explorer.update',
        subject: 'api::article.article',
        properties,
        conditions,
      },
    ];
    const give = (id: number, permissions: object[]) =>
      http.put(`/admin/roles/${id}/permissions`, { token, body: { permissions } });
    const [limited, free, sameLimit] = [await aRole(), await aRole(), await aRole()];
    await give(limited.id, article({ fields: ['title'] }, ['admin::is-creator']));
    await give(free.id, article({ fields: ['title', 'body'] }, []));
    await give(sameLimit.id, article({ fields: ['title'] }, ['admin::is-creator']));
    const author = await aUserAtWork({ roles: [limited.id] });

    for (const answer of await granted([free.id], author.token)) {
      expect(answer).toFailWith({ status: 403, code: 'MORE_THAN_YOU_HOLD' });
    }
    for (const answer of await granted([sameLimit.id], author.token)) {
      expect([200, 201]).toContain(answer.status);
    }
  });

  it('to themself neither', async () => {
    const half = await aRole(['users.read', 'users.update']);
    const halfClerk = await aUserAtWork({ roles: [half.id] });

    const answer = await gatehouse.put(`/users/${halfClerk.id}`, {
      token: halfClerk.token,
      from: halfClerk.from,
      body: { roles: [half.id, clerksRole] },
    });

    expect(answer).toFailWith({ status: 403, code: 'MORE_THAN_YOU_HOLD' });
    expect((await read(halfClerk)).roles.map(({ id }) => id)).toEqual([half.id]);
  });

  it('but leaves a user what they already have', async () => {
    const user = await aUser({ roles: ['strapi-editor'] });
    const editor = await roleId('strapi-editor');

    const answer = await gatehouse.put(`/users/${user.id}`, {
      ...asClerk(),
      body: { roles: [editor, clerksRole] },
    });

    expect(answer.status).toBe(200);
  });
});

it('takes a permission away from the next request on', async () => {
  const role = await aRole(['users.read']);
  const user = await aUserAtWork({ roles: [role.id] });
  const ask = () => gatehouse.get('/users', { token: user.token, from: user.from });
  expect((await ask()).status).toBe(200);

  await permit(role.id, []);

  expect((await ask()).status).toBe(403);
});
