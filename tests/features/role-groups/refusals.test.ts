import { PERMISSIONS } from '../../../shared/permissions';
import { accountsAt } from '../accounts/vocabulary';
import { anEmail, shared, succeed, type Person } from '../vocabulary';
import { aName, roleGroupsAt } from './vocabulary';

const { aRole, aUser, aUserAtWork, gatehouse, permit, putBack, roleId, superAdmin } = shared;
const { aGroup, create, give, groupsOf, nativeRolesOf, read, remove, setRoles, update } =
  roleGroupsAt(shared);
const accounts = accountsAt(shared);

afterAll(putBack);

const MORE = { status: 403, code: 'MORE_THAN_YOU_HOLD' };
const SUPER_ADMIN_ONLY = { status: 403, code: 'SUPER_ADMIN_ONLY' };

type Role = { id: number; name: string };
let user: Person;
let empty: Role;
let powerful: Role;
beforeEach(async () => {
  [empty, powerful] = [await aRole(), await aRole(['users.delete'])];
  user = await aUser({ roles: [empty.id] });
});

const aManager = async () => {
  const role = await aRole([
    'role-groups.manage',
    'users.read',
    'users.create',
    'users.update',
    'roles.read',
  ]);
  const person = await aUserAtWork({ roles: [role.id] });
  return { ...person, role, ask: { token: person.token, from: person.from } };
};

describe('who may not do it themself', () => {
  it('puts it into no group, gives no group that has it, and makes it nobody’s own', async () => {
    const manager = await aManager();
    const { ask } = manager;
    const group = await aGroup([powerful]);

    expect(await create({ name: aName(), roles: [powerful.id] }, ask)).toFailWith(MORE);
    const made = succeed(await create({ name: aName(), roles: [empty.id] }, ask), 201).body.data;
    expect(await setRoles(made, [empty, powerful], ask)).toFailWith(MORE);
    expect(await give(user, [made, group], ask)).toFailWith(MORE);
    expect(await give(manager, [group], ask)).toFailWith(MORE);
    expect(
      await gatehouse.post('/users', {
        ...ask,
        body: { email: anEmail('more'), roles: [empty.id], roleGroups: [group.id] },
      }),
    ).toFailWith(MORE);
    succeed(await give(user, [made], ask));

    succeed(await give(user, [group]));
    // They would keep it when the group goes.
    expect(
      await gatehouse.put(`/users/${user.id}`, { ...ask, body: { roles: [empty.id, powerful.id] } }),
    ).toFailWith(MORE);
    // Who is in the group already may stay, and a role may be taken.
    succeed(await gatehouse.put(`/users/${user.id}`, { ...ask, body: { roles: [empty.id] } }));
    succeed(await give(user, [group, made], ask));
    succeed(await setRoles(group, [], ask));
    expect(await nativeRolesOf(user)).toEqual([empty.name]);
  });

  it('does not by invitation either, of whatever groups there are', async () => {
    const { ask, role } = await aManager();
    await permit(role.id, ['users.create', 'users.invite']);
    const group = await aGroup([powerful]);
    const invite = (roleGroups: number[]) =>
      gatehouse.post('/users/invite', { ...ask, body: { emails: [anEmail('more')], roles: [], roleGroups } });

    expect(await invite([group.id])).toFailWith(MORE);
    expect(await invite([2147483647])).toFailWith({ status: 400, code: 'UNKNOWN_ROLE_GROUP' });
    expect(await invite([])).toFailWith({ status: 400, code: 'VALIDATION' });
  });
});

