import { parse } from 'csv-parse/sync';

import { activity, type Activity } from '../../../shared/contracts/log';
import type { Permission } from '../../../shared/permissions';
import { aRoleTo, expectProofAsked } from '../native/vocabulary';
import { anEmail, shared, succeed } from '../vocabulary';

const { act, addRule, aRole, aUser, aUserAtWork, gatehouse, http, putBack, roleId, setPolicy, sql } = shared;

const forget = () => sql('DELETE FROM ??', ['gatehouse_notes']);
beforeEach(forget);
afterAll(putBack);

const listed = async (query = '', ask = {}): Promise<Activity[]> =>
  succeed(await gatehouse.get(`/log?pageSize=200&${query}`, ask)).body.data;
const actionsBy = async (query: string, ask = {}) => (await listed(query, ask)).map(({ action }) => action);

const anAccount = async (name = anEmail()): Promise<number> =>
  succeed(await gatehouse.post('/accounts', { body: { name } }), 201).body.data.id;
const whoMay = async (...permissions: Permission[]) =>
  aUserAtWork({ roles: [(await aRoleTo(...permissions)).id] });

/** Entries as they stood before there was a target, of any number at once. */
const write = async (
  rows: { action?: string; at: string; actor?: number | null; user?: number | null; role?: number | null }[],
) => {
  for (const { action = 'locked', at, actor = null, user = null, role = null } of rows)
    await sql('INSERT INTO ?? (??, ??, ??, ??, ??, ??, ??) VALUES (?, ?, ?, ?, ?, ?, ?)', [
      'gatehouse_notes',
      ...['kind', 'action', 'actor_name', 'actor_id', 'user_id', 'role_id', 'created_at'],
      ...['change', action, 'Somebody', actor, user, role],
      await moment(at),
    ] as never);
};
const moment = async (at: string) => {
  const client = await shared.call<string>('Promise.resolve(strapi.db.dialect.client)');
  return client === 'sqlite' ? new Date(at).getTime() : at.replace('T', ' ').replace('Z', '');
};

it('shows everything that was done, newest first, with what it is about', async () => {
  const user = await aUser();
  const account = await anAccount('Acme');
  await gatehouse.put(`/accounts/${account}`, { body: { name: 'Acme & Co.' } });
  await setPolicy({});
  await forget();
  await act(user, 'lock');
  await gatehouse.put(`/accounts/${account}`, { body: { name: 'Umbrella' } });
  await gatehouse.put('/policy', { body: { lockout: { lockMinutes: 20 } } });
  await gatehouse.put('/mail-templates/locked', {
    body: { subject: 'Locked', html: '<p>Locked</p>', text: 'Locked' },
  });
  await gatehouse.put(`/roles/${(await aRole()).id}`, { body: { maxSessions: 3 } });
  await addRule({ scope: 'everyone', range: '0.0.0.0/0' });

  const all = await listed();

  expect(all.map(({ action, about }) => [action, about.kind])).toEqual([
    ['ip-rule-added', 'environment'],
    ['role-changed', 'role'],
    ['mail-template-changed', 'mail-template'],
    ['policy-changed', 'environment'],
    ['account-changed', 'account'],
    ['locked', 'user'],
  ]);
  expect(all[4]).toMatchObject({
    about: { id: account, name: 'Umbrella', isThere: true },
    changes: { name: { before: 'Acme & Co.', after: 'Umbrella' } },
  });
  expect(all[5]).toMatchObject({
    about: { id: user.id, isThere: true },
    actor: { user: expect.any(Number) },
  });
  for (const entry of all) expect(activity.strict().safeParse(entry).success).toBe(true);
});

