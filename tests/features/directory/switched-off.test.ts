import { aDatabase, aPassword, startStrapi, type Database, type Server } from '../../support';
import { apiOnlyAt } from '../api-keys/api-only';
import { actionId, PERMISSIONS } from '../../../shared/permissions';
import { anAdminTokenOf } from '../doors/admin-tokens';
import { until } from '../doors/mailbox';
import { gatehouseAt } from '../vocabulary';

const THREE_STARTS = 240_000;

let database: Database;
let server: Server | undefined;

beforeAll(async () => {
  database = await aDatabase();
});

afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

it(
  'keeps what it knows through a start without the plugin, and follows what changed meanwhile',
  async () => {
    server = await startStrapi({ database });
    const before = asAdmin(server);
    const [locked, suspended, deleted] = await before.users(3);
    await before.post(`users/${locked.id}/lock`, { reason: 'Keys lost' });
    await before.post(`users/${suspended.id}/suspend`, { reason: 'On leave' });
    await before.post('ip-rules', { scope: 'user', user: locked.id, range: '207.107.139.*' });
    await server.stop();

    server = await startStrapi({ database, env: { GATEHOUSE: 'false' }, withAdmin: false });
    await server.call(`strapi.db.query('admin::user')
      .findOne({ where: { email: ${JSON.stringify(deleted.email)} } })
      .then(({ id }) => strapi.db.query('admin::user').delete({ where: { id } }))`);
    await server.stop();

    server = await startStrapi({ database, withAdmin: false });
    const { get } = asAdmin(server);
    expect((await get(`users/${locked.id}`)).body.data).toMatchObject({
      status: 'locked-by-admin',
      lockedReason: 'Keys lost',
    });
    expect((await get(`users/${suspended.id}`)).body.data.status).toBe('suspended');
    expect((await get(`users/${deleted.id}`)).status).toBe(404);
    expect((await get(`ip-rules?filters[user][$eq]=${locked.id}`)).body.data).toMatchObject([
      { range: '207.107.139.*' },
    ]);
    const log = (await get(`users/${locked.id}/log`)).body.data as { action: string }[];
    expect(log.map(({ action }) => action)).toContain('locked');
  },
  THREE_STARTS,
);

it(
  'leaves an API-only user no way in without the plugin: no key, no password, no mail that would make one',
  async () => {
    await server?.stop();
    server = await startStrapi({ database });
    const at = gatehouseAt(server);
    const { aKeyOf, anApiOnlyUser } = apiOnlyAt(at);
    const robot = await anApiOnlyUser();
    const person = await at.aUser();
    const own = `/admin/users/${robot.adminUserId}`;
    await at.hook('roles', {
      id: robot.role.id,
      permissions: ['admin::users.read', 'admin::users.update'].map((action) => ({ action })),
    });
    const { key } = await aKeyOf(robot, { kind: 'admin' });
    await server.call(`strapi.service('admin::user')
      .updateById(${robot.adminUserId}, { password: '${aPassword}', isActive: true }).then(() => null)`);
    expect((await server.http.get(own, { token: key })).status).toBe(200);
    await server.stop();

    server = await startStrapi({ database, env: { GATEHOUSE: 'false' }, withAdmin: false });
    const { http, signIn, sql } = server;

    expect((await http.get(own, { token: key })).status).toBe(401);
    expect((await http.put(own, { token: key, body: { isActive: true } })).status).toBe(401);
    const rowsOf = (id: number) => sql('SELECT * FROM ?? WHERE ?? = ?', ['admin_users', 'id', id]);
    for (const { email } of [robot, person]) await http.post('/admin/forgot-password', { body: { email } });
    // Strapi waits for neither.
    await until(
      async () => (await rowsOf(person.adminUserId))[0]?.reset_password_token ?? undefined,
      'reset that was asked for',
    );
    expect(await rowsOf(robot.adminUserId)).toMatchObject([
      { reset_password_token: null, registration_token: null },
    ]);
    expect((await signIn(person.email, aPassword)).status).toBe(200);
    expect((await signIn(robot.email, aPassword)).status).toBe(400);
  },
  THREE_STARTS,
);

it(
  'gives roles and admin tokens their permissions of Gatehouse back, which Strapi takes away without the plugin',
  async () => {
    await server?.stop();
    server = await startStrapi({ database });
    const at = gatehouseAt(server);
    const role = await at.aRole();
    const gone = await at.aRole(['users.read']);
    // So many that Strapi leaves some out, as it goes through them by pages while it deletes them.
    for (let turn = 0; turn < 10; turn += 1) await at.aRole(PERMISSIONS.map(({ uid }) => uid));
    const person = await at.aUser({ roles: [role.id] });
    const permit = (...actions: string[]) =>
      at.hook('roles', {
        id: role.id,
        permissions: actions.map((action) => ({ action, subject: null, properties: {}, conditions: [] })),
      });
    await permit('admin::admin-tokens.create', actionId('users.read'), actionId('log.read'));
    const key = await anAdminTokenOf(at, person, ['users.read']);
    // The last change before the stop.
    await permit(actionId('users.read'), actionId('users.lock'));
    const before = await permissionsAt(server);
    expect(before).toEqual(
      expect.arrayContaining([`${gone.id} users.read`, `${role.id} users.lock`, 'token users.read']),
    );
    await server.stop();

    server = await startStrapi({ database, env: { GATEHOUSE: 'false' }, withAdmin: false });
    expect((await permissionsAt(server)).length).toBeLessThan(before.length / 2);
    await server.call(`strapi.service('admin::role').deleteByIds([${gone.id}]).then(() => null)`);
    await server.stop();

    for (const start of ['first', 'second']) {
      server = await startStrapi({ database, withAdmin: false });
      const found = await permissionsAt(server);
      expect([start, found]).toEqual([start, before.filter((one) => !one.startsWith(`${gone.id} `))]);
      await server.stop();
    }
    server = await startStrapi({ database, withAdmin: false });
    const { http, signIn } = gatehouseAt(server);
    const { token: session } = await signIn(person);
    expect((await http.get('/gatehouse/users', { token: session as string })).status).toBe(200);
    expect((await http.get('/gatehouse/users', { token: key })).status).toBe(200);
    expect((await http.get('/gatehouse/policy', { token: session as string })).status).toBe(403);
  },
  2 * THREE_STARTS,
);

/** Which permissions of Gatehouse who holds, but for super admins, whom Strapi gives them all. */
const permissionsAt = async ({ call }: Server): Promise<string[]> =>
  call(`strapi.db.query('admin::permission').findMany({
    where: { action: { $startsWith: 'plugin::gatehouse.' } }, populate: ['role', 'apiToken'],
  }).then((all) => all
    .filter(({ role }) => role?.code !== 'strapi-super-admin')
    .map(({ action, role, apiToken }) => (role ? role.id : (apiToken ? 'token' : 'nobody')) + ' ' + action.replace('plugin::gatehouse.', ''))
    .sort())`);

type Entry = { id: number; email: string };

const asAdmin = ({ http, superAdmin, aUser }: Server) => {
  const get = async (path: string) => http.get(`/gatehouse/${path}`, { token: await superAdmin() });
  return {
    get,
    async post(path: string, body: object) {
      const { status } = await http.post(`/gatehouse/${path}`, { token: await superAdmin(), body });
      expect([200, 201]).toContain(status);
    },
    async users(count: number) {
      for (let made = 0; made < count; made += 1) await aUser({ lastname: 'Switched' });
      return (await get('users?_q=Switched')).body.data as [Entry, Entry, Entry];
    },
  };
};
