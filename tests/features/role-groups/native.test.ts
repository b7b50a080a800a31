import { shared, succeed, type Person } from '../vocabulary';
import { roleGroupsAt } from './vocabulary';

const { aRole, aUser, call, gatehouse, http, putBack, superAdmin } = shared;
const { aGroup, give, groupsOf, logOf, nativeRolesOf, read, rowsOf, setNativeRoles, sourcesOf } =
  roleGroupsAt(shared);

type Role = { id: number; name: string };

afterAll(putBack);

let own: Role;
let writer: Role;
let editor: Role;
let user: Person;
beforeEach(async () => {
  [own, writer, editor] = [await aRole(), await aRole(), await aRole()];
  user = await aUser({ roles: [own.id] });
});

it("makes a role that is given on Strapi's page the user's own", async () => {
  const [group, extra] = [await aGroup([writer]), await aRole()];
  succeed(await give(user, [group]));

  await setNativeRoles(user, [own, writer, extra]);

  expect(await sourcesOf(user)).toEqual({
    [own.name]: [true, []],
    [writer.name]: [false, [group.name]],
    [extra.name]: [true, []],
  });
});

it("takes who loses a role on Strapi's page out of the groups that give it, and leaves the others' roles", async () => {
  const [news, desk] = [await aGroup([writer, editor]), await aGroup([editor])];
  succeed(await give(user, [news, desk]));

  await setNativeRoles(user, [own, editor]);

  expect(await sourcesOf(user)).toEqual({ [own.name]: [true, []], [editor.name]: [false, [desk.name]] });
  expect(await logOf(user, 'role-groups-changed')).toContainEqual(
    expect.objectContaining({
      changes: expect.objectContaining({
        roleGroups: { before: [news.name, desk.name].sort(), after: [desk.name] },
      }),
    }),
  );
  succeed(await give(user, [news]));
  await setNativeRoles(user, [own, writer]);
  // What else the group gave is theirs from then on.
  expect(await sourcesOf(user)).toEqual({ [own.name]: [true, []], [writer.name]: [true, []] });
  expect(await rowsOf(user)).toEqual([0, 0]);
});

it('does so for a role that the user has directly too', async () => {
  const group = await aGroup([own, writer]);
  succeed(await give(user, [group]));

  await setNativeRoles(user, [writer]);

  expect(await groupsOf(user)).toEqual([]);
  expect(await sourcesOf(user)).toEqual({ [writer.name]: [true, []] });
});

it('takes a role that is deleted in Strapi out of all groups', async () => {
  const [group, other] = [await aGroup([writer, editor]), await aGroup([writer])];
  succeed(await give(user, [group]));
  // Strapi's own page refuses while somebody holds it.
  await call(`strapi.db.query('admin::role').delete({ where: { id: ${writer.id} } })`);

  expect((await read(group)).roles).toEqual([editor]);
  expect((await read(other)).roles).toEqual([]);
  expect(await sourcesOf(user)).toEqual({ [own.name]: [true, []], [editor.name]: [false, [group.name]] });
  succeed(await http.delete(`/admin/users/${user.adminUserId}`, { token: await superAdmin() }));
  succeed(await http.delete(`/admin/roles/${editor.id}`, { token: await superAdmin() }));
  expect((await read(group)).roles).toEqual([]);
});

it('follows at the next start what was changed while it was off', async () => {
  const [group, kept] = [await aGroup([writer]), await aGroup([editor])];
  succeed(await give(user, [group, kept]));

  await call(
    `strapi.db.connection('admin_users_roles_lnk').where({ user_id: ${user.adminUserId}, role_id: ${writer.id} }).delete()`,
  );
  expect(await groupsOf(user)).toHaveLength(2);
  await call(`strapi.plugin('gatehouse').service('directory').reconcile()`);

  expect(await groupsOf(user)).toEqual([kept.name]);
  expect(await nativeRolesOf(user)).toEqual([own.name, editor.name].sort());
  expect(succeed(await gatehouse.get(`/users/${user.id}`)).body.data.roles).toHaveLength(2);
});
