import { apiOnlyAt, CREATE, FIND, type ApiOnly, type Client, type Key } from '../features/api-keys/api-only';
import { DAY, OFFICE, succeed, type Answer } from '../features/vocabulary';
import { MAX_KEYS } from '../../shared/contracts/api-keys';
import { MAX_OAUTH_CLIENTS } from '../../shared/contracts/oauth';
import { givenUp, thePair, type Member } from './servers';

let one: Member;
let other: Member;
beforeAll(async () => {
  ({ one, other } = await thePair());
});
afterEach(() => one.putBack());

const AT_ONCE = 10;

const fetchToken = async ({ clientId, clientSecret }: Client, { url }: Member) => {
  const answer = await fetch(`${url}/api/gatehouse/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    }),
  });
  return { status: answer.status, body: await answer.json() };
};

/** What the user's secret is, made at one server: a key, or a token of an OAuth client. */
const secrets = {
  key: async (user: ApiOnly, server: Member) => (await apiOnlyAt(server).aKeyOf(user)).key,
  'OAuth token': async (user: ApiOnly, server: Member): Promise<string> =>
    (await fetchToken(await apiOnlyAt(server).aClientOf(user), server)).body.access_token,
};

const statusesOf = async (secret: string, { from }: ApiOnly) => [
  await apiOnlyAt(one).find(secret, from),
  await apiOnlyAt(other).find(secret, from),
];

describe.each(Object.entries(secrets))('the %s of a user that one server makes', (_, make) => {
  type Step = (user: ApiOnly) => Promise<unknown>;
  const deeds: [string, Step, number, Step?][] = [
    ['the role gives another action', ({ role }) => apiOnlyAt(one).give(role, [CREATE]), 403],
    ['the user has the role no more', (user) => one.change(user, { roles: [] }), 403],
    ['the user is suspended', (user) => one.act(user, 'suspend'), 401, (user) => one.act(user, 'enable')],
    ['the user is locked', (user) => one.act(user, 'lock'), 401, (user) => one.act(user, 'unlock')],
    [
      'the user’s access has ended',
      async (user) => one.change(user, { validTo: await one.fromNow(-DAY) }),
      401,
      (user) => one.change(user, { validTo: null }),
    ],
    [
      'the user is allowed elsewhere only',
      ({ id }) => one.addRule({ scope: 'user', user: id, range: OFFICE }),
      401,
      () => one.sql('DELETE FROM ??', ['gatehouse_ip_rules']),
    ],
    [
      'the role is allowed elsewhere only',
      ({ role }) => one.addRule({ scope: 'role', role: role.id, range: OFFICE }),
      401,
      () => one.sql('DELETE FROM ??', ['gatehouse_ip_rules']),
    ],
    ['the user is deleted', ({ id }) => one.gatehouse.delete(`/users/${id}`), 401],
  ];

  it.each(deeds)('works on both, until %s on one: with the next request on both', async (...deed) => {
    const [, shut, status, open] = deed;
    const user = await apiOnlyAt(one).anApiOnlyUser([FIND]);
    const secret = await make(user, one);
    expect(await statusesOf(secret, user)).toEqual([200, 200]);

    await shut(user);

    // The other first: what it was asked before must not linger there.
    expect(await apiOnlyAt(other).find(secret, user.from)).toBe(status);
    expect(await apiOnlyAt(one).find(secret, user.from)).toBe(status);
    if (open) {
      await open(user);
      expect(await statusesOf(secret, user)).toEqual([200, 200]);
    }
  });
});

it('revokes a key for both', async () => {
  const user = await apiOnlyAt(one).anApiOnlyUser();
  const { id, key } = await apiOnlyAt(one).aKeyOf(user);
  expect(await statusesOf(key, user)).toEqual([200, 200]);

  succeed(await other.gatehouse.delete(`/api-keys/${id}`));

  expect(await statusesOf(key, user)).toEqual([401, 401]);
});

it('deletes an OAuth client for both, with the tokens that it has', async () => {
  const user = await apiOnlyAt(one).anApiOnlyUser();
  const client = await apiOnlyAt(one).aClientOf(user);
  const { body } = await fetchToken(client, other);
  expect(await statusesOf(body.access_token, user)).toEqual([200, 200]);

  succeed(await other.gatehouse.delete(`/oauth-clients/${client.id}`));

  expect(await statusesOf(body.access_token, user)).toEqual([401, 401]);
  for (const server of [one, other]) expect((await fetchToken(client, server)).status).toBe(401);
});

/** At each of the servers in turn, all at the same time. */
const onBoth = <T>(values: readonly T[], ask: (server: Member, value: T) => Promise<Answer>) =>
  Promise.all(values.map((value, turn) => ask(turn % 2 === 0 ? one : other, value)));
const codesOf = (answers: readonly Answer[]) =>
  answers.map(({ status, body }) => body.error?.details?.code ?? status).sort();
const oneOf = (code: string) => [201, ...Array(AT_ONCE - 1).fill(code)];
const rotate = ({ gatehouse }: Member, { id }: { id: number }) =>
  gatehouse.post(`/api-keys/${id}/rotate`, { body: {} });

it('puts one key in the place of another, however often it is replaced at once', async () => {
  const user = await apiOnlyAt(one).anApiOnlyUser();
  const key = await apiOnlyAt(one).aKeyOf(user);

  const answers = await onBoth(Array<Key>(AT_ONCE).fill(key), rotate);

  expect(codesOf(answers)).toEqual(oneOf('KEY_REPLACED'));
  const fresh: Key = answers.find(({ status }) => status === 201)?.body.data;
  expect((await apiOnlyAt(other).keysOf(user)).map(({ id }) => id)).toEqual([fresh.id, key.id]);
  for (const secret of [key.key, fresh.key]) expect(await statusesOf(secret, user)).toEqual([200, 200]);
});

const nearlyFull = async () => {
  const user = await apiOnlyAt(one).anApiOnlyUser();
  const keys: Key[] = [];
  while (keys.length < MAX_KEYS - 1) keys.push(await apiOnlyAt(one).aKeyOf(user));
  return { user, keys };
};

it('makes no more keys than a user can have, all at once', async () => {
  const { user } = await nearlyFull();

  const answers = await onBoth(Array(AT_ONCE).fill(user.id), ({ gatehouse }, id) =>
    gatehouse.post(`/users/${id}/api-keys`, { body: { description: 'x' } }),
  );

  expect(codesOf(answers)).toEqual(oneOf('TOO_MANY_KEYS'));
  expect(await apiOnlyAt(other).keysOf(user)).toHaveLength(MAX_KEYS);
});

it('nor by replacing several of them at once', async () => {
  const { user, keys } = await nearlyFull();

  const answers = await onBoth(keys.slice(0, AT_ONCE), rotate);

  expect(codesOf(answers)).toEqual(oneOf('TOO_MANY_KEYS'));
  expect(await apiOnlyAt(other).keysOf(user)).toHaveLength(MAX_KEYS);
});

it('makes no more OAuth clients than a user can have, all at once', async () => {
  const user = await apiOnlyAt(one).anApiOnlyUser();
  for (let turn = 1; turn < MAX_OAUTH_CLIENTS; turn += 1) await apiOnlyAt(one).aClientOf(user);

  const answers = await onBoth(Array(AT_ONCE).fill(user.id), ({ gatehouse }, id) =>
    gatehouse.post(`/users/${id}/oauth-clients`, { body: { description: 'x' } }),
  );

  expect(codesOf(answers)).toEqual(oneOf('TOO_MANY_KEYS'));
});

it('made neither server give up on the database', async () => {
  expect(await givenUp(one, other)).toEqual([]);
});
