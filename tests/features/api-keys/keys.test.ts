import type { Reason } from '../../../shared/constants';
import { actionId } from '../../../shared/permissions';
import { DAY, ELSEWHERE, HOUR, OFFICE, shared, succeed } from '../vocabulary';
import { apiOnlyAt, CREATE, FIND, type ApiOnly } from './api-only';

const {
  act,
  addRule,
  aRole,
  attemptsOf,
  aUser,
  aUserAtWork,
  call,
  change,
  clock,
  fromNow,
  gatehouse,
  http,
  permit,
  putBack,
  read,
  roleId,
  setPolicy,
  sql,
  superAdmin,
  whileBroken,
} = shared;
const { aKeyOf, anApiOnlyUser, create, find, give, keysOf, rotate } = apiOnlyAt(shared);

afterEach(putBack);

const logOf = async ({ id }: { id: number }) =>
  succeed(await gatehouse.get(`/users/${id}/log`)).body.data.map(({ action }: { action: string }) => action);
const nativeToken = async (tokenId: number) =>
  (await sql('SELECT * FROM ?? WHERE ?? = ?', ['strapi_api_tokens', 'id', tokenId]))[0];

describe('a key', () => {
  it('is a real API token of Strapi’s that does what the user’s roles give, and nothing else', async () => {
    const user = await anApiOnlyUser([FIND]);
    const made = await aKeyOf(user);

    expect(made.key).toMatch(/^[0-9a-f]{256}$/);
    expect(await find(made.key)).toBe(200);
    expect(await create(made.key)).toBe(403);
    const { body } = await http.get(`/admin/api-tokens/${made.tokenId}`, { token: await superAdmin() });
    expect(body.data).toMatchObject({ kind: 'content-api', type: 'custom', description: 'Nightly import' });
    expect(body.data).not.toHaveProperty('accessKey');
  });

  it('comes with an address that answers it, of what the user’s roles give', async () => {
    const user = await anApiOnlyUser(['plugin::upload.content-api.find', FIND]);
    const { key, exampleUrl } = await aKeyOf(user);

    expect(exampleUrl).toBe(`${await call<string>(`strapi.config.get('server.absoluteUrl')`)}/api/articles`);
    expect((await fetch(String(exampleUrl), { headers: { Authorization: `Bearer ${key}` } })).status).toBe(
      200,
    );

    await give(user.role, [CREATE]);
    expect((await aKeyOf(user)).exampleUrl).toBeNull();
  });

  it('is shown once: neither list, log nor Strapi’s page holds it again', async () => {
    const user = await anApiOnlyUser();
    const { key, exampleUrl: _, ...made } = await aKeyOf(user);

    expect(await keysOf(user)).toEqual([made]);
    const row = await nativeToken(made.tokenId);
    expect(row?.encrypted_key).toBeNull();
    for (const table of ['gatehouse_api_keys', 'gatehouse_notes', 'strapi_api_tokens'])
      expect(JSON.stringify(await sql('SELECT * FROM ??', [table]))).not.toContain(key);
  });

  it('does what a changed role says with the next request, for every key at once', async () => {
    const user = await anApiOnlyUser([FIND]);
    const [one, two] = [await aKeyOf(user), await aKeyOf(user)];

    await give(user.role, [CREATE]);

    for (const { key } of [one, two]) expect([await find(key), await create(key)]).toEqual([403, 201]);
    await give(user.role, []);
    for (const { key } of [one, two]) expect([await find(key), await create(key)]).toEqual([403, 403]);
  });

  it('does what other roles of the user say with the next request', async () => {
    const user = await anApiOnlyUser([FIND]);
    const more = await aRole();
    await give(more, [CREATE]);
    const { key } = await aKeyOf(user);

    await change(user, { roles: [user.role.id, more.id] });
    expect([await find(key), await create(key)]).toEqual([200, 201]);
    await change(user, { roles: [] });
    expect([await find(key), await create(key)]).toEqual([403, 403]);
  });

  it('gets nothing by what Strapi comes to say of it, by whatever code', async () => {
    const user = await anApiOnlyUser([FIND]);
    const { key, tokenId } = await aKeyOf(user);
    const put = (body: object) =>
      call(
        `strapi.service('admin::api-token-content-api').update(${tokenId}, ${JSON.stringify(body)}).then(() => null)`,
      );

    await put({ name: `widened ${tokenId}`, type: 'custom', permissions: [FIND, CREATE] });
    expect([await find(key), await create(key)]).toEqual([200, 403]);
    await put({ name: `opened ${tokenId}`, type: 'full-access', permissions: null });
    expect([await find(key), await create(key)]).toEqual([200, 403]);
    await put({ name: `narrowed ${tokenId}`, type: 'read-only', permissions: null });
    await give(user.role, [CREATE]);
    expect([await find(key), await create(key)]).toEqual([403, 201]);
  });

  it('leaves tokens that are nobody’s as Strapi has them', async () => {
    const { body } = succeed(
      await http.post('/admin/api-tokens', {
        token: await superAdmin(),
        body: { name: `stock ${Date.now()}`, type: 'read-only', lifespan: null, permissions: null },
      }),
      201,
    );
    for (const range of ['127.0.0.1', OFFICE]) await addRule({ scope: 'everyone', range });

    expect([await find(body.data.accessKey, ELSEWHERE), await create(body.data.accessKey)]).toEqual([
      200, 403,
    ]);
  });

  it('is no way into the panel, with a password or without', async () => {
    const user = await anApiOnlyUser();
    const { key } = await aKeyOf(user);

    expect((await http.get('/admin/users/me', { token: key })).status).toBe(401);
    expect((await http.get('/gatehouse/users', { token: key })).status).toBe(401);
  });
});

