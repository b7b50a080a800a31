import type { Licence } from '../../../shared/contracts/licences';
import { apiOnlyAt } from '../api-keys/api-only';
import { roleGroupsAt } from '../role-groups/vocabulary';
import { anEmail, shared, sharedUrl, succeed, type Answer, type Person } from '../vocabulary';
import { licencesAt } from './vocabulary';

const { act, aRole, attemptsOf, aUser, change, clock, gatehouse, http, putBack, read, sql, superAdmin } =
  shared;
const { aLicence, give, licenceOf, name, setLicence } = licencesAt(shared);
const { aGroup: aRoleGroup, give: giveRoleGroups, setRoles: setRolesOfGroup } = roleGroupsAt(shared);
const { aClientOf, aKeyOf, anApiOnlyUser, find } = apiOnlyAt(shared);

afterEach(putBack);

const refusedFor = (field: string) => ({ status: 400, code: 'LICENCE_FORBIDS_ROLE', field });
const logOf = async ({ id }: { id: number }) =>
  succeed(await gatehouse.get(`/users/${id}/log`)).body.data as { action: string; changes: object | null }[];
const bulk = (ids: number[], body: object) => gatehouse.post('/users/bulk', { body: { ids, ...body } });

describe('a role that names another licence', () => {
  let role: { id: number; name: string };
  let licence: Licence;
  let plain: { id: number };
  beforeAll(async () => {
    [role, plain, licence] = [await aRole(), await aRole(), await aLicence({ name: 'Publishing' })];
    succeed(await name(role, [licence]));
  });

  it('is refused whichever way it is given, in words that name both, and nothing is changed', async () => {
    const user = await aUser({ roles: [plain.id] });
    const before = await read(user);
    const { name: full } = before.licence;
    const email = anEmail();
    const body = { roles: [plain.id, role.id] };

    for (const answer of [
      await gatehouse.post('/users', { body: { email, ...body } }),
      await gatehouse.put(`/users/${user.id}`, { body }),
      await gatehouse.post('/users/invite', { body: { emails: [email], ...body } }),
    ]) {
      expect(answer).toFailWith(refusedFor('roles'));
      expect(answer.body.error.details.errors[0]).toMatchObject({
        message: `The licence ${full} does not allow the role ${role.name}`,
        values: { licence: full, role: role.name },
      });
    }
    const { data } = succeed(await bulk([user.id], { action: 'assign-role', role: role.id })).body;
    expect(data).toMatchObject([
      {
        ok: false,
        code: 'LICENCE_FORBIDS_ROLE',
        message: `The licence ${full} does not allow the role ${role.name}`,
      },
    ]);
    // Strapi's own pages.
    const native = { token: await superAdmin(), body };
    const put = await http.put(`/admin/users/${user.adminUserId}`, native);
    expect([put.status, put.body.error.message]).toEqual([
      400,
      `The licence ${full} does not allow the role ${role.name}`,
    ]);
    const person = { email, firstname: 'Ada', lastname: 'Byron' };
    expect((await http.post('/admin/users', { ...native, body: { ...person, ...body } })).status).toBe(400);

    expect(await read(user)).toEqual(before);
    expect((await gatehouse.get(`/users?_q=${email}`)).body.data).toEqual([]);
  });

  it('is given by no role group to whose licence is another one, nor by a group that they are in', async () => {
    const user = await aUser({ roles: [plain.id] });
    const [giving, harmless] = [await aRoleGroup([role]), await aRoleGroup([plain])];
    succeed(await giveRoleGroups(user, [harmless]));
    const before = await read(user);
    const email = anEmail();
    const body = { roles: [], roleGroups: [giving.id] };

    for (const answer of [
      await giveRoleGroups(user, [harmless, giving]),
      await gatehouse.post('/users', { body: { email, ...body } }),
      await gatehouse.post('/users/invite', { body: { emails: [email], ...body } }),
    ])
      expect(answer).toFailWith(refusedFor('roles'));
    expect(await setRolesOfGroup(harmless, [plain, role])).toFailWith({
      status: 400,
      code: 'LICENCE_USERS_MISFIT',
      field: 'roles',
    });

    expect(await read(user)).toEqual(before);
    expect((await gatehouse.get(`/users?_q=${email}`)).body.data).toEqual([]);
    succeed(await gatehouse.put(`/users/${user.id}`, { body: { licence: licence.id } }));
    succeed(await setRolesOfGroup(harmless, [plain, role]));
    succeed(await giveRoleGroups(user, [harmless, giving]));
    // What its groups give counts as much.
    expect(await gatehouse.put(`/users/${user.id}`, { body: { licence: null } })).toFailWith(
      refusedFor('licence'),
    );
  });

  it('goes with the licence that it names, whichever way both are given', async () => {
    const email = anEmail();
    const body = { roles: [role.id], licence: licence.id };
    const made = succeed(await gatehouse.post('/users', { body: { email, ...body } }), 201).body.data;
    expect(made).toMatchObject({ licence: { id: licence.id, name: 'Publishing' } });
    const invited = succeed(
      await gatehouse.post('/users/invite', { body: { emails: [anEmail()], ...body } }),
      201,
    ).body.data;
    expect(invited).toMatchObject([{ code: null, user: { licence: { id: licence.id } } }]);
    const user = await aUser({ roles: [plain.id] });
    succeed(await give(user, licence, { roles: [role.id] }));
    expect(await read(user)).toMatchObject({ licence: { id: licence.id }, roles: [{ id: role.id }] });
    expect((await logOf(user))[0]).toMatchObject({
      changes: { licence: { before: (await licenceOf('full')).name, after: 'Publishing' } },
    });
    const other = await aUser({ roles: [plain.id] });
    succeed(await give(other, licence));
    const { data } = succeed(await bulk([other.id], { action: 'assign-role', role: role.id })).body;
    expect(data).toMatchObject([{ ok: true }]);
    const native = { token: await superAdmin(), body: { roles: [role.id] } };
    succeed(await http.put(`/admin/users/${other.adminUserId}`, native));
  });

  it('keeps another licence from who holds it', async () => {
    const user = await aUser({ roles: [plain.id] });
    succeed(await give(user, licence, { roles: [role.id] }));

    expect(await give(user, await licenceOf('full'))).toFailWith(refusedFor('licence'));
    succeed(await give(user, await licenceOf('full'), { roles: [plain.id] }));
  });
});

