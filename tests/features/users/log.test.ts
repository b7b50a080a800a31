import { logEntry, type LogEntry } from '../../../shared/contracts/log';
import { aPassword, DAY, firstAdmin, OFFICE, shared } from '../vocabulary';

const {
  act,
  aUser,
  aUserAtWork,
  change,
  clock,
  entryOf,
  fromNow,
  gatehouse,
  http,
  putBack,
  sql,
  superAdmin,
} = shared;

afterEach(putBack);

const logOf = async ({ id }: { id: number }, query = ''): Promise<LogEntry[]> =>
  (await gatehouse.get(`/users/${id}/log${query}`)).body.data;

it('says who did what to a user, from where and when', async () => {
  const user = await aUser();
  const admin = await aUserAtWork({ roles: ['strapi-super-admin'], firstname: 'Grace', lastname: 'Hopper' });
  const tomorrow = await clock.advance(DAY);

  await gatehouse.post(`/users/${user.id}/lock`, {
    body: { reason: 'under suspicion' },
    token: admin.token,
    from: OFFICE,
  });

  const [entry] = await logOf(user);
  expect(entry).toEqual({
    id: expect.any(Number),
    kind: 'change',
    action: 'locked',
    changes: {
      lock: { before: 'none', after: 'admin' },
      lockedReason: { before: null, after: 'under suspicion' },
    },
    text: 'under suspicion',
    actor: { id: expect.any(Number), name: 'Grace Hopper' },
    ip: OFFICE,
    createdAt: expect.any(String),
  });
  expect(Math.abs(new Date(entry?.createdAt ?? 0).getTime() - tomorrow.getTime())).toBeLessThan(60_000);
  expect(logEntry.strict().safeParse(entry).success).toBe(true);
  await gatehouse.delete(`/users/${admin.id}`);
});

it.each<[string, object, string]>([
  ['lock', {}, 'locked'],
  ['block-access', { reason: 'x' }, 'locked'],
  ['suspend', {}, 'suspended'],
  ['disable', {}, 'disabled'],
  ['set-password', { password: 'Another-Horse-8' }, 'password-set'],
])('holds a %s, newest first', async (action, body, name) => {
  const user = await aUser();

  await act(user, action, body);

  expect((await logOf(user))[0]).toMatchObject({
    kind: 'change',
    action: name,
    actor: { name: 'First Admin' },
  });
});

it('holds what brings a user back, and why the user was away', async () => {
  const user = await aUser();
  const until = await fromNow(DAY);
  await act(user, 'suspend', { reason: 'on leave', until });
  await act(user, 'enable');

  expect((await logOf(user)).slice(0, 2)).toMatchObject([
    {
      action: 'enabled',
      changes: {
        lifecycle: { before: 'suspended', after: 'active' },
        suspendedUntil: { before: until, after: null },
      },
    },
    {
      action: 'suspended',
      text: 'on leave',
      changes: { lifecycle: { before: 'active', after: 'suspended' } },
    },
  ]);
});

it('holds every field that a change changed, before and after, and none that it did not', async () => {
  const user = await aUser();

  await change(user, {
    firstname: 'Augusta',
    lastname: 'Byron',
    displayName: 'Countess',
    timeZone: 'Europe/London',
  });

  const [entry] = await logOf(user, '?pageSize=1');
  expect(entry?.changes).toEqual({
    firstname: { before: 'Ada', after: 'Augusta' },
    displayName: { before: null, after: 'Countess' },
    timeZone: { before: null, after: 'Europe/London' },
  });
});

it('holds nothing for a change that changes nothing', async () => {
  const user = await aUser();
  const before = await logOf(user);

  await change(user, { firstname: 'Ada' });
  await change(user, {});

  expect(await logOf(user)).toEqual(before);
});

it("holds what was changed on Strapi's own page, and who did", async () => {
  const user = await aUser();

  await http.put(`/admin/users/${user.adminUserId}`, {
    token: await superAdmin(),
    body: { lastname: 'King' },
  });

  expect((await logOf(user))[0]).toMatchObject({
    action: 'updated',
    changes: { lastname: { before: 'Byron', after: 'King' } },
    actor: { name: 'First Admin' },
  });
});

