import { setTimeout as sleep } from 'node:timers/promises';

import {
  anEmail,
  aPassword,
  aUser,
  call,
  clock,
  counter,
  databaseKind,
  failToSignIn,
  hook,
  http,
  queries,
  roleId,
  sharedUrl,
  signIn,
  sql,
  superAdmin,
} from '.';

describe('the shared server', () => {
  it('runs on the database that this run is about', async () => {
    expect(await call('strapi.db.config.connection.client')).toBe(databaseKind());
  });

  it('lets the super admin in', async () => {
    const me = await http.get('/admin/users/me', { token: await superAdmin() });

    expect(me.status).toBe(200);
    expect(me.body.data.email).toBe('first.admin@example.test');
  });

  it('lets a new user in with the right password, and not with a wrong one', async () => {
    const user = await aUser({ roles: ['strapi-author'] });

    expect((await failToSignIn(user.email)).status).toBe(400);

    const { status, token, browser } = await signIn(user.email, user.password);
    expect(status).toBe(200);
    expect(token).toEqual(expect.any(String));
    expect(browser.cookies.has('strapi_admin_refresh')).toBe(true);
    expect((await http.post('/admin/access-token', { browser })).status).toBe(200);
  });
});

it('no server of the tests’ says when it hangs up', async () => {
  const {
    GATEHOUSE_TEST_HALL: hall,
    GATEHOUSE_TEST_MAILBOX: mailbox,
    GATEHOUSE_TEST_SMS_GATEWAY: gateway,
  } = process.env;

  for (const url of [sharedUrl(), hall, mailbox, gateway])
    expect((await fetch(`${url}/`, { redirect: 'manual' })).headers.get('keep-alive')).toBeNull();
});

describe('a user made by one request', () => {
  /** The same the long way, as done by hand in Strapi's panel. */
  const aUserTheLongWay = async (): Promise<{ id: number }> => {
    const token = await superAdmin();
    const named = { email: anEmail(), firstname: 'Ada', lastname: 'Byron' };
    const roles = [await roleId('strapi-editor')];
    const created = await http.post('/admin/users', { token, body: { ...named, roles } });
    const { id } = created.body.data;
    const body = { password: aPassword, isActive: true };
    expect((await http.put(`/admin/users/${id}`, { token, body })).status).toBe(200);
    return { id };
  };
  const DIFFERENT_EACH_TIME =
    /^(id|admin_user_id|user_id|document_id|email|password|registration_token|name|.*_key|search_text|.*_at|.*user_ord|role_ord|user_name|email_order|user_name_order)$/;
  const rowsOf = async ({ id }: { id: number }) => {
    const read = (table: string, column: string, value: unknown) =>
      sql('SELECT * FROM ?? WHERE ?? = ? ORDER BY ??', [table, column, value, 'id']);
    const [entry] = await read('gatehouse_users', 'admin_user_id', id);
    const tables = [
      await read('admin_users', 'id', id),
      await read('admin_users_roles_lnk', 'user_id', id),
      // Not the log: it records Strapi's routes, which the short way does not use.
      [entry],
    ];
    return tables.map((rows) =>
      rows.map((row) =>
        Object.fromEntries(Object.entries(row ?? {}).filter(([column]) => !DIFFERENT_EACH_TIME.test(column))),
      ),
    );
  };

  it('is the same, row by row, as one made through the panel', async () => {
    const made = await rowsOf(await aUser());

    expect(made.every((rows) => rows.length > 0)).toBe(true);
    expect(made).toEqual(await rowsOf(await aUserTheLongWay()));
  });
});

describe('the database', () => {
  it('is put back to how the server was started', async () => {
    const count = async () => (await sql('SELECT ?? FROM ??', ['id', 'admin_users'])).length;
    const permissions = await sql('SELECT * FROM ?? ORDER BY ??', ['admin_permissions_role_lnk', 'id']);
    await aUser();
    expect(await count()).toBeGreaterThan(1);

    await hook('restore');

    expect(await count()).toBe(1);
    expect(await sql('SELECT * FROM ?? ORDER BY ??', ['admin_permissions_role_lnk', 'id'])).toEqual(
      permissions,
    );
  });
});

describe('the hooks', () => {
  it("run SQL behind the plugin's back", async () => {
    const user = await aUser();

    const rows = await sql('SELECT ?? FROM ?? WHERE ?? = ?', [
      'firstname',
      'admin_users',
      'email',
      user.email,
    ]);

    expect(rows).toEqual([{ firstname: user.firstname }]);
  });

  it('tell what went wrong', async () => {
    await expect(call('strapi.nothing.there')).rejects.toThrow('Cannot read properties of undefined');
  });

  it('count the statements of a request', async () => {
    const token = await superAdmin();

    expect(await queries.count(() => http.get('/admin/users?pageSize=1', { token }))).toBeGreaterThan(1);
    expect(await queries.count(async () => undefined)).toBe(0);
  });

  it('count no statement that no request asked for', async () => {
    await call(
      `void (globalThis.looking = setInterval(async () => { await strapi.db.connection.raw('SELECT 1'); }, 5))`,
    );
    try {
      expect(await queries.count(() => sleep(50))).toBe(0);
    } finally {
      await call('clearInterval(looking)');
    }
  });

  it('count nothing of what a test set up, though some of it goes on after its answer', async () => {
    const reads = { action: 'plugin::gatehouse.users.read', subject: null, properties: {}, conditions: [] };
    // A quarter of a second later, the permissions of Gatehouse are copied.
    await hook('roles', { name: anEmail(), description: '', permissions: [reads] });

    expect(await queries.during(() => sleep(500))).toEqual([]);
  });

  it('count the comparisons of passwords', async () => {
    const user = await aUser();

    expect(await counter.comparisonsDuring(() => signIn(user.email, user.password))).toBe(1);
  });

  it("advance the plugin's clock", async () => {
    const before = await clock.reset();

    const after = await clock.advance(60_000);

    expect(after.getTime() - before.getTime()).toBeGreaterThanOrEqual(60_000);
    expect((await clock.reset()).getTime()).toBeLessThan(after.getTime());
  });
});