describe('super admins', () => {
  it('alone touch a group that makes super admins, or that one is in', async () => {
    const { ask } = await aManager();
    const superRole = { id: await roleId('strapi-super-admin') };
    const [making, having] = [await aGroup([superRole]), await aGroup([empty])];
    const boss = await aUser({ roles: [superRole.id] });
    succeed(await give(boss, [having]));

    expect(await create({ name: aName(), roles: [superRole.id] }, ask)).toFailWith(SUPER_ADMIN_ONLY);
    for (const group of [making, having])
      for (const refused of [
        await update(group, { name: aName() }, ask),
        await setRoles(group, [], ask),
        await remove(group, ask),
      ])
        expect(refused).toFailWith(SUPER_ADMIN_ONLY);
    expect(await give(user, [making], ask)).toFailWith(SUPER_ADMIN_ONLY);
    expect(await give(boss, [], ask)).toFailWith(SUPER_ADMIN_ONLY);
    expect(await setRoles(having, [superRole], ask)).toFailWith(SUPER_ADMIN_ONLY);
    succeed(await remove(making));
    succeed(await remove(having));
    succeed(await gatehouse.delete(`/users/${boss.id}`));
  });

  it('are never lost with a group, whichever way it loses the role', async () => {
    const superRole = { id: await roleId('strapi-super-admin') };
    const group = await aGroup([superRole]);
    const token = await superAdmin();
    const me = succeed(await gatehouse.get('/me', { token })).body.data;
    const others = (
      succeed(await gatehouse.get(`/users?filters[role][$eq]=${superRole.id}&pageSize=100`)).body
        .data as Person[]
    ).filter(({ id, email }) => email !== me.email && id);
    const boss = succeed(await gatehouse.get(`/users?_q=${encodeURIComponent(me.email)}`)).body.data[0];
    const wasIn = boss.roles.filter(({ id }: Role) => id === superRole.id);
    expect(wasIn).toHaveLength(1);
    // Whoever else other tests have left.
    for (const { id } of others) await gatehouse.put(`/users/${id}`, { body: { roles: [empty.id] } });

    succeed(await give(boss, [group]));
    succeed(await gatehouse.put(`/users/${boss.id}`, { body: { roles: [empty.id] } }));
    for (const refused of [await setRoles(group, []), await remove(group), await give(boss, [])])
      expect(refused).toFailWith({ status: 400, code: 'LAST_SUPER_ADMIN' });

    // With another one it may go.
    succeed(await gatehouse.put(`/users/${boss.id}`, { body: { roles: [superRole.id] } }));
    succeed(await remove(group));
    expect(succeed(await gatehouse.get(`/users/${boss.id}`)).body.data.roles).toEqual(wasIn);
  });
});

describe('who is limited to their own accounts', () => {
  afterEach(accounts.clear);
  beforeAll(accounts.clear);

  it('gives users within reach groups whose roles they hold, and manages no group', async () => {
    const [mine, theirs] = [await accounts.anAccount(), await accounts.anAccount()];
    const admin = await accounts.aLimitedAdmin([mine]);
    const [near, far] = [user, await aUser({ roles: [empty.id] })];
    await accounts.place(near, [{ account: mine, role: 'viewer' }]);
    await accounts.place(far, [{ account: theirs, role: 'viewer' }]);
    const [fitting, free] = [await aGroup([empty]), await aGroup([await aRole(['users.read'])])];
    const { ask } = admin;

    succeed(await give(near, [fitting], ask));
    expect(await give(far, [fitting], ask)).toFailWith({ status: 404, code: 'NOT_FOUND' });
    expect((await gatehouse.get(`/users/${far.id}/role-groups`, ask)).status).toBe(404);
    // With it they would reach further than who gives it.
    expect(await give(near, [free], ask)).toFailWith(MORE);
    expect(await create({ name: aName(), roles: [] }, ask)).toFailWith({ status: 403, code: 'OUT_OF_REACH' });
    expect(await setRoles(fitting, [], ask)).toFailWith({ status: 403, code: 'OUT_OF_REACH' });
    expect(await remove(fitting, ask)).toFailWith({ status: 403, code: 'OUT_OF_REACH' });
    expect(await groupsOf(near)).toEqual([fitting.name]);
  });
});

it('takes the permission, for groups and for users', async () => {
  const role = await aRole(
    PERMISSIONS.map(({ uid }) => uid).filter((uid) => uid !== 'role-groups.manage' && uid !== 'users.update'),
  );
  const person = await aUserAtWork({ roles: [role.id] });
  const ask = { token: person.token, from: person.from };
  const group = await aGroup([empty]);

  for (const { status } of [
    await create({ name: aName(), roles: [] }, ask),
    await update(group, { name: aName() }, ask),
    await remove(group, ask),
    await give(user, [group], ask),
  ])
    expect(status).toBe(403);
  expect(await read(group)).toEqual(group);
});

it('knows the groups there are, each once, and not endlessly many', async () => {
  const group = await aGroup([empty]);
  const put = (roleGroups: unknown) =>
    gatehouse.put(`/users/${user.id}/role-groups`, { body: { roleGroups } });

  expect(await put([group.id, 2147483647])).toFailWith({ status: 400, code: 'UNKNOWN_ROLE_GROUP' });
  expect(await put([group.id, group.id])).toFailWith({ status: 400, code: 'VALIDATION' });
  expect(await put(Array.from({ length: 51 }, (_, n) => n + 1))).toFailWith({
    status: 400,
    code: 'VALIDATION',
  });
  expect(await groupsOf(user)).toEqual([]);
  expect((await give({ id: 2147483647 }, [group])).status).toBe(404);
});