const removeRules = () => sql('DELETE FROM ??', ['gatehouse_ip_rules']);
type Step = (user: ApiOnly) => Promise<unknown>;

describe('whose user', () => {
  it.each<[string, Reason, Step, Step]>([
    ['is suspended', 'suspended', (user) => act(user, 'suspend'), (user) => act(user, 'enable')],
    [
      'is suspended until a date',
      'suspended',
      async (user) => act(user, 'suspend', { until: await fromNow(DAY) }),
      () => clock.advance(DAY + 1_000),
    ],
    ['is disabled', 'disabled', (user) => act(user, 'disable'), (user) => act(user, 'enable')],
    ['is locked', 'locked-by-admin', (user) => act(user, 'lock'), (user) => act(user, 'unlock')],
    [
      'is only allowed elsewhere',
      'address-not-allowed',
      (user) => addRule({ scope: 'user', user: user.id, range: OFFICE }),
      removeRules,
    ],
    [
      'has a role that is only allowed elsewhere',
      'address-not-allowed',
      (user) => addRule({ scope: 'role', role: user.role.id, range: OFFICE }),
      removeRules,
    ],
    [
      'has come to the end of their access',
      'expired',
      async (user) => change(user, { validTo: await fromNow(-DAY) }),
      (user) => change(user, { validTo: null }),
    ],
    [
      'has no access yet',
      'not-yet-valid',
      async (user) => change(user, { validFrom: await fromNow(DAY) }),
      (user) => change(user, { validFrom: null }),
    ],
  ])('%s is refused with the next request, and comes back', async (_, reason, shut, open) => {
    const user = await anApiOnlyUser();
    const content = await aKeyOf(user);
    expect(await find(content.key, user.from)).toBe(200);

    await shut(user);

    expect(await http.get('/api/articles', { token: content.key, from: user.from })).toMatchObject({
      status: 401,
      body: { error: { message: 'Unauthorized', details: {} } },
    });
    expect((await attemptsOf(user))[0]).toMatchObject({
      realm: 'api',
      outcome: 'failure',
      reason,
      method: 'api-token',
      ip: user.from,
    });
    await open(user);
    expect(await find(content.key, user.from)).toBe(200);
  });

  it('is deleted is refused, and its tokens are gone', async () => {
    const user = await anApiOnlyUser();
    const { key, tokenId } = await aKeyOf(user);

    succeed(await gatehouse.delete(`/users/${user.id}`));

    expect(await find(key)).toBe(401);
    expect(await nativeToken(tokenId)).toBeUndefined();
    expect(await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_api_keys', 'user_id', user.id])).toEqual(
      [],
    );
  });

  it('becomes a panel user is refused for good', async () => {
    const user = await anApiOnlyUser();
    const { key } = await aKeyOf(user);

    await change(user, { type: 'panel' });
    expect(await find(key)).toBe(401);
    await change(user, { type: 'api-only' });

    expect(await find(key)).toBe(401);
    expect(await keysOf(user)).toEqual([]);
  });

  it('cannot be asked about is refused', async () => {
    const user = await anApiOnlyUser();
    const { key } = await aKeyOf(user);

    expect(await whileBroken('select', 'gatehouse_users', () => find(key))).toBe(401);
    expect(await whileBroken('select', 'gatehouse_api_keys', () => find(key))).toBe(401);
    expect(await find(key)).toBe(200);
  });

  it('has not been granted access yet gets it with the first key', async () => {
    const user = await anApiOnlyUser();
    expect((await read(user)).status).toBe('provisioned');

    const { key } = await aKeyOf(user);

    expect(await find(key)).toBe(200);
    expect((await read(user)).status).toBe('active');
    // One thing was done.
    expect((await logOf(user))[0]).toBe('api-key-created');
  });

  it.each(['suspend', 'disable', 'lock'])('has met %s is not let in by a new key', async (action) => {
    const user = await anApiOnlyUser();
    await aKeyOf(user);
    const before = await act(user, action);

    const { key } = await aKeyOf(user);

    expect(await find(key)).toBe(401);
    expect((await read(user)).status).toBe(before.status);
  });
});

