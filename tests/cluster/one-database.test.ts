import { anAddress, anEmail, DAY, ELSEWHERE, OFFICE, TRIES, type Person } from '../features/vocabulary';
import { disagreements } from './agreement';
import { givenUp, thePair, type Member } from './servers';

let one: Member;
let other: Member;
beforeAll(async () => {
  ({ one, other } = await thePair());
});
afterEach(() => one.putBack());

type Deed = (user: Person) => Promise<unknown>;
type Case = [string, { deed: Deed; undo?: Deed; reason: string }];

const cases: Case[] = [
  [
    'suspended',
    { deed: (u) => one.act(u, 'suspend'), undo: (u) => one.act(u, 'enable'), reason: 'suspended' },
  ],
  ['disabled', { deed: (u) => one.act(u, 'disable'), undo: (u) => one.act(u, 'enable'), reason: 'disabled' }],
  [
    'locked',
    { deed: (u) => one.act(u, 'lock'), undo: (u) => one.act(u, 'unlock'), reason: 'locked-by-admin' },
  ],
  [
    'past the last day of access',
    {
      deed: async (u) => one.change(u, { validTo: await one.fromNow(-DAY) }),
      undo: (u) => one.change(u, { validTo: null }),
      reason: 'expired',
    },
  ],
  [
    'made API-only',
    {
      deed: (u) => one.change(u, { type: 'api-only' }),
      // Who is API-only has no password.
      undo: async (u) => {
        await one.change(u, { type: 'panel' });
        await one.setPolicy({ password: { history: 0 } });
        await one.act(u, 'set-password', { password: u.password });
      },
      reason: 'api-only',
    },
  ],
  [
    'limited to another address',
    {
      deed: ({ id }) => one.addRule({ scope: 'user', user: id, range: OFFICE }),
      undo: () => one.sql('DELETE FROM ??', ['gatehouse_ip_rules']),
      reason: 'address-not-allowed',
    },
  ],
  ['deleted', { deed: ({ id }) => one.gatehouse.delete(`/users/${id}`), reason: 'unknown-user' }],
];

it.each(cases)(
  'turns away on one server, with the next request, who is %s on the other',
  async (_, { deed, undo, reason }) => {
    const [user, bystander] = [await other.aUserAtWork(), await other.aUserAtWork()];
    const ask = ({ token, from }: { token: string; from: string }) =>
      other.http.get('/admin/users/me', { token, from });
    const renew = () => other.http.post('/admin/access-token', { browser: user.browser, from: user.from });
    expect((await ask(user)).status).toBe(200);

    await deed(user);

    expect((await ask(user)).status).toBe(401);
    expect((await renew()).status).toBe(401);
    expect((await other.signIn(user)).attempt.reason).toBe(reason);
    expect((await ask(bystander)).status).toBe(200);
    if (undo) {
      await undo(user);
      expect(await other.signIn(user)).toBeLetIn();
    }
  },
);

it('asks for the address that is allowed on both, and lets it in on both', async () => {
  const user = await one.aUser();
  await one.addRule({ scope: 'user', user: user.id, range: OFFICE });

  for (const server of [one, other]) {
    expect((await server.signIn(user, { from: ELSEWHERE })).attempt.reason).toBe('address-not-allowed');
    expect(await server.signIn(user, { from: OFFICE })).toBeLetIn();
  }
});

it('holds a change of the policy on both at once', async () => {
  const [before, after] = [await one.aUser(), await one.aUser()];
  await other.failToSignIn(before, 2);
  expect((await other.read(before)).status).toBe('active');

  await one.setPolicy({ lockout: { maxFailedTries: 2, lockMinutes: 7 } });

  await other.failToSignIn(after, 1);
  await one.failToSignIn(after, 1);
  expect(await other.read(after)).toMatchObject({ status: 'auto-locked', failedTries: 2 });
  expect((await other.gatehouse.get('/policy')).body.data.lockout).toMatchObject({
    maxFailedTries: 2,
    lockMinutes: 7,
  });
});

it('keeps both halves of a policy that is changed on both at once', async () => {
  for (let turn = 1; turn <= 10; turn += 1) {
    await Promise.all([
      one.setPolicy({ lockout: { lockMinutes: turn } }),
      other.setPolicy({ throttle: { windowMinutes: turn } }),
    ]);

    const { data } = (await one.gatehouse.get('/policy')).body;
    expect([data.lockout.lockMinutes, data.throttle.windowMinutes]).toEqual([turn, turn]);
  }
});

it('gives an e-mail address to one user of two that are created on both at once', async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    const email = `twin.${turn}@example.test`;
    const roles = [await one.roleId('strapi-editor')];

    const created = await Promise.all(
      [one, other].map(({ gatehouse }) => gatehouse.post('/users', { body: { email, roles } })),
    );

    expect(created.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(created.find(({ status }) => status !== 201)).toFailWith({
      status: 400,
      code: 'EMAIL_TAKEN',
      field: 'email',
    });
    for (const table of ['admin_users', 'gatehouse_users']) {
      expect(await one.sql('SELECT ?? FROM ?? WHERE ?? = ?', ['id', table, 'email', email])).toHaveLength(1);
    }
  }
});

it('lets neither server wait for the other for good when both change many users at once', async () => {
  const users = await Promise.all(Array.from({ length: 12 }, () => one.aUser()));
  const roles = [await one.roleId('strapi-author')];
  const servers = [one, other];
  const post = (turn: number, path: string, body: object) =>
    (servers[turn % 2] as Member).gatehouse.post(path, { body });

  const answers = await Promise.all(
    users.flatMap((user, turn) => [
      post(turn, '/users', { email: anEmail('at.once'), roles }),
      post(turn, `/users/${user.id}/lock`, { reason: 'at once' }),
      post(turn + 1, `/users/${user.id}/suspend`, { reason: 'at once' }),
      post(turn, `/users/${user.id}/set-password`, { password: 'Another-Horse-8' }),
      (servers[turn % 2] as Member).gatehouse.put(`/users/${user.id}`, {
        body: { roles, displayName: 'At once' },
      }),
    ]),
  );

  expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 201)).toEqual(
    [],
  );
  expect(await disagreements(one)).toEqual([]);
});

it('gives the tries of a lock that one server lifts back on the other', async () => {
  const user = await one.aUser();
  await other.failAtOnce(user, TRIES);
  expect((await other.signIn(user)).attempt.reason).toBe('auto-locked');

  await one.act(user, 'unlock');

  await other.failToSignIn(user, TRIES - 1, { from: anAddress() });
  expect(await other.signIn(user)).toBeLetIn();
});

it('made neither server give up on the database', async () => {
  expect(await givenUp(one, other)).toEqual([]);
});
