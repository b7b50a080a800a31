import {
  aDatabase,
  aUser,
  call,
  clock,
  counter,
  databaseKind,
  failToSignIn,
  http,
  queries,
  signIn,
  sql,
  startStrapi,
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

describe("a server of a test's own", () => {
  it('shares a database with another, and each ends by itself', async () => {
    const database = await aDatabase();
    const first = await startStrapi({ database });
    const user = await first.aUser();
    const second = await startStrapi({ database });

    expect((await second.signIn(user.email, user.password)).status).toBe(200);

    await first.kill();
    expect((await second.signIn(user.email, user.password)).status).toBe(200);
    await second.stop();
    await database.drop();
  });

  it('tells why it did not start', async () => {
    await expect(startStrapi({ env: { DATABASE_CLIENT: 'abacus' } })).rejects.toThrow(
      'DATABASE_CLIENT must be one of',
    );
  });
});
