import { anEmail, shared, succeed, type Person } from '../vocabulary';
import { aName, roleGroupsAt } from './vocabulary';

const { aRole, aUser, aUserAtWork, change, gatehouse, http, putBack, sql } = shared;
const {
  aGroup,
  create,
  give,
  groupsOf,
  logOf,
  nativeRolesOf,
  read,
  remove,
  rowsOf,
  setRoles,
  sourcesOf,
  update,
} = roleGroupsAt(shared);

type Role = { id: number; name: string };

afterAll(putBack);

let own: Role;
let writer: Role;
let editor: Role;
beforeAll(async () => {
  [own, writer, editor] = [await aRole(), await aRole(), await aRole()];
});
let user: Person;
beforeEach(async () => {
  user = await aUser({ roles: [own.id] });
});

const names = (...roles: Role[]) => roles.map(({ name }) => name).sort();

describe('groups', () => {
  it('are made with roles, found by name, counted, changed and deleted', async () => {
    const name = aName();
    const made = succeed(
      await create({ name, description: 'Who writes the news', roles: [writer.id, editor.id] }),
      201,
    ).body.data;

    expect(made).toEqual({
      id: made.id,
      name,
      description: 'Who writes the news',
      roles: expect.arrayContaining([writer, editor]),
      userCount: 0,
    });
    succeed(await give(user, [made]));
    const { body } = succeed(
      await gatehouse.get(`/role-groups?_q=${encodeURIComponent(name.toUpperCase())}`),
    );
    expect(body.data).toEqual([{ ...made, userCount: 1 }]);
    expect(body.meta.pagination.total).toBe(1);
    const renamed = succeed(await update(made, { name: `${name} 2`, description: '' })).body.data;
    expect(renamed).toEqual({ ...made, name: `${name} 2`, description: null, userCount: 1 });
    succeed(await remove(made));
    expect((await gatehouse.get(`/role-groups/${made.id}`)).status).toBe(404);
    expect((await remove(made)).status).toBe(404);
    expect((await update(made, { name: 'x' })).status).toBe(404);
  });

  it('take no name twice, whatever letters it is in, not even of many at once', async () => {
    const name = aName();
    const answers = await Promise.all(
      [name, name.toUpperCase(), name.toLowerCase(), ` ${name}`].map((spelled) =>
        create({ name: spelled, roles: [] }),
      ),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400]);
    const refused = answers.find(({ status }) => status === 400);
    expect(refused).toFailWith({ status: 400, code: 'ROLE_GROUP_NAME_TAKEN' });
    expect(refused?.body.error.details.errors[0].path).toEqual(['name']);
    const other = await aGroup();
    expect(await update(other, { name: name.toUpperCase() })).toFailWith({
      status: 400,
      code: 'ROLE_GROUP_NAME_TAKEN',
    });
    succeed(await update(other, { name: other.name.toUpperCase() }));
  });

  it.each([
    ['no name', { name: ' ' }, 'name'],
    ['a name of two lines', { name: 'a\nb' }, 'name'],
    ['a role twice', { roles: [1, 1] }, 'roles'],
    ['a role there is not', { roles: [2147483647] }, 'roles'],
    ['endlessly many roles', { roles: Array.from({ length: 51 }, (_, n) => n + 1) }, 'roles'],
  ])('are not made with %s', async (_, body, field) => {
    const name = aName();
    const answer = await create({ name, roles: [], ...body });

    expect(answer.status).toBe(400);
    expect(answer.body.error.details.errors[0].path[0]).toBe(field);
    expect(
      await sql('SELECT ?? FROM ?? WHERE ?? = ?', ['id', 'gatehouse_role_groups', 'name', name]),
    ).toEqual([]);
  });
});

