import { anEmail, shared, succeed, type Person } from '../vocabulary';

const { aRole, aUser, aUserAtWork, change, gatehouse, http, permit, putBack, read, roleId, sql, superAdmin } =
  shared;
afterEach(putBack);

const FIND = 'api::article.article.find';
const CREATE = 'api::article.article.create';

const set = ({ id }: { id: number }, body: object) => gatehouse.put(`/roles/${id}`, { body });
const roleOf = async ({ id }: { id: number }) => succeed(await gatehouse.get(`/roles/${id}`)).body.data;
const changesOf = async () =>
  (
    await sql('SELECT ?? FROM ?? WHERE ?? = ? ORDER BY ?? DESC', [
      'changes',
      'gatehouse_notes',
      'action',
      'role-changed',
      'id',
    ])
  ).map(({ changes }) => JSON.parse(String(changes)));

describe('actions of the Content API', () => {
  it('are those that routes ask for, by content type', async () => {
    const { data } = succeed(await gatehouse.get('/api-actions')).body;

    expect(data).toContainEqual({ uid: FIND, owner: 'api::article.article' });
    expect(new Set(data.map(({ uid }: { uid: string }) => uid)).size).toBe(data.length);
  });

  it('are none at first, and are what was set last', async () => {
    const role = await aRole();
    expect(await roleOf(role)).toMatchObject({ apiActions: [] });

    succeed(await set(role, { apiActions: [FIND, CREATE] }));
    expect(await roleOf(role)).toMatchObject({ apiActions: [FIND, CREATE], mfaRequired: false });
    succeed(await set(role, { apiActions: [CREATE] }));

    expect(await roleOf(role)).toMatchObject({ apiActions: [CREATE] });
    expect((await changesOf())[0]).toEqual({ apiActions: { before: [FIND, CREATE], after: [CREATE] } });
  });

  it.each([
    ['one that there is not', ['api::article.article.conquer'], 'UNKNOWN_API_ACTION'],
    ['one twice', [FIND, FIND], 'VALIDATION'],
    ['no list', FIND, 'VALIDATION'],
  ])('are refused with %s, and nothing changes', async (_, apiActions, code) => {
    const role = await aRole();
    succeed(await set(role, { apiActions: [FIND] }));

    expect(await set(role, { apiActions })).toFailWith({ status: 400, code, field: 'apiActions' });

    expect(await roleOf(role)).toMatchObject({ apiActions: [FIND] });
  });

  it('stay when their content type is gone, and may be taken away one by one', async () => {
    const role = await aRole();
    await sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', [
      'gatehouse_roles',
      'api_actions',
      JSON.stringify(['api::gone.gone.find', 'api::gone.gone.create']),
      'id',
      role.id,
    ]);

    succeed(await set(role, { apiActions: ['api::gone.gone.find', FIND] }));

    expect(await roleOf(role)).toMatchObject({ apiActions: ['api::gone.gone.find', FIND] });
  });

  it('are given by nobody who does not hold them, by role or by user', async () => {
    const own = await aRole(['roles.read', 'roles.update', 'users.create', 'users.update']);
    succeed(await set(own, { apiActions: [FIND] }));
    const { token, from } = await aUserAtWork({ roles: [own.id] });
    const target = await aRole();
    const ask = (apiActions: string[]) =>
      gatehouse.put(`/roles/${target.id}`, { token, from, body: { apiActions } });

    expect(await ask([FIND, CREATE])).toFailWith({ status: 403, code: 'MORE_THAN_YOU_HOLD' });
    expect(await roleOf(target)).toMatchObject({ apiActions: [] });
    succeed(await ask([FIND]));
    succeed(await set(target, { apiActions: [FIND, CREATE] }));
    const create = () =>
      gatehouse.post('/users', {
        token,
        from,
        body: { email: anEmail(), type: 'api-only', roles: [target.id] },
      });
    expect(await create()).toFailWith({ status: 403, code: 'MORE_THAN_YOU_HOLD' });
    // What is there already can be left or taken away.
    succeed(await ask([CREATE]));
    succeed(await ask([FIND]));
    succeed(await create(), 201);
  });

  it('are given by who may make API tokens in Strapi, which reach all of the Content API', async () => {
    const own = await aRole();
    succeed(
      await http.put(`/admin/roles/${own.id}/permissions`, {
        token: await superAdmin(),
        body: {
          permissions: ['plugin::gatehouse.roles.update', 'admin::api-tokens.create'].map((action) => ({
            action,
            subject: null,
            properties: {},
            conditions: [],
          })),
        },
      }),
    );
    const { token, from } = await aUserAtWork({ roles: [own.id] });
    const target = await aRole();

    succeed(await gatehouse.put(`/roles/${target.id}`, { token, from, body: { apiActions: [FIND] } }));
  });
});