describe('of the panel', () => {
  const panelKeyOf = async (user: ApiOnly) => aKeyOf(user, { kind: 'admin' });
  const list = async (key: string) => (await http.get('/gatehouse/users', { token: key })).status;

  it('does over HTTP what the user’s roles permit there at the moment, and nothing of the Content API', async () => {
    const user = await anApiOnlyUser([FIND], ['users.read']);
    const { key } = await panelKeyOf(user);

    expect(await list(key)).toBe(200);
    expect((await http.get('/gatehouse/policy', { token: key })).status).toBe(403);
    expect(await find(key)).toBe(401);
    await permit(user.role.id, ['policy.read']);
    expect(await list(key)).toBe(403);
    expect((await http.get('/gatehouse/policy', { token: key })).status).toBe(200);
  });

  it('is nothing by which a person signs in, or changes what is their own', async () => {
    const user = await anApiOnlyUser([], ['users.read']);
    const { key } = await panelKeyOf(user);

    for (const path of ['/admin/users/me', '/gatehouse/me', '/gatehouse/me/sessions'])
      expect((await http.get(path, { token: key })).status).toBe(401);
  });

  it('stops with its user', async () => {
    const user = await anApiOnlyUser([], ['users.read']);
    const { key } = await panelKeyOf(user);

    await act(user, 'suspend');
    expect(await list(key)).toBe(401);
    await act(user, 'enable');
    expect(await list(key)).toBe(200);
    await change(user, { type: 'panel' });
    expect(await list(key)).toBe(401);
  });

  it('makes no other key for its own user', async () => {
    const user = await anApiOnlyUser([FIND], ['api-keys.create', 'api-keys.read']);
    const { id, key } = await panelKeyOf(user);
    const ask = { token: key, body: { description: 'myself again' } };

    expect(await gatehouse.post(`/users/${user.id}/api-keys`, ask)).toFailWith({
      status: 400,
      code: 'OWN_USER',
    });
    expect(await gatehouse.post(`/api-keys/${id}/rotate`, { token: key, body: {} })).toFailWith({
      status: 400,
      code: 'OWN_USER',
    });
    expect(await keysOf(user)).toHaveLength(1);
  });

  it('is refused where no role permits anything in the panel', async () => {
    const user = await anApiOnlyUser([FIND]);
    expect(
      await gatehouse.post(`/users/${user.id}/api-keys`, { body: { description: 'x', kind: 'admin' } }),
    ).toFailWith({ status: 400, code: 'NO_PANEL_PERMISSIONS', field: 'kind' });
  });
});

describe('validity', () => {
  const make = (user: ApiOnly, expiresAt: unknown) =>
    gatehouse.post(`/users/${user.id}/api-keys`, { body: { description: 'x', expiresAt } });

  it('is 90 days unless told, any other, or without an end', async () => {
    const user = await anApiOnlyUser();
    const days = (key: { createdAt: string; expiresAt: string | null }) =>
      key.expiresAt && Math.round((Date.parse(key.expiresAt) - Date.parse(key.createdAt)) / DAY);

    expect(days(await aKeyOf(user))).toBe(90);
    expect(days(await aKeyOf(user, { expiresAt: await fromNow(417 * DAY) }))).toBe(417);
    expect(days(await aKeyOf(user, { expiresAt: null }))).toBeNull();
  });

  it('ends with its last moment', async () => {
    const user = await anApiOnlyUser();
    const { key, id, tokenId } = await aKeyOf(user);
    expect(await find(key)).toBe(200);

    await call(
      `strapi.db.query('admin::api-token').update({ where: { id: ${tokenId} }, data: { expiresAt: new Date(Date.now() - 1) } }).then(() => null)`,
    );

    expect(await find(key)).toBe(401);
    expect(await keysOf(user)).toMatchObject([{ id, isExpired: true }]);
  });

  it.each([
    ['a past moment', '2020-01-01T00:00:00Z'],
    ['no date', 'tomorrow'],
    ['a number', 90],
  ])('is refused as %s', async (_, expiresAt) => {
    const user = await anApiOnlyUser();
    expect(await make(user, expiresAt)).toFailWith({ status: 400, code: 'VALIDATION', field: 'expiresAt' });
    expect(await keysOf(user)).toEqual([]);
  });
});