describe('the roles of a user', () => {
  it('are their own and those of their groups, and each says where it is from', async () => {
    const [news, desk] = [await aGroup([writer, editor], aName()), await aGroup([editor, own], aName())];

    const answer = succeed(await give(user, [news, desk])).body.data;

    expect(answer.roleGroups.map(({ id }: Role) => id).sort()).toEqual([news.id, desk.id].sort());
    expect(await sourcesOf(user)).toEqual({
      [own.name]: [true, [desk.name]],
      [writer.name]: [false, [news.name]],
      [editor.name]: [false, [news.name, desk.name].sort()],
    });
    expect(await nativeRolesOf(user)).toEqual(names(own, writer, editor));
    const { body } = succeed(await gatehouse.get(`/users/${user.id}`));
    expect(body.data.roles).toHaveLength(3);
    expect(body.data.roleGroups).toEqual(answer.roleGroups);

    succeed(await give(user, [desk]));
    expect(await sourcesOf(user)).toEqual({
      [own.name]: [true, [desk.name]],
      [editor.name]: [false, [desk.name]],
    });
    succeed(await give(user, []));
    expect(await sourcesOf(user)).toEqual({ [own.name]: [true, []] });
    expect(await nativeRolesOf(user)).toEqual(names(own));
    expect(await rowsOf(user)).toEqual([0, 0]);
    expect(await logOf(user, 'role-groups-changed')).toMatchObject([
      { changes: { roleGroups: { before: [desk.name], after: [] } } },
      { changes: { roleGroups: { before: [news.name, desk.name].sort(), after: [desk.name] } } },
      { changes: { roleGroups: { before: [], after: [news.name, desk.name].sort() } } },
    ]);
  });

  it('hold from the next request on', async () => {
    const reader = await aRole(['users.read']);
    const atWork = await aUserAtWork({ roles: [own.id] });
    const ask = () => http.get('/gatehouse/users', { token: atWork.token, from: atWork.from });
    const group = await aGroup([reader]);

    expect((await ask()).status).toBe(403);
    succeed(await give(atWork, [group]));
    expect((await ask()).status).toBe(200);
    succeed(await setRoles(group, []));
    expect((await ask()).status).toBe(403);
    succeed(await setRoles(group, [reader]));
    expect((await ask()).status).toBe(200);
    succeed(await remove(group));
    expect((await ask()).status).toBe(403);
  });

  it('are set without those of the groups, which no setting of them takes', async () => {
    const group = await aGroup([writer, editor]);
    succeed(await give(user, [group]));

    await change(user, { roles: [writer.id] });

    expect(await sourcesOf(user)).toEqual({
      [writer.name]: [true, [group.name]],
      [editor.name]: [false, [group.name]],
    });
    expect(await nativeRolesOf(user)).toEqual(names(writer, editor));
    // None of their own is enough for who has some from a group.
    await change(user, { roles: [] });
    expect(await sourcesOf(user)).toEqual({
      [writer.name]: [false, [group.name]],
      [editor.name]: [false, [group.name]],
    });
    expect(await gatehouse.put(`/users/${user.id}`, { body: { roleGroups: [] } })).toFailWith({
      status: 400,
      code: 'VALIDATION',
    });
    await change(user, { roles: [own.id], roleGroups: [] });
    expect(await sourcesOf(user)).toEqual({ [own.name]: [true, []] });
  });

  it('that they are to keep are made their own', async () => {
    const group = await aGroup([writer]);
    succeed(await give(user, [group]));

    await change(user, { roles: [own.id, writer.id] });
    succeed(await give(user, []));

    expect(await sourcesOf(user)).toEqual({ [own.name]: [true, []], [writer.name]: [true, []] });
    expect(await logOf(user, 'role-groups-changed')).toContainEqual(
      expect.objectContaining({
        changes: { directRoles: { before: names(own), after: names(own, writer) } },
      }),
    );
  });

  it('that are assigned to many become their own', async () => {
    const group = await aGroup([writer]);
    succeed(await give(user, [group]));

    succeed(
      await gatehouse.post('/users/bulk', {
        body: { ids: [user.id], action: 'assign-role', role: writer.id },
      }),
    );

    expect(await sourcesOf(user)).toMatchObject({ [writer.name]: [true, [group.name]] });
  });

  it('come with the user who is made or invited in a group', async () => {
    const group = await aGroup([writer, editor]);
    const made = succeed(
      await gatehouse.post('/users', {
        body: { email: anEmail('made'), roles: [own.id, writer.id], roleGroups: [group.id] },
      }),
      201,
    ).body.data;
    const [invited] = succeed(
      await gatehouse.post('/users/invite', {
        body: { emails: [anEmail('invited')], roles: [], roleGroups: [group.id] },
      }),
      201,
    ).body.data;

    expect(await sourcesOf(made)).toEqual({
      [own.name]: [true, []],
      [writer.name]: [true, [group.name]],
      [editor.name]: [false, [group.name]],
    });
    expect(await sourcesOf(invited.user)).toEqual({
      [writer.name]: [false, [group.name]],
      [editor.name]: [false, [group.name]],
    });
    expect(
      await gatehouse.post('/users', {
        body: { email: anEmail('none'), roles: [], roleGroups: [(await aGroup()).id] },
      }),
    ).toFailWith({ status: 400, code: 'VALIDATION' });
  });

  it('are what the list of users is narrowed down to', async () => {
    const [one, two] = [await aGroup([writer]), await aGroup()];
    const other = await aUser({ roles: [own.id] });
    succeed(await give(user, [one]));
    succeed(await give(other, [one, two]));
    const listed = async (filter: string) =>
      succeed(await gatehouse.get(`/users?filters[roleGroup]${filter}&sort=createdAt:asc`)).body.data.map(
        ({ id }: { id: number }) => id,
      );

    expect(await listed(`[$eq]=${one.id}`)).toEqual([user.id, other.id]);
    expect(await listed(`[$eq]=${two.id}`)).toEqual([other.id]);
    expect(
      (await gatehouse.get(`/users?filters[role][$eq]=${writer.id}&_q=${user.email}`)).body.data,
    ).toHaveLength(1);
  });

  it('go with the user', async () => {
    const group = await aGroup([writer]);
    succeed(await give(user, [group]));

    succeed(await gatehouse.delete(`/users/${user.id}`));

    expect(await rowsOf(user)).toEqual([0, 0]);
    expect((await read(group)).userCount).toBe(0);
  });

  it('say in what they permit from which group they are', async () => {
    const reader = await aRole(['users.read']);
    const group = await aGroup([reader]);
    succeed(await give(user, [group]));

    const { body } = succeed(await gatehouse.get(`/users/${user.id}/permissions`));

    expect(body.data.panel[0].through).toEqual([
      { role: reader, direct: false, groups: [{ id: group.id, name: group.name }] },
    ]);
  });
});

