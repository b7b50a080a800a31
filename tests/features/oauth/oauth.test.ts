import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { apiOnlyAt, CREATE, FIND, type ApiOnly, type Client } from '../api-keys/api-only';
import { OFFICE, shared, sharedUrl, succeed } from '../vocabulary';

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
  gatehouse,
  http,
  putBack,
  read,
  setPolicy,
  sql,
  whileBroken,
} = shared;
const { aClientOf, aKeyOf, anApiOnlyUser, create, find, give, keysOf } = apiOnlyAt(shared);

afterEach(putBack);

const clientsOf = async ({ id }: { id: number }) =>
  succeed(await gatehouse.get(`/users/${id}/oauth-clients`)).body.data;

const TOKEN_PATH = '/api/gatehouse/oauth/token';
/** A request as clients send it: form-encoded. */
const ask = async (body: string | Record<string, string>, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${sharedUrl()}${TOKEN_PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: typeof body === 'string' ? body : new URLSearchParams(body).toString(),
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
};
const askAs = ({ clientId, clientSecret }: Pick<Client, 'clientId' | 'clientSecret'>, from?: string) =>
  ask(
    { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
    from ? { 'x-forwarded-for': from } : {},
  );
const aTokenOf = async (client: Client): Promise<string> => {
  const { status, body } = await askAs(client);
  expect(status).toBe(200);
  return body.access_token;
};
const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
});
const GRANT = { grant_type: 'client_credentials' };

describe('a client library', () => {
  it.each(['basic', 'post'])('finds out where tokens are, gets one by %s and uses it', async (way) => {
    const client = await aClientOf(await anApiOnlyUser([FIND]));
    const { stdout } = await promisify(execFile)(process.execPath, [
      path.join(__dirname, 'client.mjs'),
      `${sharedUrl()}/api/gatehouse/oauth`,
      client.clientId,
      client.clientSecret,
      way,
      `${sharedUrl()}/api/articles`,
    ]);

    const { tokens, status, body } = JSON.parse(stdout);
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 900 });
    expect(status).toBe(200);
    expect(body).toHaveProperty('data');
  });
});

