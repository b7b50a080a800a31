import { accountsAt } from '../accounts/vocabulary';
import { dacGroupsAt } from '../dac-groups/vocabulary';
import { licencesAt } from '../licences/vocabulary';
import { roleGroupsAt } from '../role-groups/vocabulary';
import { type Person, shared, succeed } from '../vocabulary';

const { aRole, aUser, aUserAtWork, gatehouse, putBack, read } = shared;
const { accountsOf, aLimitedAdmin, anAccount, clear, place } = accountsAt(shared);
const { aGroup, codesOf, give } = dacGroupsAt(shared);
const { aLicence, give: giveLicence, name } = licencesAt(shared);
const { aGroup: aRoleGroup, give: giveRoleGroups, sourcesOf } = roleGroupsAt(shared);

type WithId = { id: number };
type Ask = { token?: string; from?: string };

beforeAll(clear);
afterEach(clear);
afterAll(putBack);

const ALL = { roles: true, roleGroups: true, accounts: true, dacGroups: true };
const copy = (target: WithId, source: WithId, what: object = ALL, ask: Ask = {}) =>
  gatehouse.post(`/users/${target.id}/copy-access`, { ...ask, body: { from: source.id, ...what } });
const rolesOf = async (user: WithId) => (await read(user)).roles.map((role) => role.id).sort((a, b) => a - b);
const logOf = async ({ id }: WithId) =>
  succeed(await gatehouse.get(`/users/${id}/log`)).body.data.map(({ action }: { action: string }) => action);

/** Somebody with a role, an account and a DAC group, and the names of those. */
const aSource = async () => {
  const role = await aRole();
  const group = await aGroup();
  const account = await anAccount(null, 'Acme');
  const source = await aUser({ roles: [role.id] });
  await place(source, [{ account, role: 'admin' }]);
  succeed(await give(source, [group]));
  return { source, role, group, account };
};

it('adds the roles, accounts and DAC groups of the other user, and takes nothing', async () => {
  const { source, role, group, account } = await aSource();
  const [own, ownGroup, ownAccount] = [await aRole(), await aGroup(), await anAccount(null, 'Beta')];
  const target = await aUser({ roles: [own.id] });
  await place(target, [{ account: ownAccount, role: 'viewer' }]);
  succeed(await give(target, [ownGroup]));

  expect(succeed(await copy(target, source)).body.data).toEqual({
    roles: [role.name],
    roleGroups: [],
    accounts: ['Acme'],
    dacGroups: ['A group'],
  });

  expect(await rolesOf(target)).toEqual([own.id, role.id].sort((a, b) => a - b));
  expect(await accountsOf(target)).toEqual([
    [account, 'admin'],
    [ownAccount, 'viewer'],
  ]);
  expect((await codesOf(target)).sort()).toEqual([group.code, ownGroup.code].sort());
  // One thing was done.
  expect((await logOf(target)).slice(0, 2)).toEqual(['access-copied', 'dac-groups-changed']);
});

it('leaves a user what they are in an account that both belong to', async () => {
  const { source, account } = await aSource();
  const target = await aUser();
  await place(target, [{ account, role: 'viewer' }]);

  expect(succeed(await copy(target, source, { accounts: true })).body.data.accounts).toEqual([]);
  expect(await accountsOf(target)).toEqual([[account, 'viewer']]);
});

it('copies the parts that are asked for alone, and writes nothing down where there is nothing to add', async () => {
  const { source, group } = await aSource();
  const target = await aUser();
  const before = await rolesOf(target);

  succeed(await copy(target, source, { dacGroups: true }));
  const log = await logOf(target);
  succeed(await copy(target, source, { dacGroups: true }));
  succeed(await copy(target, target));

  expect(await codesOf(target)).toEqual([group.code]);
  expect(await rolesOf(target)).toEqual(before);
  expect(await accountsOf(target)).toEqual([]);
  expect(await logOf(target)).toEqual(log);
});

it('copies role groups as groups, and of roles those that groups do not give', async () => {
  const [given, own, both] = [await aRole(), await aRole(), await aRole()];
  const group = await aRoleGroup([given, both]);
  const source = await aUser({ roles: [own.id] });
  succeed(await giveRoleGroups(source, [group]));
  const target = await aUser({ roles: [both.id] });

  expect(succeed(await copy(target, source)).body.data).toMatchObject({
    roles: [own.name],
    roleGroups: [group.name],
  });

  expect(await sourcesOf(target)).toEqual({
    [given.name]: [false, [group.name]],
    [own.name]: [true, []],
    [both.name]: [true, [group.name]],
  });
});