describe('a licence for named roles alone', () => {
  it('goes with no other role', async () => {
    const readOnly = await licenceOf('read-only');
    const [named, plain] = [await aRole(), await aRole()];
    const user = await aUser({ roles: [plain.id] });
    succeed(await name(named, [readOnly]));

    expect(await give(user, readOnly)).toFailWith(refusedFor('licence'));
    succeed(await give(user, readOnly, { roles: [named.id] }));
    expect(await gatehouse.put(`/users/${user.id}`, { body: { roles: [named.id, plain.id] } })).toFailWith(
      refusedFor('roles'),
    );
    await change(user, { roles: [plain.id], licence: (await licenceOf('full')).id });
  });
});

describe('the type of a user', () => {
  it('is one that the licence is for', async () => {
    const panel = await aLicence();
    const user = await aUser();
    const robot = await anApiOnlyUser();
    const refused = { status: 400, code: 'LICENCE_NOT_FOR_TYPE' };

    expect(await give(robot, panel)).toFailWith({ ...refused, field: 'licence' });
    expect(await give(user, await licenceOf('api'))).toFailWith({ ...refused, field: 'licence' });
    succeed(await give(user, panel));
    expect(await gatehouse.put(`/users/${user.id}`, { body: { type: 'api-only' } })).toFailWith({
      ...refused,
      field: 'type',
    });
  });

  it('brings its own licence with it, where nothing else is said, and back', async () => {
    const user = await aUser();
    const [full, api] = [await licenceOf('full'), await licenceOf('api')];

    await give(user, full);
    expect(await change(user, { type: 'api-only' })).toMatchObject({ licence: { id: api.id } });
    await aKeyOf(user);
    expect(await change(user, { type: 'panel' })).toMatchObject({ licence: { id: full.id } });
  });
});