it('holds no password and no hash', async () => {
  const user = await aUser();
  await act(user, 'set-password', { password: 'Sesame-Open-4711' });
  await http.put(`/admin/users/${user.adminUserId}`, {
    token: await superAdmin(),
    body: { password: aPassword },
  });

  const rows = await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_notes', 'user_id', user.id]);

  expect(JSON.stringify(rows)).not.toMatch(/Sesame|Correct-Horse|\$2[aby]\$/);
});

it('holds nothing of what was refused', async () => {
  const user = await aUser();
  const before = await logOf(user);

  await gatehouse.post(`/users/${user.id}/suspend`, { body: { until: '2020-01-01T00:00:00Z' } });
  await gatehouse.put(`/users/${user.id}`, { body: { email: firstAdmin.email, firstname: 'Eve' } });
  await gatehouse.post(`/users/${(await entryOf(firstAdmin.email)).id}/lock`, { body: {} });

  expect(await logOf(user)).toEqual(before);
});

it('keeps what was done to a deleted user', async () => {
  const user = await aUser();
  await gatehouse.delete(`/users/${user.id}`);

  const rows = await sql('SELECT ??, ?? FROM ?? WHERE ?? = ? ORDER BY ?? DESC', [
    'action',
    'actor_name',
    'gatehouse_notes',
    'user_id',
    user.id,
    'id',
  ]);

  expect(rows[0]).toMatchObject({ action: 'deleted', actor_name: 'First Admin' });
});

it('pages through the entries', async () => {
  const user = await aUser();
  for (const text of ['one', 'two', 'three']) {
    await gatehouse.post(`/users/${user.id}/notes`, { body: { text } });
  }

  const { body } = await gatehouse.get(`/users/${user.id}/log?page=2&pageSize=1`);

  expect(body.data).toMatchObject([{ text: 'two' }]);
  expect(body.meta.pagination).toMatchObject({ page: 2, pageSize: 1 });
  expect(body.meta.pagination.total).toBe(body.meta.pagination.pageCount);
  expect((await gatehouse.get(`/users/${user.id}/log?page=99`)).body.data).toEqual([]);
});

describe('a note', () => {
  it('is dated and signed, and may have several lines in any script', async () => {
    const user = await aUser();
    const text = 'Called.\n\tWill be back on Monday – „später“ 😀 <b>&amp;';

    const { status, body } = await gatehouse.post(`/users/${user.id}/notes`, {
      body: { text: `  ${text}\n` },
      from: OFFICE,
    });

    expect(status).toBe(201);
    expect(body.data).toMatchObject({
      kind: 'note',
      action: 'note',
      text,
      changes: null,
      actor: { id: expect.any(Number), name: 'First Admin' },
      ip: OFFICE,
    });
    expect((await logOf(user))[0]).toEqual(body.data);
  });

  it.each([
    ['empty', ''],
    ['blank', ' \n\t '],
    ['endless', 'x'.repeat(5_001)],
    ['with a null byte', 'a\u0000b'],
    ['with an escape sequence', 'a\u001b[31mb'],
    ['a list', ['a']],
    ['a number', 7],
  ])('is refused where it is %s', async (_, text) => {
    const user = await aUser();

    expect(await gatehouse.post(`/users/${user.id}/notes`, { body: { text } })).toFailWith({
      status: 400,
      code: 'VALIDATION',
      field: 'text',
    });
  });

  it('of each of many at once is answered with itself', async () => {
    const user = await aUser();
    const texts = Array.from({ length: 60 }, (_, turn) => `note ${turn}`);

    const answers = await Promise.all(
      texts.map((text) => gatehouse.post(`/users/${user.id}/notes`, { body: { text } })),
    );

    expect(answers.map(({ body }) => body.data.text)).toEqual(texts);
    expect(new Set(answers.map(({ body }) => body.data.id)).size).toBe(texts.length);
  });
});
