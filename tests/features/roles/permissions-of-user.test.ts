import type { PanelPermission, UserPermissions } from '../../../shared/contracts/roles';
import { anEmail, shared, succeed } from '../vocabulary';

const { aRole, aUser, gatehouse, http, putBack, roleId, sql, superAdmin } = shared;
afterEach(putBack);

const FIND = 'api::article.article.find';
const CREATE = 'api::article.article.create';
const ARTICLE = 'api::article.article';
const READ = 'plugin::content-manager.explorer.read';
const UPDATE = 'plugin::content-manager.explorer.update';

type Permission = { action: string; subject?: string; fields?: string[]; conditions?: string[] };

/** A role that holds these permissions and nothing else. */
const aRoleThatMay = async (...permissions: Permission[]) => {
  const role = await aRole();
  succeed(
    await http.put(`/admin/roles/${role.id}/permissions`, {
      token: await superAdmin(),
      body: {
        permissions: permissions.map(({ action, subject = null, fields, conditions = [] }) => ({
          action,
          subject,
          properties: fields ? { fields } : {},
          conditions,
        })),
      },
    }),
  );
  return role;
};
const permissionsOf = async ({ id }: { id: number }): Promise<UserPermissions> =>
  succeed(await gatehouse.get(`/users/${id}/permissions`)).body.data;
const through = (...roles: { id: number; name: string }[]) =>
  roles.map((role) => ({ role, direct: true, groups: [] }));

it('says what a user may do in the panel, and through which role', async () => {
  const role = await aRoleThatMay(
    { action: READ, subject: ARTICLE, fields: ['title', 'body', 'dacGroup'] },
    { action: 'plugin::gatehouse.users.lock' },
    { action: 'admin::roles.read' },
  );
  const user = await aUser({ roles: [role.id] });

  const { everything, panel, isCut, api } = await permissionsOf(user);

  const always = { fields: null, locales: null, conditions: [], through: through(role) };
  expect(panel).toHaveLength(3);
  expect(panel).toEqual(
    expect.arrayContaining([
      { ...always, action: READ, name: 'Read', section: 'contentTypes', group: 'Article', subject: ARTICLE },
      {
        ...always,
        action: 'plugin::gatehouse.users.lock',
        name: 'Lock, unlock, block and allow access',
        section: 'plugins',
        group: 'gatehouse',
        subject: null,
      },
      {
        ...always,
        action: 'admin::roles.read',
        name: 'Read',
        section: 'settings',
        group: 'users and roles',
        subject: null,
      },
    ]),
  );
  expect({ everything, isCut, api }).toEqual({ everything: false, isCut: false, api: [] });
});

it('names each role that lets them alike, and apart those that let them less', async () => {
  const whole = { action: READ, subject: ARTICLE, fields: ['title', 'body', 'dacGroup'] };
  const one = await aRoleThatMay(whole);
  const other = await aRoleThatMay(whole, {
    action: UPDATE,
    subject: ARTICLE,
    fields: ['title', 'body', 'dacGroup'],
  });
  const titles = await aRoleThatMay({
    ...whole,
    fields: ['title'],
    conditions: ['admin::is-creator'],
  });
  const user = await aUser({ roles: [one.id, other.id, titles.id] });

  const { panel } = await permissionsOf(user);

  const roles = (permission: PanelPermission | undefined) =>
    permission?.through.map(({ role }) => role.id).sort((a, b) => a - b);
  const reading = panel.filter(({ action }) => action === READ);
  expect(reading).toHaveLength(2);
  expect(roles(reading.find(({ fields }) => fields === null))).toEqual([one.id, other.id]);
  const narrow = reading.find(({ fields }) => fields !== null);
  expect(narrow).toMatchObject({ fields: ['title'], conditions: ['Is creator'] });
  expect(roles(narrow)).toEqual([titles.id]);
  expect(roles(panel.find(({ action }) => action === UPDATE))).toEqual([other.id]);
});

it('follows what is given and taken', async () => {
  const role = await aRoleThatMay({ action: 'admin::roles.read' });
  const user = await aUser({ roles: [role.id, await roleId('strapi-editor')] });
  const mayReadRoles = async () =>
    (await permissionsOf(user)).panel.some(({ action }) => action === 'admin::roles.read');
  expect(await mayReadRoles()).toBe(true);

  succeed(await gatehouse.put(`/users/${user.id}`, { body: { roles: [await roleId('strapi-editor')] } }));

  expect(await mayReadRoles()).toBe(false);
});

it('leaves out what is granted of an action that there is no longer', async () => {
  const role = await aRoleThatMay({ action: 'admin::roles.read' });
  const user = await aUser({ roles: [role.id] });
  const { panel } = await permissionsOf(user);
  await sql('UPDATE ?? SET ?? = ? WHERE ?? IN (SELECT ?? FROM ?? WHERE ?? = ?)', [
    ...['admin_permissions', 'action', 'plugin::gone.read', 'id'],
    ...['permission_id', 'admin_permissions_role_lnk', 'role_id', role.id],
  ]);

  expect(panel).toHaveLength(1);
  expect((await permissionsOf(user)).panel).toEqual([]);
});

it('says of a super admin that it is everything', async () => {
  const user = await aUser({ roles: [await roleId('strapi-super-admin'), (await aRole()).id] });

  expect(await permissionsOf(user)).toEqual({ everything: true, panel: [], isCut: false, api: [] });
  await gatehouse.delete(`/users/${user.id}`);
});

it('says what keys may do in the Content API, through each role', async () => {
  const one = await aRole();
  const other = await aRole();
  succeed(await gatehouse.put(`/roles/${one.id}`, { body: { apiActions: [FIND, CREATE] } }));
  succeed(await gatehouse.put(`/roles/${other.id}`, { body: { apiActions: [FIND] } }));
  const user = succeed(
    await gatehouse.post('/users', {
      body: { email: anEmail(), type: 'api-only', roles: [one.id, other.id] },
    }),
    201,
  ).body.data;

  const { api, panel } = await permissionsOf(user);

  const [first, second] = [one, other].sort((a, b) => a.id - b.id) as [typeof one, typeof other];
  expect(panel).toEqual([]);
  expect(api).toEqual([
    { uid: CREATE, owner: ARTICLE, through: through(one) },
    { uid: FIND, owner: ARTICLE, through: through(first, second) },
  ]);
});

it('is nothing for who holds no role, and nobody for who is not there', async () => {
  const user = succeed(
    await gatehouse.post('/users', { body: { email: anEmail(), type: 'api-only', roles: [] } }),
    201,
  ).body.data;

  expect(await permissionsOf(user)).toEqual({ everything: false, panel: [], isCut: false, api: [] });
  expect(await gatehouse.get('/users/999999/permissions')).toFailWith({ status: 404, code: 'NOT_FOUND' });
});