describe('seats', () => {
  const full = { status: 400, code: 'NO_SEATS_LEFT' };
  const aCrowded = async () => {
    const licence = await aLicence({ seats: 1 });
    const first = await aUser();
    succeed(await give(first, licence));
    return { licence, first };
  };

  it('let no more users have the licence, in words that name it', async () => {
    const { licence, first } = await aCrowded();
    const user = await aUser();
    const role = await aRole();
    const body = { roles: [role.id], licence: licence.id };

    const answer = await give(user, licence);
    expect(answer).toFailWith({ ...full, field: 'licence' });
    expect(answer.body.error.message).toBe('All 1 seats of the licence A licence are taken');
    expect(await gatehouse.post('/users', { body: { email: anEmail(), ...body } })).toFailWith(full);
    const invited = succeed(
      await gatehouse.post('/users/invite', { body: { emails: [anEmail()], ...body } }),
      201,
    ).body.data;
    expect(invited).toMatchObject([{ user: null, code: 'NO_SEATS_LEFT' }]);
    // Who has it keeps it.
    succeed(await gatehouse.put(`/users/${first.id}`, { body: { licence: licence.id, firstname: 'Ada' } }));
    succeed(await gatehouse.delete(`/users/${first.id}`));
    succeed(await give(user, licence));
  });

  it('are given back by who is disabled, and taken again by who is enabled', async () => {
    const { licence, first } = await aCrowded();
    const second = await aUser();
    await act(first, 'disable');
    succeed(await give(second, licence));

    expect(await gatehouse.post(`/users/${first.id}/enable`, { body: {} })).toFailWith(full);
    const many = succeed(await bulk([first.id], { action: 'enable' })).body.data;
    expect(many).toMatchObject([{ ok: false, code: 'NO_SEATS_LEFT' }]);
    const token = await superAdmin();
    const native = await http.put(`/admin/users/${first.adminUserId}`, { token, body: { isActive: true } });
    expect(native.status).toBe(400);
    expect(await read(first)).toMatchObject({ status: 'disabled' });

    await act(second, 'disable');
    await act(first, 'enable');
    expect(await licenceOf(licence.code)).toMatchObject({ userCount: 2, seatsTaken: 1 });
    // Nobody who has a seat takes another one.
    await act(first, 'suspend');
    await act(first, 'enable');
  });

  it('are counted one after the other where many are enabled at once', async () => {
    const licence = await aLicence({ seats: 2 });
    const people: Person[] = [];
    for (let made = 0; made < 3; made += 1) {
      const user = await aUser();
      await act(user, 'disable');
      succeed(await give(user, licence));
      people.push(user);
    }

    const { data } = succeed(
      await bulk(
        people.map(({ id }) => id),
        { action: 'enable' },
      ),
    ).body;

    expect(data.map(({ ok }: { ok: boolean }) => ok).sort()).toEqual([false, true, true]);
    expect(await licenceOf(licence.code)).toMatchObject({ seatsTaken: 2 });
  });

  it('do not hold up the command line, which is the way back in', async () => {
    const { licence, first } = await aCrowded();
    await act(first, 'disable');
    succeed(await give(await aUser(), licence));

    await shared.call(
      `strapi.plugin('gatehouse').service('breakGlass').enable(${JSON.stringify(first.email)})`,
    );

    expect(await read(first)).toMatchObject({ status: 'active' });
  });

  it.each([
    [
      'here',
      async (licence: Licence, roles: number[]) =>
        gatehouse.post('/users', { body: { email: anEmail(), roles, licence: licence.id } }),
    ],
    [
      'by invitations',
      async (licence: Licence, roles: number[]) => {
        const body = { emails: [anEmail()], roles, licence: licence.id };
        const { body: answer } = await gatehouse.post('/users/invite', { body });
        return { status: answer.data[0].user ? 201 : 400 } as Answer;
      },
    ],
  ])('are given out exactly: of 20 who are made at once %s, three find one', async (_where, make) => {
    const licence = await aLicence({ seats: 3 });
    const role = await aRole();

    const answers = await Promise.all(Array.from({ length: 20 }, () => make(licence, [role.id])));

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(await licenceOf(licence.code)).toMatchObject({ userCount: 3, seatsTaken: 3 });
  });

  it('are given out exactly in Strapi’s own pages too', async () => {
    const usual = await licenceOf('full');
    const role = await aRole();
    const token = await superAdmin();
    succeed(await setLicence(usual, { seats: usual.seatsTaken + 3 }));
    try {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () =>
          http.post('/admin/users', {
            token,
            body: { email: anEmail(), firstname: 'Ada', lastname: 'Byron', roles: [role.id] },
          }),
        ),
      );

      expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
      expect(answers.filter(({ status }) => status === 400)).toHaveLength(17);
      expect(await licenceOf('full')).toMatchObject({ seatsTaken: usual.seatsTaken + 3 });
    } finally {
      succeed(await setLicence(usual, { seats: null }));
    }
  });
});