describe('rotating', () => {
  it('gives a new one, beside which the old one goes on for the overlap', async () => {
    const user = await anApiOnlyUser();
    const old = await aKeyOf(user, { expiresAt: await fromNow(30 * DAY) });

    const made = await rotate(old, { overlapHours: 2 });

    expect([await find(old.key), await find(made.key)]).toEqual([200, 200]);
    expect(made).toMatchObject({ description: old.description, kind: old.kind, isReplaced: false });
    expect(Math.round((Date.parse(made.expiresAt ?? '') - Date.now()) / DAY)).toBe(30);
    const [, before] = await keysOf(user);
    expect(before).toMatchObject({ id: old.id, isReplaced: true });
    expect(Date.parse(before?.expiresAt ?? '') - Date.now()).toBeLessThanOrEqual(2 * HOUR);
    expect(await logOf(user)).toContain('api-key-rotated');
  });

  it('ends the old one at once without an overlap, and never lengthens it', async () => {
    const user = await anApiOnlyUser();
    const [one, short] = [await aKeyOf(user), await aKeyOf(user, { expiresAt: await fromNow(HOUR) })];

    await rotate(one, { overlapHours: 0 });
    await rotate(short, { overlapHours: 24 });

    expect(await find(one.key)).toBe(401);
    const after = (await keysOf(user)).find(({ id }) => id === short.id);
    expect(after?.expiresAt).toBe(short.expiresAt);
  });

  it('happens once, however often it is asked for at once', async () => {
    const user = await anApiOnlyUser();
    const old = await aKeyOf(user);

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => gatehouse.post(`/api-keys/${old.id}/rotate`, { body: {} })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400, 400]);
    expect(await keysOf(user)).toHaveLength(2);
  });
});