it('keeps what a thing was called that is gone, of every kind', async () => {
  const user = await aUser();
  const account = await anAccount('Acme');
  const licence = succeed(
    await gatehouse.post('/licences', { body: { code: 'gone', name: 'Gone', userTypes: ['panel'] } }),
    201,
  ).body.data.id;
  const group = succeed(await gatehouse.post('/role-groups', { body: { name: 'Newsroom', roles: [] } }), 201)
    .body.data.id;
  const dac = succeed(await gatehouse.post('/dac-groups', { body: { code: 'EMEA', name: 'Europe' } }), 201)
    .body.data.id;
  for (const path of [
    `users/${user.id}`,
    `accounts/${account}`,
    `licences/${licence}`,
    `role-groups/${group}`,
    `dac-groups/${dac}`,
  ])
    succeed(await gatehouse.delete(`/${path}`));

  const all = await listed();

  const gone = all.filter(({ action }) => action.endsWith('deleted')).map(({ about }) => about);
  expect(gone).toEqual([
    { kind: 'dac-group', id: dac, name: 'EMEA', isThere: false },
    { kind: 'role-group', id: group, name: 'Newsroom', isThere: false },
    { kind: 'licence', id: licence, name: 'Gone', isThere: false },
    { kind: 'account', id: account, name: 'Acme', isThere: false },
    { kind: 'user', id: user.id, name: expect.any(String), isThere: false },
  ]);
  expect(await listed(`filters[about][$eq]=account&filters[target][$eq]=${account}`)).toHaveLength(2);
});

describe('the filters', () => {
  it('choose by who did it, what, about what and whom', async () => {
    const [user, other] = [await aUser(), await aUser()];
    const admin = await aUserAtWork({ roles: ['strapi-super-admin'] });
    const account = await anAccount();
    const role = (await aRole()).id;
    await forget();
    await act(user, 'lock');
    await gatehouse.post(`/users/${other.id}/suspend`, { body: {}, token: admin.token, from: admin.from });
    await gatehouse.put(`/accounts/${account}`, { body: { name: anEmail() } });
    await gatehouse.put(`/roles/${role}`, { body: { maxSessions: 3 } });
    await gatehouse.post(`/users/${user.id}/notes`, { body: { text: 'called' } });

    expect(await actionsBy(`filters[actor][$eq]=${admin.id}`)).toEqual(['suspended']);
    expect(await actionsBy('filters[action][$in][]=locked&filters[action][$in][]=note')).toEqual([
      'note',
      'locked',
    ]);
    expect(await actionsBy('filters[about][$eq]=user')).toEqual(['note', 'suspended', 'locked']);
    expect(await actionsBy('filters[about][$in][]=role&filters[about][$in][]=account')).toEqual([
      'role-changed',
      'account-changed',
    ]);
    expect(await actionsBy(`filters[about][$eq]=account&filters[target][$eq]=${account}`)).toEqual([
      'account-changed',
    ]);
    expect(await actionsBy(`filters[about][$eq]=role&filters[target][$eq]=${role}`)).toEqual([
      'role-changed',
    ]);
    expect(await actionsBy(`filters[about][$eq]=role&filters[target][$eq]=${account + role + 1}`)).toEqual(
      [],
    );
    expect(await actionsBy(`filters[user][$eq]=${user.id}`)).toEqual(['note', 'locked']);
    expect(await actionsBy(`filters[user][$eq]=${user.id}&filters[kind][$eq]=change`)).toEqual(['locked']);
    expect(await actionsBy(`filters[user][$eq]=${user.id}&filters[actor][$eq]=${admin.id}`)).toEqual([]);
    expect(await actionsBy('filters[actor][$eq]=999999')).toEqual([]);
  });

  it('choose by template', async () => {
    const texts = { subject: 'Hello', html: '<p>Hello</p>', text: 'Hello' };
    await gatehouse.put('/mail-templates/locked', { body: texts });
    await gatehouse.put('/mail-templates/new-device', { body: texts });

    const found = await listed('filters[about][$eq]=mail-template&filters[target][$eq]=locked');

    expect(found.map(({ about }) => about)).toEqual([
      { kind: 'mail-template', id: null, name: 'locked', isThere: true },
    ]);
  });

  it('choose by date, and page through what there is', async () => {
    const user = await aUser();
    await forget();
    await write(
      Array.from({ length: 30 }, (_, day) => ({
        at: `2026-03-${String(day + 1).padStart(2, '0')}T12:00:00Z`,
        user: day % 2 ? user.id : null,
      })),
    );
    const march =
      'filters[createdAt][$gte]=2026-03-10T00:00:00Z&filters[createdAt][$lt]=2026-03-20T00:00:00Z';

    expect((await listed(march)).map(({ createdAt }) => createdAt.slice(8, 10))).toEqual([
      '19',
      '18',
      '17',
      '16',
      '15',
      '14',
      '13',
      '12',
      '11',
      '10',
    ]);
    expect(await listed(`${march}&filters[user][$eq]=${user.id}`)).toHaveLength(5);
    expect(await listed(`${march}&filters[about][$eq]=environment`)).toHaveLength(5);
    expect(await listed(`${march}&filters[action][$eq]=unlocked`)).toEqual([]);
    const { body } = await gatehouse.get(`/log?${march}&page=2&pageSize=4`);
    expect(body.data.map(({ createdAt }: Activity) => createdAt.slice(8, 10))).toEqual([
      '15',
      '14',
      '13',
      '12',
    ]);
    expect(body.meta.pagination).toMatchObject({ page: 2, pageSize: 4, pageCount: 3, total: 10 });
  });

  it.each([
    'filters[action][$eq]=made-up',
    'filters[about][$eq]=planet',
    'filters[kind][$eq]=poem',
    'filters[target][$eq]=1',
    'filters[target][$eq]=x&filters[about][$eq]=user',
    'filters[target][$eq]=1&filters[about][$eq]=environment',
    'filters[target][$eq]=nothing&filters[about][$eq]=mail-template',
    'filters[target][$eq]=1&filters[about][$in][]=user&filters[about][$in][]=role',
    'filters[actor][$eq]=0',
    'filters[createdAt][$gte]=yesterday',
    'filters[text][$eq]=x',
    'sort=action:asc',
    'pageSize=0',
  ])('are refused where they make no sense: %s', async (query) => {
    expect(await gatehouse.get(`/log?${query}`)).toFailWith({ status: 400, code: 'VALIDATION' });
    if (query.startsWith('filters'))
      expect(await gatehouse.get(`/log/export?${query}`)).toFailWith({ status: 400, code: 'VALIDATION' });
  });
});