describe('keys', () => {
  const refused = { status: 400, code: 'LICENCE_FORBIDS_API_KEYS' };
  const withoutKeys = () => aLicence({ userTypes: ['api-only'] });

  it('are neither made nor rotated where the licence allows none, nor OAuth clients', async () => {
    const robot = await anApiOnlyUser();
    const key = await aKeyOf(robot);
    const licence = await withoutKeys();
    // As a key stays that was made before: by another way than what is refused here.
    await sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', [
      ...['gatehouse_users', 'licence_id', licence.id],
      ...['id', robot.id],
    ]);

    const description = { description: 'Warehouse' };
    expect(await gatehouse.post(`/users/${robot.id}/api-keys`, { body: description })).toFailWith(refused);
    expect(await gatehouse.post(`/api-keys/${key.id}/rotate`, { body: {} })).toFailWith(refused);
    await change(robot, { authType: 'oauth-client' });
    expect(await gatehouse.post(`/users/${robot.id}/oauth-clients`, { body: description })).toFailWith(
      refused,
    );
    expect(await find(key.key)).toBe(401);
  });

  it('keep a licence without them from their user', async () => {
    const robot = await anApiOnlyUser();
    const licence = await withoutKeys();
    const key = await aKeyOf(robot);

    expect(await give(robot, licence)).toFailWith({ ...refused, field: 'licence' });
    succeed(await gatehouse.delete(`/api-keys/${key.id}`));
    const client = await aClientOf(robot);
    expect(await give(robot, licence)).toFailWith({ ...refused, field: 'licence' });
    succeed(await gatehouse.delete(`/oauth-clients/${client.id}`));
    succeed(await give(robot, licence));
  });

  it('stop with the next request when the licence allows them no more, OAuth tokens too, and it is recorded', async () => {
    const robot = await anApiOnlyUser(undefined, ['users.read']);
    const licence = await aLicence({ userTypes: ['api-only'], features: ['api-keys'] });
    succeed(await give(robot, licence));
    const key = await aKeyOf(robot);
    const panelKey = await aKeyOf(robot, { kind: 'admin' });
    const client = await aClientOf(robot);
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client.clientId,
      client_secret: client.clientSecret,
    });
    const ask = () => fetch(`${sharedUrl()}/api/gatehouse/oauth/token`, { method: 'POST', body: form });
    const { access_token: token } = (await (await ask()).json()) as { access_token: string };
    const statuses = async () => [
      await find(key.key),
      await find(token),
      (await gatehouse.get('/users?pageSize=1', { token: panelKey.key })).status,
      (await ask()).status,
    ];
    const setFeatures = (features: string[]) =>
      sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', [
        ...['gatehouse_licences', 'features', JSON.stringify(features)],
        ...['id', licence.id],
      ]);
    expect(await statuses()).toEqual([200, 200, 200, 200]);

    await setFeatures([]);

    expect(await statuses()).toEqual([401, 401, 401, 401]);
    expect((await attemptsOf(robot)).map(({ reason }) => reason)).toContain('no-api-licence');
    const { body } = await gatehouse.post('/access/explain', {
      body: { user: robot.id, ip: '192.0.2.1', realm: 'api', at: (await clock.now()).toISOString() },
    });
    expect(body.data.decision).toMatchObject({ outcome: 'deny', reason: 'no-api-licence' });
    await setFeatures(['api-keys']);
    expect(await statuses()).toEqual([200, 200, 200, 200]);
  });

  it('ask no more of the database than they did', async () => {
    const robot = await anApiOnlyUser();
    const key = await aKeyOf(robot);
    await find(key.key);

    const statements = await shared.queries.during(() => find(key.key));

    expect(statements.filter((sql) => sql.includes('gatehouse_licences'))).toHaveLength(1);
    expect(statements.filter((sql) => sql.includes('gatehouse_users'))).toHaveLength(2);
  });
});
