import { aPassword, DAY, shared, succeed } from '../vocabulary';
import { again, type AtWork, closedOf, me, openOf, renew, sessionsOf } from './vocabulary';

const { act, aUserAtWork, call, change, clock, fromNow, gatehouse, http, putBack, queries, sql, superAdmin } =
  shared;

afterEach(putBack);

const NEW = 'Battery-Staple-9-Horse';
const as = ({ token, from, browser }: AtWork) => ({ token, from, browser });

it.each<[string, string, (user: AtWork) => Promise<unknown>]>([
  [
    'signed-out',
    'signing out',
    (user) => http.post('/admin/logout', { ...as(user), body: { deviceId: 'mine' } }),
  ],
  ['signed-out', 'signing out of everything', (user) => http.post('/admin/logout', as(user))],
  [
    'ended-by-self',
    "Strapi's own list of sessions",
    async (user) => {
      const { body } = await http.get('/admin/users/me/sessions', as(user));
      return http.delete(`/admin/users/me/sessions/${body.data[0].id}`, as(user));
    },
  ],
  ['ended-by-self', "Strapi's own list, all", (user) => http.delete('/admin/users/me/sessions', as(user))],
  ['ended-by-admin', 'an admin', (user) => gatehouse.delete(`/users/${user.id}/sessions`)],
  ['shut-out', 'a lock', (user) => act(user, 'lock', {})],
  ['shut-out', 'a suspension', (user) => act(user, 'suspend', {})],
  ['shut-out', 'access that is over', async (user) => change(user, { validTo: await fromNow(-DAY) })],
  [
    'shut-out',
    "being switched off on Strapi's page",
    async (user) =>
      http.put(`/admin/users/${user.adminUserId}`, { token: await superAdmin(), body: { isActive: false } }),
  ],
  [
    'shut-out',
    'an action on many',
    (user) => gatehouse.post('/users/bulk', { body: { ids: [user.id], action: 'disable' } }),
  ],
  [
    'password-changed',
    'a password that an admin sets',
    (user) => act(user, 'set-password', { password: NEW }),
  ],
  [
    'password-changed',
    "a new password on Strapi's profile page",
    (user) =>
      http.put('/admin/users/me', { ...as(user), body: { password: NEW, currentPassword: aPassword } }),
  ],
  [
    'ended',
    'something that gives no reason',
    (user) => call(`strapi.sessionManager('admin').invalidateRefreshToken('${user.adminUserId}')`),
  ],
])('is kept as %s after %s', async (reason, _, end) => {
  const user = await aUserAtWork();

  await end(user);

  const sessions = await sessionsOf(user);
  expect(sessions.map(({ closedReason }) => closedReason)).toEqual([reason]);
  const age = (await clock.now()).getTime() - new Date(sessions[0]?.closedAt ?? 0).getTime();
  expect(age).toBeGreaterThanOrEqual(0);
  expect(age).toBeLessThan(DAY);
});

it("leaves no token good that a session had, where Strapi's own list ends it", async () => {
  const user = await aUserAtWork();
  const other = await again(user);
  await renew(other);
  const { body } = await http.get('/admin/users/me/sessions', as(user));
  const lost = body.data.find(({ current }: { current: boolean }) => !current);

  await http.delete(`/admin/users/me/sessions/${lost.id}`, as(user));

  expect([await me(user), await me(other)]).toEqual([200, 401]);
  expect((await renew(other)).status).toBe(401);
});

it('is kept of the others alone where one chooses a new password oneself', async () => {
  const user = await aUserAtWork();
  const other = await again(user);

  succeed(
    await http.post('/gatehouse/me/password', {
      ...as(user),
      body: { currentPassword: aPassword, password: NEW },
    }),
  );

  expect([await me(user), await me(other)]).toEqual([200, 401]);
  expect(await openOf(user)).toHaveLength(1);
  expect(await closedOf(user)).toEqual(['password-changed']);
});

it('is of the sessions alone that are deleted, by whatever condition', async () => {
  const [user, bystander] = [await aUserAtWork(), await aUserAtWork()];
  const { adminUserId } = user;

  await call(
    `strapi.db.query('admin::session').deleteMany({ filters: { userId: '${adminUserId}' } }).then(() => null)`,
  );

  expect(await closedOf(user)).toEqual(['ended']);
  expect(await openOf(bystander)).toHaveLength(1);
  expect((await renew(bystander)).status).toBe(200);
});

it('goes back with what ended it', async () => {
  const user = await aUserAtWork();
  await call(
    `strapi.db.transaction(async () => {
      await strapi.sessionManager('admin').invalidateRefreshToken('${user.adminUserId}');
      throw new Error('undone');
    }).catch(() => null)`,
  );

  expect(await openOf(user)).toHaveLength(1);
  expect(await me(user)).toBe(200);
});

it('takes as many statements for many users as for one', async () => {
  const statements = async (count: number) => {
    const users = await Promise.all(Array.from({ length: count }, () => aUserAtWork()));
    const ids = users.map(({ id }) => id);
    const all = await queries.during(() =>
      gatehouse.post('/users/bulk', { body: { ids, action: 'disable' } }),
    );
    expect(await Promise.all(users.map(closedOf))).toEqual(users.map(() => ['shut-out']));
    return all.filter((text) => /(strapi|gatehouse)_sessions/.test(text)).length;
  };
  await superAdmin();

  const [one, five] = [await statements(1), await statements(5)];

  // One of each is the look at the session of who asks.
  expect(five).toBe(one);
});

describe('those that are over', () => {
  const keep = async () =>
    Number((await sql('SELECT count(*) AS ?? FROM ??', ['n', 'gatehouse_sessions']))[0]?.n);
  const cron = () =>
    call(`strapi.cron.jobs.find(({ name }) => name === 'gatehouseRetention').job.invoke().then(() => null)`);
  const aged = async (user: { id: number }, overAt: Date) =>
    call(
      `strapi.db.query('plugin::gatehouse.session').updateMany({ where: { userId: ${user.id} }, data: { overAt: new Date(${overAt.getTime()}) } }).then(() => null)`,
    );

  it('are deleted when they have been kept as long as login attempts are', async () => {
    const [old, young, open] = [await aUserAtWork(), await aUserAtWork(), await aUserAtWork()];
    const retention = await call<number>(
      `strapi.config.get('plugin::gatehouse').loginAttempts.retentionDays`,
    );
    const now = Date.now();
    for (const user of [old, young]) await act(user, 'lock', {});
    await aged(old, new Date(now - (retention + 1) * DAY));
    await aged(young, new Date(now - (retention - 1) * DAY));
    const before = await keep();

    await cron();

    expect(await keep()).toBe(before - 1);
    expect(await sessionsOf(old)).toEqual([]);
    expect(await closedOf(young)).toEqual(['shut-out']);
    expect(await openOf(open)).toHaveLength(1);
  });
});
