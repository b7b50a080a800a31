import { PERMISSIONS } from '../../shared/permissions';
import { OFFICE, shared } from './vocabulary';

const { addRule, aRole, aUser, aUserAtWork, gatehouse, http, putBack, read, sql } = shared;

afterEach(putBack);

const NOBODY = 2_000_000_000;

it('a user without permissions reaches no record of the directory, not even their own, by any id', async () => {
  const insider = await aUserAtWork({ roles: [(await aRole()).id] });
  const other = await aUser();
  const rule = await addRule({ scope: 'user', user: other.id, range: OFFICE });
  const ask = { token: insider.token, from: insider.from };

  for (const id of [insider.id, insider.adminUserId, other.id, 1, NOBODY]) {
    const answers = await Promise.all([
      gatehouse.get(`/users/${id}`, ask),
      gatehouse.get(`/users/${id}/log`, ask),
      gatehouse.get(`/login-attempts?filters[user][$eq]=${id}`, ask),
      gatehouse.put(`/users/${id}`, { ...ask, body: { firstname: 'Eve' } }),
      gatehouse.post(`/users/${id}/unlock`, { ...ask, body: {} }),
      gatehouse.post(`/users/${id}/notes`, { ...ask, body: { text: 'x' } }),
      gatehouse.delete(`/users/${id}`, ask),
      gatehouse.put(`/ip-rules/${rule}`, { ...ask, body: { note: 'x' } }),
      gatehouse.delete(`/ip-rules/${rule}`, ask),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  }
  expect((await read(other)).firstname).toBe(other.firstname);
});

it('takes the id of the directory, never the one Strapi gave the same person', async () => {
  // As many entries made and removed as it takes for the two to differ.
  await sql('DELETE FROM ?? WHERE ?? = ?', ['gatehouse_users', 'id', (await aUser()).id]);
  const victim = await aUser();
  const clerk = await aUserAtWork({ roles: [(await aRole(PERMISSIONS.map(({ uid }) => uid))).id] });
  const [row] = await sql('SELECT ?? FROM ?? WHERE ?? = ?', [
    'admin_user_id',
    'gatehouse_users',
    'id',
    victim.id,
  ]);
  expect(Number(row?.admin_user_id)).toBe(victim.adminUserId);

  const answer = await gatehouse.post(`/users/${victim.id}/lock`, {
    token: clerk.token,
    from: clerk.from,
    body: {},
  });

  expect(answer.body.data.email).toBe(victim.email);
  const native = await sql('SELECT ?? FROM ?? WHERE ?? = ?', ['email', 'admin_users', 'is_active', false]);
  expect(native.map(({ email }) => email)).toContain(victim.email);
});

it('says of an id in a body that nobody has it, and writes nothing', async () => {
  const rules = () => sql('SELECT * FROM ??', ['gatehouse_ip_rules']);
  const before = await rules();

  const answers = [
    await gatehouse.post('/ip-rules', { body: { scope: 'user', user: NOBODY, range: OFFICE } }),
    await gatehouse.post('/ip-rules', { body: { scope: 'role', role: NOBODY, range: OFFICE } }),
    await gatehouse.post('/ip-rules', { body: { scope: 'everyone', user: 1, range: OFFICE } }),
    await gatehouse.post('/ip-rules', { body: { scope: 'user', user: 1, role: 1, range: OFFICE } }),
    await gatehouse.post('/users', { body: { email: 'ids@example.test', roles: [NOBODY] } }),
  ];

  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
  expect(await rules()).toEqual(before);
});

it("ends no session but one's own by the id of another's", async () => {
  const [insider, other] = [await aUserAtWork(), await aUserAtWork()];
  const sessions = await sql<{ session_id: string; device_id: string | null }>(
    'SELECT * FROM ?? WHERE ?? = ?',
    ['strapi_sessions', 'user_id', String(other.adminUserId)],
  );
  expect(sessions.length).toBeGreaterThan(0);

  for (const { session_id: session, device_id: device } of sessions) {
    await http.delete(`/admin/users/me/sessions/${session}`, { token: insider.token, from: insider.from });
    await http.post('/admin/logout', {
      token: insider.token,
      from: insider.from,
      body: { deviceId: device },
    });
  }

  expect((await http.get('/admin/users/me', { token: other.token, from: other.from })).status).toBe(200);
});