it('is revoked from the next request on, by Gatehouse and by Strapi’s own page', async () => {
  const user = await anApiOnlyUser();
  const [one, two] = [await aKeyOf(user), await aKeyOf(user)];

  succeed(await gatehouse.delete(`/api-keys/${one.id}`));
  succeed(await http.delete(`/admin/api-tokens/${two.tokenId}`, { token: await superAdmin() }));

  expect([await find(one.key), await find(two.key)]).toEqual([401, 401]);
  expect(await keysOf(user)).toEqual([]);
  expect(await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_api_keys', 'user_id', user.id])).toEqual([]);
  expect(await logOf(user)).toContain('api-key-revoked');
});

describe('nobody makes one', () => {
  const clerkWith = async (roles: number[]) => {
    const own = await aRole(['users.read', 'api-keys.read', 'api-keys.create', 'api-keys.revoke']);
    const { token, from } = await aUserAtWork({ roles: [own.id, ...roles] });
    return { token, from };
  };
  const make = (user: { id: number }, ask: object, body: object = {}) =>
    gatehouse.post(`/users/${user.id}/api-keys`, { ...ask, body: { description: 'x', ...body } });

  it('for a user whose roles give more than they hold', async () => {
    const [user, permitted] = [await anApiOnlyUser([FIND]), await anApiOnlyUser([], ['policy.update'])];
    const clerk = await clerkWith([]);
    const made = await aKeyOf(user);

    for (const answer of [
      await make(user, clerk),
      await make(permitted, clerk),
      await gatehouse.post(`/api-keys/${made.id}/rotate`, { ...clerk, body: {} }),
    ])
      expect(answer).toFailWith({ status: 403, code: 'MORE_THAN_YOU_HOLD' });
    expect(await keysOf(user)).toHaveLength(1);
    succeed(await make(user, await clerkWith([user.role.id])), 201);
  });

  it('for a super admin', async () => {
    const user = await anApiOnlyUser();
    const made = await aKeyOf(user);
    await change(user, { roles: [await roleId('strapi-super-admin')] });
    const clerk = await clerkWith([]);

    for (const answer of [
      await make(user, clerk),
      await gatehouse.post(`/api-keys/${made.id}/rotate`, { ...clerk, body: {} }),
      await gatehouse.delete(`/api-keys/${made.id}`, clerk),
    ])
      expect(answer).toFailWith({ status: 403, code: 'SUPER_ADMIN_ONLY' });
    succeed(await gatehouse.delete(`/users/${user.id}`));
  });

  it('for a panel user, or for nobody', async () => {
    expect(await make(await aUser(), {})).toFailWith({ status: 400, code: 'API_ONLY_USERS' });
    expect(await make({ id: 2_000_000_000 }, {})).toFailWith({ status: 404, code: 'NOT_FOUND' });
  });

  it('without a fresh proof', async () => {
    const user = await anApiOnlyUser();
    const made = await aKeyOf(user);
    const boss = await aUserAtWork({ roles: ['strapi-super-admin'] });
    await setPolicy({ stepUp: { maxAgeMinutes: 5 } });
    await clock.advance(6 * 60_000);
    const ask = { token: boss.token, from: boss.from };

    for (const answer of [
      await make(user, ask),
      await gatehouse.post(`/api-keys/${made.id}/rotate`, { ...ask, body: {} }),
    ])
      expect(answer).toFailWith({ status: 403, code: 'STEP_UP_REQUIRED' });
    // What makes nothing worse is not held up.
    succeed(await gatehouse.delete(`/api-keys/${made.id}`, ask));
    await clock.reset();
    succeed(await gatehouse.delete(`/users/${boss.id}`));
  });

  it('beyond as many as one can have', async () => {
    const user = await anApiOnlyUser();
    for (let turn = 0; turn < 20; turn += 1) await aKeyOf(user);

    expect(await make(user, {})).toFailWith({ status: 400, code: 'TOO_MANY_KEYS' });
    expect(await keysOf(user)).toHaveLength(20);
  });

  it.each([
    ['no description', { description: '' }, 'description'],
    ['a description of two lines', { description: 'a\nb' }, 'description'],
    ['another kind', { kind: 'root' }, 'kind'],
    ['its own secret', { key: 'abc' }, 'key'],
    ['actions of its own', { permissions: [FIND] }, 'permissions'],
  ])('with %s', async (_, body, field) => {
    const user = await anApiOnlyUser();
    expect(await make(user, {}, body)).toFailWith({ status: 400, code: 'VALIDATION', field });
    expect(await keysOf(user)).toEqual([]);
  });

  it('halfway: a failure leaves neither token nor entry', async () => {
    const user = await anApiOnlyUser();
    const tokens = () => sql('SELECT ?? FROM ??', ['id', 'strapi_api_tokens']);
    const before = await tokens();

    const answer = await whileBroken('insert', 'gatehouse_notes', () => make(user, {}));

    expect(answer.status).toBe(500);
    expect(await tokens()).toEqual(before);
    expect((await read(user)).status).toBe('provisioned');
  });
});

describe('before it expires', () => {
  const tell = () =>
    call(`strapi.cron.jobs.find(({ name }) => name === 'gatehouseApiKeys').job.invoke().then(() => null)`);
  const toldOf = async ({ id }: { id: number }) =>
    succeed(await gatehouse.get(`/mails?filters[user][$eq]=${id}&filters[template][$eq]=api-key-expiring`))
      .body.data as { to: string }[];

  it('its user is told once, two weeks ahead, and not of one that was replaced', async () => {
    const user = await anApiOnlyUser();
    const soon = await aKeyOf(user, { expiresAt: await fromNow(13 * DAY) });
    await aKeyOf(user, { expiresAt: await fromNow(15 * DAY) });
    await aKeyOf(user, { expiresAt: null });
    const replaced = await aKeyOf(user, { expiresAt: await fromNow(13 * DAY) });
    await rotate(replaced, { overlapHours: 24, expiresAt: null });

    await tell();
    await tell();

    expect(await toldOf(user)).toMatchObject([{ to: user.email }]);
    await clock.advance(2 * DAY);
    await tell();
    expect(await toldOf(user)).toHaveLength(2);
    expect(soon.expiresAt).not.toBeNull();
  });
});

it('permits nothing to who lacks the permission, over tokens too', async () => {
  const user = await anApiOnlyUser([], ['users.read']);
  const { key } = await aKeyOf(user, { kind: 'admin' });
  expect((await gatehouse.get(`/users/${user.id}/api-keys`, { token: key })).status).toBe(403);
  expect(actionId('api-keys.read')).toBe('plugin::gatehouse.api-keys.read');
});