it('says of entries from before what they are about, by their user or role', async () => {
  const user = await aUser();
  const editor = await roleId('strapi-editor');
  await forget();
  await write([
    { at: '2025-01-01T00:00:00Z', user: user.id },
    { at: '2025-01-02T00:00:00Z', role: editor },
    { at: '2025-01-03T00:00:00Z', action: 'licence-created' },
    { at: '2025-01-04T00:00:00Z', user: 999_999 },
    { at: '2025-01-05T00:00:00Z', action: 'of-a-newer-version' },
  ]);

  expect((await listed()).map(({ action, about }) => [action, about])).toEqual([
    ['of-a-newer-version', { kind: 'environment', id: null, name: null, isThere: true }],
    ['locked', { kind: 'user', id: 999_999, name: null, isThere: false }],
    ['licence-created', { kind: 'environment', id: null, name: null, isThere: true }],
    ['locked', { kind: 'role', id: editor, name: 'Editor', isThere: true }],
    ['locked', { kind: 'user', id: user.id, name: expect.any(String), isThere: true }],
  ]);
  expect(await listed('filters[about][$eq]=role')).toHaveLength(1);
  expect(await listed('filters[about][$eq]=user')).toHaveLength(2);
});

it('tells of a delegation once, and to both users in their own logs', async () => {
  const [user, other] = [await aUser(), await aUser()];
  await forget();
  const body = { forUser: other.id, purpose: 'approve' };
  succeed(await gatehouse.post(`/users/${user.id}/delegations`, { body }), 201);

  expect(await actionsBy('')).toEqual(['delegation-given']);
  for (const { id } of [user, other]) {
    expect(await actionsBy(`filters[user][$eq]=${id}`)).toEqual(['delegation-given']);
    expect((await gatehouse.get(`/users/${id}/log`)).body.data).toHaveLength(1);
  }
});