it.each(['roles', 'dacGroups'])(
  'is refused as a whole, naming the %s, where it is more than one holds',
  async (field) => {
    const { source, account, role } = await aSource();
    const clerk = await aUserAtWork({
      roles: [(await aRole(['users.read', 'users.update', 'accounts.assign', 'dac-groups.assign'])).id],
    });
    if (field === 'roles') await shared.permit(role.id, ['policy.update']);
    const target = await aUser();
    const before = await rolesOf(target);

    expect(await copy(target, source, { accounts: true, [field]: true }, clerk)).toFailWith({
      status: 403,
      code: 'MORE_THAN_YOU_HOLD',
      field,
    });

    expect([await rolesOf(target), await accountsOf(target)]).toEqual([before, []]);
    succeed(await copy(target, source, { accounts: true }, clerk));
    expect(await accountsOf(target)).toEqual([[account, 'admin']]);
  },
);

it.each([
  ['accounts', 'accounts.assign'],
  ['dacGroups', 'dac-groups.assign'],
] as const)('takes the permission to give %s', async (part, permission) => {
  const { source } = await aSource();
  const role = await aRole(['users.read', 'users.update']);
  const clerk = await aUserAtWork({ roles: [role.id] });
  const target = await aUser();

  expect(await copy(target, source, { [part]: true }, clerk)).toFailWith({
    status: 403,
    code: 'NOT_PERMITTED',
    field: part,
  });

  await shared.permit(role.id, ['users.read', 'users.update', permission]);
  expect((await copy(target, source, { [part]: true }, clerk)).body.error?.details?.code).not.toBe(
    'NOT_PERMITTED',
  );
});

it('never gives a super admin’s role by who is none, nor a role that is not for users of the type', async () => {
  const admin = await aUser({ roles: ['strapi-super-admin'] });
  const panelOnly = await aRole();
  succeed(await gatehouse.put(`/roles/${panelOnly.id}`, { body: { userTypes: ['panel'] } }));
  const writer = await aUser({ roles: [panelOnly.id] });
  const clerk = await aUserAtWork({ roles: [(await aRole(['users.read', 'users.update'])).id] });
  const target = await aUser();
  const machine = await aUser({ state: 'api-only' });

  expect(await copy(target, admin, { roles: true }, clerk)).toFailWith({
    status: 403,
    code: 'SUPER_ADMIN_ONLY',
    field: 'roles',
  });
  expect(await copy(machine, writer, { roles: true })).toFailWith({
    status: 400,
    code: 'ROLE_NOT_FOR_TYPE',
    field: 'roles',
  });
  await gatehouse.delete(`/users/${admin.id}`);
});

it.each([0, 2147483647, '1', null, undefined])('is refused from %p, naming the field', async (from) => {
  const target = await aUser();

  const answer = await gatehouse.post(`/users/${target.id}/copy-access`, { body: { from, ...ALL } });

  expect(answer).toFailWith({
    status: 400,
    code: from === 2147483647 ? 'UNKNOWN_USER' : 'VALIDATION',
    field: 'from',
  });
});

describe('by who is limited to their own accounts', () => {
  let inside: number;
  let outside: number;
  let admin: Awaited<ReturnType<typeof aLimitedAdmin>>;
  const aMember = async (...accounts: number[]): Promise<Person> => {
    const user = await aUser({ roles: [(await aRole()).id] });
    await place(
      user,
      accounts.map((account) => ({ account, role: 'viewer' })),
    );
    return user;
  };
  beforeEach(async () => {
    [inside, outside] = [await anAccount(), await anAccount()];
    admin = await aLimitedAdmin([inside]);
  });

  it('copies of accounts those within reach', async () => {
    const second = await anAccount(inside);
    const target = await aMember(inside);
    const source = await aMember(second, outside);

    succeed(await copy(target, source, { accounts: true }, admin.ask));

    expect((await accountsOf(target)).map(([id]) => id).sort()).toEqual([inside, second].sort());
  });

  it('knows of nobody beyond reach', async () => {
    expect(await copy(await aMember(inside), await aMember(outside), { roles: true }, admin.ask)).toFailWith({
      status: 400,
      code: 'UNKNOWN_USER',
      field: 'from',
    });
    expect(await copy(await aMember(outside), await aMember(inside), { roles: true }, admin.ask)).toFailWith({
      status: 404,
      code: 'NOT_FOUND',
    });
  });
});

it('of several at once adds each once', async () => {
  const { source, role } = await aSource();
  const target = await aUser({ roles: [(await aRole()).id] });

  const answers = await Promise.all(Array.from({ length: 8 }, () => copy(target, source)));

  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  expect(answers.flatMap(({ body }) => body.data.roles)).toEqual([role.name]);
  expect(await rolesOf(target)).toHaveLength(2);
});

it('is not for who may not edit users', async () => {
  const { source } = await aSource();
  const viewer = await aUserAtWork({ roles: [(await aRole(['users.read'])).id] });
  const target = await aUser();
  const before = await rolesOf(target);

  expect((await copy(target, source, ALL, viewer)).status).toBe(403);

  expect(await rolesOf(target)).toEqual(before);
});