describe('a change of a group', () => {
  it('follows to who is in it: new roles come, those go that they have not otherwise', async () => {
    const [group, beside] = [await aGroup([writer, editor]), await aGroup([editor])];
    const [one, two, three] = [
      user,
      await aUser({ roles: [own.id, writer.id] }),
      await aUser({ roles: [own.id] }),
    ];
    succeed(await give(one, [group]));
    succeed(await give(two, [group]));
    succeed(await give(three, [group, beside]));
    const added = await aRole();

    succeed(await setRoles(group, [added]));

    expect(await nativeRolesOf(one)).toEqual(names(own, added));
    expect(await nativeRolesOf(two)).toEqual(names(own, writer, added));
    expect(await nativeRolesOf(three)).toEqual(names(own, editor, added));
    expect(await sourcesOf(three)).toEqual({
      [own.name]: [true, []],
      [editor.name]: [false, [beside.name]],
      [added.name]: [false, [group.name]],
    });
    // The list sorts and shows them, and each user's log tells of it.
    const { body } = succeed(await gatehouse.get(`/users?filters[role][$eq]=${added.id}&pageSize=100`));
    expect(body.data).toHaveLength(3);
    expect((await logOf(one, 'updated'))[0]?.changes).toEqual({
      roleNames: { before: names(own, writer, editor).join(', '), after: names(own, added).join(', ') },
    });
  });

  it('brings the second factor that its roles ask for, and lets go of it', async () => {
    const strict = await aRole();
    succeed(await gatehouse.put(`/roles/${strict.id}`, { body: { mfaRequired: false } }));
    await sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', [
      'gatehouse_roles',
      'mfa_required',
      true,
      'id',
      strict.id,
    ]);
    const group = await aGroup();
    succeed(await give(user, [group]));
    const isRequired = async () => (await shared.read(user)).mfaRequired;

    succeed(await setRoles(group, [strict]));
    expect(await isRequired()).toBe(true);
    succeed(await setRoles(group, []));
    expect(await isRequired()).toBe(false);
    succeed(await setRoles(group, [strict]));
    succeed(await remove(group));
    expect(await isRequired()).toBe(false);
    await sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', [
      'gatehouse_roles',
      'mfa_required',
      false,
      'id',
      strict.id,
    ]);
  });

  it('is undone as a whole where a panel user would be left without a role', async () => {
    const group = await aGroup([writer]);
    succeed(await give(user, [group]));
    await change(user, { roles: [] });

    for (const refused of [await setRoles(group, []), await remove(group)])
      expect(refused).toFailWith({ status: 400, code: 'ROLES_NEEDED' });

    expect(await sourcesOf(user)).toEqual({ [writer.name]: [false, [group.name]] });
    expect((await read(group)).roles).toEqual([writer]);
    succeed(await setRoles(group, [editor]));
    expect(await nativeRolesOf(user)).toEqual(names(editor));
  });

  it('gives no role to users of a type that it is not for', async () => {
    const forPanel = await aRole();
    succeed(await gatehouse.put(`/roles/${forPanel.id}`, { body: { userTypes: ['panel'] } }));
    const robot = await aUser({ roles: [own.id], state: 'api-only' });
    const [group, other] = [await aGroup(), await aGroup([forPanel])];
    succeed(await give(robot, [group]));

    for (const refused of [await setRoles(group, [forPanel]), await give(robot, [other])])
      expect(refused).toFailWith({ status: 400, code: 'ROLE_NOT_FOR_TYPE' });
    succeed(await give(user, [other]));
    expect(await gatehouse.put(`/users/${user.id}`, { body: { type: 'api-only' } })).toFailWith({
      status: 400,
      code: 'ROLE_NOT_FOR_TYPE',
    });
    expect(await groupsOf(robot)).toEqual([group.name]);
  });

  it('and of its users at once end in what was written last, whole', async () => {
    const group = await aGroup([writer]);
    const people = [user, await aUser({ roles: [own.id] }), await aUser({ roles: [own.id, editor.id] })];
    for (let turn = 0; turn < 4; turn += 1) {
      const answers = await Promise.all([
        setRoles(group, turn % 2 ? [writer] : [editor]),
        ...people.map((person, n) => give(person, (turn + n) % 2 ? [] : [group])),
        ...people.map((person) =>
          gatehouse.put(`/users/${person.id}`, {
            body: { roles: [own.id, ...(turn % 2 ? [editor.id] : [])] },
          }),
        ),
        setRoles(group, [writer, editor]),
        ...people.map((person) => give(person, [group])),
      ]);

      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      const { roles: given } = await read(group);
      for (const person of people) {
        const sources = await sourcesOf(person);
        const isIn = (await groupsOf(person)).length > 0;
        const direct = Object.entries(sources).filter(([, [isDirect]]) => isDirect);
        expect(await nativeRolesOf(person)).toEqual(
          [
            ...new Set([...direct.map(([name]) => name), ...(isIn ? given.map(({ name }) => name) : [])]),
          ].sort(),
        );
        expect(sources[own.name]?.[0]).toBe(true);
      }
    }
  });
});