it('tells where a client gets its tokens', async () => {
  const { clientId, clientSecret, tokenUrl } = await aClientOf(await anApiOnlyUser([FIND]));
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');

  const answer = await fetch(tokenUrl, {
    method: 'POST',
    headers: { Authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };

  expect([answer.status, await find(token)]).toEqual([200, 200]);
});

describe('an access token', () => {
  it('does what the user’s roles give at the moment, and nothing else', async () => {
    const user = await anApiOnlyUser([FIND]);
    const token = await aTokenOf(await aClientOf(user));

    expect([await find(token), await create(token)]).toEqual([200, 403]);
    await give(user.role, [CREATE]);
    expect([await find(token), await create(token)]).toEqual([403, 201]);
    expect((await http.get('/admin/users/me', { token })).status).toBe(401);
  });

  it('is good for a quarter of an hour', async () => {
    const token = await aTokenOf(await aClientOf(await anApiOnlyUser()));
    await clock.advance(15 * 60_000 - 1_000);
    expect(await find(token)).toBe(200);
    await clock.advance(2_000);

    const answer = await http.get('/api/articles', { token });

    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  });

  it.each<[string, (user: ApiOnly) => Promise<unknown>]>([
    ['is suspended', (user) => act(user, 'suspend')],
    ['is disabled', (user) => act(user, 'disable')],
    ['is locked', (user) => act(user, 'lock')],
    ['is only allowed elsewhere', (user) => addRule({ scope: 'user', user: user.id, range: OFFICE })],
    ['becomes a panel user', (user) => change(user, { type: 'panel' })],
    ['is deleted', (user) => gatehouse.delete(`/users/${user.id}`)],
  ])('whose user %s is refused with the next request, and so is its client', async (_, shut) => {
    const user = await anApiOnlyUser();
    const client = await aClientOf(user);
    const token = await aTokenOf(client);
    expect(await find(token)).toBe(200);

    await shut(user);

    expect(await find(token)).toBe(401);
    expect(await askAs(client)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  it('ends with its client', async () => {
    const user = await anApiOnlyUser();
    const [one, two] = [await aClientOf(user), await aClientOf(user)];
    const tokens = [await aTokenOf(one), await aTokenOf(two)];

    succeed(await gatehouse.delete(`/oauth-clients/${one.id}`));

    expect([await find(tokens[0] as string), await find(tokens[1] as string)]).toEqual([401, 200]);
    expect((await askAs(one)).status).toBe(401);
    expect(await clientsOf(user)).toMatchObject([{ id: two.id }]);
  });

  it('is refused while nobody can be asked about, and so is a client', async () => {
    const client = await aClientOf(await anApiOnlyUser());
    const token = await aTokenOf(client);

    expect(await whileBroken('select', 'gatehouse_ip_rules', () => find(token))).toBe(401);
    expect(await whileBroken('select', 'gatehouse_access_tokens', () => find(token))).not.toBe(200);
    expect(await whileBroken('select', 'gatehouse_oauth_clients', () => askAs(client))).toMatchObject({
      status: 503,
      body: { error: 'temporarily_unavailable' },
    });
  });

  it('is forgotten when it has run out', async () => {
    const client = await aClientOf(await anApiOnlyUser());
    await aTokenOf(client);
    const tokens = () =>
      sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_access_tokens', 'oauth_client_id', client.id]);
    expect(await tokens()).toHaveLength(1);
    await clock.advance(16 * 60_000);

    await call(
      `strapi.cron.jobs.find(({ name }) => name === 'gatehouseLinks').job.invoke().then(() => null)`,
    );

    expect(await tokens()).toEqual([]);
  });
});

it('keeps neither secret nor token, but their hashes', async () => {
  const user = await anApiOnlyUser();
  const { clientSecret, ...client } = await aClientOf(user);
  const token = await aTokenOf({ ...client, clientSecret });

  for (const table of ['gatehouse_oauth_clients', 'gatehouse_access_tokens', 'gatehouse_notes']) {
    const rows = JSON.stringify(await sql('SELECT * FROM ??', [table]));
    expect(rows).not.toContain(clientSecret);
    expect(rows).not.toContain(token);
  }
  expect(JSON.stringify(await clientsOf(user))).not.toMatch(/secret/i);
});

describe('a request for a token', () => {
  let client: Client;
  let user: ApiOnly;
  beforeAll(async () => {
    user = await anApiOnlyUser();
    client = await aClientOf(user);
  });
  const named = () => ({ client_id: client.clientId, client_secret: client.clientSecret });

  it('is answered as RFC 6749 §5.1 says, and kept by nobody on the way', async () => {
    const { status, body, headers } = await ask(GRANT, basic(client.clientId, client.clientSecret));

    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^gho_[\w-]{43}$/),
      token_type: 'Bearer',
      expires_in: 900,
    });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('pragma')).toBe('no-cache');
  });

  it('reads what stands there without a value as left out (§3.2)', async () => {
    const empty = { client_id: '', client_secret: '', scope: '' };
    const { status } = await ask({ ...GRANT, ...empty }, basic(client.clientId, client.clientSecret));

    expect(status).toBe(200);
  });

  it.each<[string, () => Parameters<typeof ask>, number, string]>([
    ['without a grant type', () => [named()], 400, 'invalid_request'],
    ['for another grant', () => [{ ...named(), grant_type: 'password' }], 400, 'unsupported_grant_type'],
    ['for a scope', () => [{ ...named(), ...GRANT, scope: 'admin' }], 400, 'invalid_scope'],
    [
      'with a parameter twice',
      () => [`grant_type=client_credentials&client_id=a&client_id=b&client_secret=c`],
      400,
      'invalid_request',
    ],
    [
      'that names the client twice',
      () => [{ ...named(), ...GRANT }, basic(client.clientId, client.clientSecret)],
      400,
      'invalid_request',
    ],
    [
      'that names another client in the header',
      () => [{ ...GRANT, client_id: 'x' }, basic(client.clientId, client.clientSecret)],
      400,
      'invalid_request',
    ],
    ['with an empty grant type', () => [{ ...named(), grant_type: '' }], 400, 'invalid_request'],
    ['with an empty secret', () => [{ ...named(), ...GRANT, client_secret: '' }], 401, 'invalid_client'],
    [
      'with an empty parameter twice',
      () => ['grant_type=client_credentials&client_secret=&client_secret=', basic('a', 'b')],
      400,
      'invalid_request',
    ],
    ['without a client', () => [GRANT], 401, 'invalid_client'],
    ['without a secret', () => [{ ...GRANT, client_id: client.clientId }], 401, 'invalid_client'],
    [
      'with a wrong secret',
      () => [{ ...GRANT, ...named(), client_secret: 'x'.repeat(43) }],
      401,
      'invalid_client',
    ],
    ['of an unknown client', () => [{ ...GRANT, ...named(), client_id: 'x' }], 401, 'invalid_client'],
    ['with a header that is none', () => [GRANT, { authorization: 'Basic %%%' }], 401, 'invalid_client'],
    ['with a token in the header', () => [GRANT, { authorization: 'Bearer x' }], 401, 'invalid_client'],
    ['with a null character', () => [{ ...GRANT, ...named(), client_id: 'a\u0000b' }], 401, 'invalid_client'],
    [
      'as an object in brackets',
      () => ['grant_type=client_credentials&client_id[$ne]=x&client_secret[$ne]=x'],
      400,
      'invalid_request',
    ],
    ['with nothing', () => [''], 400, 'invalid_request'],
  ])('%s is refused', async (_, request, status, error) => {
    const answer = await ask(...request());

    expect(answer).toMatchObject({ status, body: { error, error_description: expect.any(String) } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('that failed by the header is asked for it, one in the body is not', async () => {
    expect((await ask(GRANT, basic('x', 'y'))).headers.get('www-authenticate')).toMatch(/^Basic /);
    expect(
      (await ask({ ...GRANT, client_id: 'x', client_secret: 'y' })).headers.get('www-authenticate'),
    ).toBeNull();
  });

  it('from an address that is not allowed tells nothing, and stands in the history', async () => {
    await addRule({ scope: 'user', user: user.id, range: OFFICE });

    const [refused, unknown] = [
      await askAs(client, user.from),
      await askAs({ ...client, clientSecret: 'x' }),
    ];

    expect(refused.body).toEqual(unknown.body);
    expect((await attemptsOf(user))[0]).toMatchObject({
      realm: 'api',
      reason: 'address-not-allowed',
      method: 'oauth',
      ip: user.from,
    });
    expect((await askAs(client, OFFICE)).status).toBe(200);
  });

  it('with a wrong secret stands in the history of its user, once a minute', async () => {
    const robot = await anApiOnlyUser();
    const { clientId } = await aClientOf(robot);
    for (let turn = 0; turn < 3; turn += 1) await askAs({ clientId, clientSecret: 'x' });

    expect(await attemptsOf(robot)).toMatchObject([
      { realm: 'api', outcome: 'failure', reason: 'wrong-password', method: 'oauth' },
    ]);
  });

  it('is refused when a client has more tokens than one can use', async () => {
    const greedy = await aClientOf(await anApiOnlyUser());
    await call(`(async () => {
      const rows = Array.from({ length: 1000 }, (_, turn) => ({ document_id: 'flood' + turn, oauth_client_id: ${greedy.id}, token_hash: 'flood${greedy.id}' + turn, expires_at: new Date(Date.now() + 600000) }));
      for (let turn = 0; turn < 1000; turn += 100) await strapi.db.connection('gatehouse_access_tokens').insert(rows.slice(turn, turn + 100));
    })().then(() => null)`);

    expect(await askAs(greedy)).toMatchObject({ status: 503, body: { error: 'temporarily_unavailable' } });
    expect((await askAs(client)).status).toBe(200);
  });
});

describe('nobody makes a client', () => {
  const make = (id: number, more: object = {}) =>
    gatehouse.post(`/users/${id}/oauth-clients`, { body: { description: 'x' }, ...more });

  it('for a user whose roles give more than they hold', async () => {
    const user = await anApiOnlyUser([FIND]);
    await change(user, { authType: 'oauth-client' });
    const { id } = await aRole(['api-keys.create']);
    const { token, from } = await aUserAtWork({ roles: [id] });

    expect(await make(user.id, { token, from })).toFailWith({ status: 403, code: 'MORE_THAN_YOU_HOLD' });
    expect(await clientsOf(user)).toEqual([]);
    expect((await read(user)).status).toBe('provisioned');
  });

  it('for a panel user', async () => {
    expect(await make((await aUser()).id)).toFailWith({ status: 400, code: 'API_ONLY_USERS' });
  });

  it('for a user who comes in with keys, nor a key for one who comes in with clients', async () => {
    const user = await anApiOnlyUser();
    expect(await make(user.id)).toFailWith({ status: 400, code: 'OTHER_AUTH_TYPE' });
    expect((await read(user)).status).toBe('provisioned');
    const key = await aKeyOf(user);
    const token = await aTokenOf(await aClientOf(user));

    const body = { description: 'x' };
    expect(await gatehouse.post(`/users/${user.id}/api-keys`, { body })).toFailWith({
      status: 400,
      code: 'OTHER_AUTH_TYPE',
    });
    expect(await gatehouse.post(`/api-keys/${key.id}/rotate`, { body: {} })).toFailWith({
      status: 400,
      code: 'OTHER_AUTH_TYPE',
    });
    // What there was goes on until it is revoked, so that nothing stands still meanwhile.
    expect([await find(key.key), await find(token)]).toEqual([200, 200]);
    expect(await keysOf(user)).toHaveLength(1);
  });

  it('without a fresh proof', async () => {
    const user = await anApiOnlyUser();
    const boss = await aUserAtWork({ roles: ['strapi-super-admin'] });
    await setPolicy({ stepUp: { maxAgeMinutes: 5 } });
    await clock.advance(6 * 60_000);

    expect(await make(user.id, { token: boss.token, from: boss.from })).toFailWith({
      status: 403,
      code: 'STEP_UP_REQUIRED',
    });
    await clock.reset();
    succeed(await gatehouse.delete(`/users/${boss.id}`));
  });

  it('beyond as many as one can have', async () => {
    const user = await anApiOnlyUser();
    for (let turn = 0; turn < 5; turn += 1) await aClientOf(user);
    expect(await make(user.id)).toFailWith({ status: 400, code: 'TOO_MANY_KEYS' });
  });
});