describe('a preview', () => {
  const preview = async (target: WithId, source: WithId, what: object = ALL, ask: Ask = {}) =>
    succeed(
      await gatehouse.post(`/users/${target.id}/copy-access/preview`, {
        ...ask,
        body: { from: source.id, ...what },
      }),
    ).body.data;
  type Parts = Record<string, { items: { name: string; refused: string | null }[]; refused: string | null }>;
  const namesIn = (parts: Parts) =>
    Object.fromEntries(
      Object.entries(parts).map(([part, { items }]) => [part, items.map(({ name }) => name)]),
    );
  const refusalsIn = (parts: Parts) =>
    Object.values(parts).flatMap(({ items, refused }) => [refused, ...items.map((item) => item.refused)]);

  it('names what is then added, without what is held already, and changes nothing', async () => {
    const { source, group } = await aSource();
    const roleGroup = await aRoleGroup([await aRole()]);
    succeed(await giveRoleGroups(source, [roleGroup]));
    const target = await aUser();
    succeed(await give(target, [group]));
    const before = [await read(target), await logOf(target)];

    const parts = await preview(target, source);

    expect([await read(target), await logOf(target)]).toEqual(before);
    expect(refusalsIn(parts).filter(Boolean)).toEqual([]);
    expect(parts.dacGroups.items).toEqual([]);
    expect(succeed(await copy(target, source)).body.data).toEqual(namesIn(parts));
    expect(Object.values(namesIn(await preview(target, source))).flat()).toEqual([]);
  });

  it('refuses each thing alone that copying refuses, with the same code', async () => {
    const clerkRole = await aRole(['users.read', 'users.update', 'accounts.assign', 'dac-groups.assign']);
    const clerk = await aUserAtWork({ roles: [clerkRole.id] });
    const [more, none] = [await aRole(['users.delete']), await aRole()];
    const [group, ofMore] = [await aGroup(), await aRoleGroup([more])];
    const source = await aUser({ roles: [more.id, none.id] });
    succeed(await give(source, [group]));
    succeed(await giveRoleGroups(source, [ofMore]));
    const target = await aUser({ roles: [none.id] });
    const ask = { token: clerk.token, from: clerk.from };

    const parts: Parts = await preview(target, source, ALL, ask);

    expect(parts).toMatchObject({
      roles: { items: [{ name: more.name, refused: 'MORE_THAN_YOU_HOLD' }] },
      roleGroups: { items: [{ name: ofMore.name, refused: 'MORE_THAN_YOU_HOLD' }] },
      dacGroups: { items: [{ refused: 'MORE_THAN_YOU_HOLD' }] },
    });
    for (const [part, { items }] of Object.entries(parts))
      if (items.some(({ refused }) => refused !== null))
        expect(await copy(target, source, { [part]: true }, ask)).toFailWith({
          status: 403,
          code: 'MORE_THAN_YOU_HOLD',
          field: part,
        });
  });

  it('refuses a part that one may not assign', async () => {
    const { source } = await aSource();
    const clerk = await aUserAtWork({ roles: [(await aRole(['users.read', 'users.update'])).id] });
    const ask = { token: clerk.token, from: clerk.from };

    expect(await preview(await aUser(), source, { accounts: true, dacGroups: true }, ask)).toEqual({
      roles: { items: [], refused: null },
      roleGroups: { items: [], refused: null },
      accounts: { items: [], refused: 'NOT_PERMITTED' },
      dacGroups: { items: [], refused: 'NOT_PERMITTED' },
    });
  });

  it('says which role is not for the type of the user, and which their licence forbids', async () => {
    const named = await aRole();
    const [licence, other] = [await aLicence(), await aLicence()];
    succeed(await name(named, [other]));
    const target = await aUser();
    succeed(await giveLicence(target, licence));
    const holder = await aUser({ roles: [(await aRole()).id] });
    succeed(await giveLicence(holder, other));
    const group = await aRoleGroup([named]);
    succeed(await giveRoleGroups(holder, [group]));

    const parts: Parts = await preview(target, holder);

    expect(parts.roleGroups?.items).toEqual([{ name: group.name, refused: 'LICENCE_FORBIDS_ROLE' }]);
    expect(await copy(target, holder, { roleGroups: true })).toFailWith({
      status: 400,
      code: 'LICENCE_FORBIDS_ROLE',
    });
    const ofPanel = await aRole();
    succeed(await gatehouse.put(`/roles/${ofPanel.id}`, { body: { userTypes: ['panel'] } }));
    const [robot, human] = [await aUser({ state: 'api-only' }), await aUser({ roles: [ofPanel.id] })];
    expect(await preview(robot, human, { roles: true })).toMatchObject({
      roles: { items: [{ name: ofPanel.name, refused: 'ROLE_NOT_FOR_TYPE' }] },
    });
    expect(await copy(robot, human, { roles: true })).toFailWith({ status: 400, code: 'ROLE_NOT_FOR_TYPE' });
  });
});