describe('who may look', () => {
  it('is who may see the whole log; notes are for who may read the log of a user', async () => {
    const user = await aUser();
    await forget();
    await act(user, 'lock');
    await gatehouse.post(`/users/${user.id}/notes`, { body: { text: 'called' } });
    const [reader, both, neither] = [
      await whoMay('activity.read'),
      await whoMay('activity.read', 'log.read'),
      await whoMay('log.read'),
    ];
    const about = `filters[user][$eq]=${user.id}`;

    expect(await actionsBy(about, reader)).toEqual(['locked']);
    expect(await actionsBy(`${about}&filters[kind][$eq]=note`, reader)).toEqual([]);
    expect(await actionsBy(about, both)).toEqual(['note', 'locked']);
    expect((await http.get('/gatehouse/log', neither)).status).toBe(403);
    expect((await http.get('/gatehouse/log/export', both)).status).toBe(403);
  });

  it('is nobody who is limited to their own accounts', async () => {
    const role = await aRoleTo('activity.read', 'activity.export', 'log.read');
    await gatehouse.put(`/roles/${role.id}`, { body: { ownAccountsOnly: true } });
    const admin = await aUserAtWork({ roles: [role.id] });

    for (const path of ['/gatehouse/log', '/gatehouse/log/export'])
      expect(await http.get(path, admin)).toFailWith({ status: 403, code: 'OUT_OF_REACH' });
  });
});

describe('the export', () => {
  const exported = async (query = '', ask = {}) =>
    parse(succeed(await gatehouse.get(`/log/export?${query}`, ask)).body as string, {
      columns: true,
      bom: true,
    }) as Record<string, string>[];

  it('holds what the list holds, of more than fit in a page too, and starts no formula', async () => {
    const user = await aUser();
    await forget();
    await act(user, 'lock', { reason: '=1+1' });
    await write(
      Array.from({ length: 1_100 }, (_, n) => ({
        at: new Date(Date.UTC(2026, 2, 1) + Math.floor(n / 7) * 1000).toISOString(),
      })),
    );

    const [first, ...rest] = await exported();

    expect(rest).toHaveLength(1_101);
    expect(first).toMatchObject({ action: 'activity-exported' });
    expect(rest.find(({ action, about }) => action === 'locked' && about === 'user')).toMatchObject({
      actor: 'First Admin',
      kind: 'change',
      text: "'=1+1",
      changes: expect.stringContaining('"lock"'),
    });
    expect(
      await exported(
        'filters[createdAt][$gte]=2026-03-01T00:00:00Z&filters[createdAt][$lt]=2026-03-02T00:00:00Z',
      ),
    ).toHaveLength(1_100);
  });

  it('asks for a fresh proof, and stands in the log of who took it away, with what was chosen', async () => {
    const admin = await aUserAtWork({ roles: ['strapi-super-admin'] });
    const query = `filters[user][$eq]=${admin.id}&filters[action][$eq]=locked&filters[about][$eq]=user`;
    await expectProofAsked(admin, () => http.get(`/gatehouse/log/export?${query}`, admin));

    const [entry] = await listed(`filters[user][$eq]=${admin.id}`);

    expect(entry).toMatchObject({
      action: 'activity-exported',
      changes: {
        user: { before: null, after: admin.email },
        action: { before: null, after: ['locked'] },
        about: { before: null, after: ['user'] },
      },
    });
  });
});