describe('the types of users a role is for', () => {
  const aRoleFor = async (...userTypes: string[]) => {
    const role = await aRole();
    succeed(await set(role, { userTypes }));
    return role;
  };
  const refused = { status: 400, code: 'ROLE_NOT_FOR_TYPE', field: 'roles' };
  const anApiOnly = async (roles: number[] = []) =>
    succeed(await gatehouse.post('/users', { body: { email: anEmail(), type: 'api-only', roles } }), 201).body
      .data as { id: number };

  it('are all of them unless told', async () => {
    const role = await aRole();
    expect(await roleOf(role)).toMatchObject({ userTypes: ['panel', 'api-only', 'end-user'] });
    await anApiOnly([role.id]);
    await aUser({ roles: [role.id] });
  });

  it('keep it from others, whichever way it is given', async () => {
    const role = await aRoleFor('api-only');
    const user = await aUser();
    const before = await read(user);

    expect(await gatehouse.post('/users', { body: { email: anEmail(), roles: [role.id] } })).toFailWith(
      refused,
    );
    expect(
      await gatehouse.post('/users/invite', { body: { emails: [anEmail()], roles: [role.id] } }),
    ).toFailWith(refused);
    expect(await gatehouse.put(`/users/${user.id}`, { body: { roles: [role.id] } })).toFailWith(refused);
    const { data } = succeed(
      await gatehouse.post('/users/bulk', { body: { ids: [user.id], action: 'assign-role', role: role.id } }),
    ).body;
    expect(data).toMatchObject([{ ok: false, code: 'ROLE_NOT_FOR_TYPE' }]);
    // Strapi's own pages.
    const token = await superAdmin();
    const native = { token, body: { roles: [role.id] } };
    expect((await http.put(`/admin/users/${user.adminUserId}`, native)).status).toBe(400);
    const email = anEmail();
    const made = { token, body: { email, firstname: 'Ada', lastname: 'Byron', roles: [role.id] } };
    expect((await http.post('/admin/users', made)).status).toBe(400);

    expect(await read(user)).toEqual(before);
    expect((await gatehouse.get(`/users?_q=${email}`)).body.data).toEqual([]);
    await anApiOnly([role.id]);
  });

  it('hold when a user becomes another', async () => {
    const role = await aRoleFor('api-only');
    const panel = await aRoleFor('panel');
    const { id } = await anApiOnly([role.id]);
    const become = (body: object) => gatehouse.put(`/users/${id}`, { body });

    expect(await become({ type: 'panel' })).toFailWith(refused);
    expect(await become({ roles: [panel.id] })).toFailWith(refused);
    expect(await read({ id })).toMatchObject({ type: 'api-only', roles: [{ id: role.id }] });
    expect(succeed(await become({ type: 'panel', roles: [panel.id] })).body.data).toMatchObject({
      type: 'panel',
      roles: [{ id: panel.id }],
    });
  });

  it('leave out no type that still holds it', async () => {
    const role = await aRole();
    const user: Person = await aUser({ roles: [role.id, await roleId('strapi-editor')] });

    expect(await set(role, { userTypes: ['api-only'] })).toFailWith({
      status: 400,
      code: 'ROLE_HELD_BY_TYPE',
      field: 'userTypes',
    });
    await change(user, { roles: [await roleId('strapi-editor')] });

    succeed(await set(role, { userTypes: ['api-only'] }));
  });

  it.each([[[]], [['robot']], [['panel', 'panel']], ['panel']])('are refused as %j', async (userTypes) => {
    const role = await aRole();
    expect(await set(role, { userTypes })).toMatchObject({ status: 400 });
    expect(await roleOf(role)).toMatchObject({ userTypes: ['panel', 'api-only', 'end-user'] });
  });
});

it('records nothing of a change that is none', async () => {
  const role = await aRole();
  await permit(role.id, []);
  const before = await changesOf();

  succeed(
    await set(role, { apiActions: [], userTypes: ['panel', 'api-only', 'end-user'], mfaRequired: false }),
  );

  expect(await changesOf()).toEqual(before);
});

it('says which are privileged, in lists too', async () => {
  const superAdmins = { id: await roleId('strapi-super-admin') };
  const plain = await aRole();

  expect(await roleOf(superAdmins)).toMatchObject({ isPrivileged: true });
  expect(await roleOf(plain)).toMatchObject({ isPrivileged: false });
  const { data } = succeed(await gatehouse.get('/roles?pageSize=100')).body;
  for (const [{ id }, isPrivileged] of [[superAdmins, true] as const, [plain, false] as const])
    expect(data.find((role: { id: number }) => role.id === id)).toMatchObject({ isPrivileged });
});
