import { shared, succeed } from '../vocabulary';
import { again, closedOf, forgetSessionsOf, me, openOf, renew, tokensOf } from './vocabulary';

const { aRole, aUser, aUserAtWork, gatehouse, putBack, roleId, setPolicy, signIn } = shared;

afterEach(putBack);

it('is none until somebody sets one', async () => {
  const user = await aUserAtWork();
  for (let turn = 0; turn < 5; turn += 1) await again(user);

  expect(await openOf(user)).toHaveLength(6);
});

it('ends the oldest with every token it had when one more begins, and nobody else’s', async () => {
  const bystander = await aUserAtWork();
  const first = await aUserAtWork();
  const renewed = (await renew(first)).body.data.token as string;
  const second = await again(first);
  await setPolicy({ sessions: { maxPerUser: 2 } });

  const third = await again(first);

  expect(await Promise.all([first, { ...first, token: renewed }, second, third, bystander].map(me))).toEqual([
    401, 401, 200, 200, 200,
  ]);
  expect((await renew(first)).status).toBe(401);
  expect(await openOf(first)).toHaveLength(2);
  expect(await closedOf(first)).toEqual(['limit']);
});

it('lets a renewal be', async () => {
  await setPolicy({ sessions: { maxPerUser: 1 } });
  const user = await aUserAtWork();

  for (let turn = 0; turn < 3; turn += 1) expect((await renew(user)).status).toBe(200);

  expect(await openOf(user)).toHaveLength(1);
  expect(await closedOf(user)).toEqual([]);
});

it('ends all that are too many when it was lowered', async () => {
  const user = await aUserAtWork();
  for (let turn = 0; turn < 3; turn += 1) await again(user);
  await setPolicy({ sessions: { maxPerUser: 1 } });
  expect(await openOf(user)).toHaveLength(4);

  const last = await again(user);

  expect(await me(last)).toBe(200);
  expect(await openOf(user)).toHaveLength(1);
  expect(await closedOf(user)).toEqual(Array(4).fill('limit'));
});

it.each([1, 3])('is kept to, at %s, by many who sign in at once', async (maxPerUser) => {
  await setPolicy({ sessions: { maxPerUser } });
  const user = await aUser();

  const answers = await Promise.all(Array.from({ length: 8 }, () => signIn(user)));

  const stayed = await Promise.all(
    answers.map(({ token }) => (token ? me({ token, from: user.from }) : Promise.resolve(401))),
  );
  expect(stayed.filter((status) => status === 200)).toHaveLength(maxPerUser);
  expect(await openOf(user)).toHaveLength(maxPerUser);
  expect(await tokensOf(user)).toHaveLength(maxPerUser);
});

it('is kept to while sessions are renewed', async () => {
  await setPolicy({ sessions: { maxPerUser: 1 } });
  const user = await aUserAtWork();

  const [renewal] = await Promise.all([renew(user), signIn(user)]);

  const token = renewal.body?.data?.token as string | undefined;
  if (token) expect(await me({ token, from: user.from })).toBe(401);
  expect((await renew(user)).status).toBe(401);
  expect(await openOf(user)).toHaveLength(1);
});

it('counts a session from before Gatehouse once it was renewed', async () => {
  const user = await aUserAtWork();
  await forgetSessionsOf(user);
  await renew(user);
  await setPolicy({ sessions: { maxPerUser: 1 } });

  await again(user);

  expect(await me(user)).toBe(401);
  expect(await closedOf(user)).toEqual(['limit']);
});

describe('of a role', () => {
  const aLimitedRole = async (maxSessions: number | null) => {
    const role = await aRole();
    succeed(await gatehouse.put(`/roles/${role.id}`, { body: { maxSessions } }));
    return role;
  };
  /** How many stay open of so many as sign in. */
  const keptOf = async (roles: number[], signIns = 4) => {
    const user = await aUser({ roles });
    await Promise.all(Array.from({ length: signIns }, () => signIn(user)));
    return (await openOf(user)).length;
  };

  it('holds for its holders, the smallest of all that are set', async () => {
    const [one, three, none] = [await aLimitedRole(1), await aLimitedRole(3), await aLimitedRole(null)];
    expect(await keptOf([three.id])).toBe(3);
    expect(await keptOf([one.id, three.id, none.id])).toBe(1);
    expect(await keptOf([none.id])).toBe(4);
    await setPolicy({ sessions: { maxPerUser: 2 } });

    expect(await keptOf([three.id])).toBe(2);
    expect(await keptOf([one.id])).toBe(1);
    expect(await keptOf([none.id])).toBe(2);
  });

  it('is changed by itself, and is no more once it is taken away', async () => {
    const role = await aLimitedRole(1);
    const { data } = succeed(await gatehouse.get(`/roles/${role.id}`)).body;
    expect(data).toMatchObject({ maxSessions: 1, mfaRequired: false });

    succeed(await gatehouse.put(`/roles/${role.id}`, { body: { maxSessions: null } }));

    expect(await keptOf([role.id])).toBe(4);
  });

  it('is a whole number from 1 to 100, or none', async () => {
    const role = await aLimitedRole(2);
    for (const maxSessions of [0, -1, 1.5, 101, '3'])
      expect(await gatehouse.put(`/roles/${role.id}`, { body: { maxSessions } })).toFailWith({
        status: 400,
        code: 'VALIDATION',
        field: 'maxSessions',
      });
    expect((await gatehouse.get(`/roles/${role.id}`)).body.data.maxSessions).toBe(2);
  });

  it('of super admins is for super admins to set', async () => {
    const { id } = await aRole(['roles.read', 'roles.update']);
    const clerk = await aUserAtWork({ roles: [id] });
    const body = { maxSessions: 1 };
    const superAdmins = await roleId('strapi-super-admin');

    const ask = { token: clerk.token, from: clerk.from, body };
    expect((await gatehouse.put(`/roles/${superAdmins}`, ask)).body.error.details.code).toBe(
      'SUPER_ADMIN_ONLY',
    );
    expect((await gatehouse.put(`/roles/${id}`, ask)).status).toBe(200);
  });
});

it('is a whole number from 0 to 100', async () => {
  for (const maxPerUser of [-1, 1.5, 101, '3', null])
    expect(await gatehouse.put('/policy', { body: { sessions: { maxPerUser } } })).toFailWith({
      status: 400,
      code: 'VALIDATION',
      field: 'sessions.maxPerUser',
    });
  expect(succeed(await gatehouse.get('/policy')).body.data.sessions).toEqual({ maxPerUser: 0 });
});

it("stands beside the time-outs of Strapi's configuration", async () => {
  const { meta } = succeed(await gatehouse.get('/policy')).body;

  expect(meta.sessionLifespans).toEqual({
    renewalSeconds: 1800,
    session: { idleSeconds: 7200, maxSeconds: expect.any(Number) },
    remembered: { idleSeconds: 1209600, maxSeconds: expect.any(Number) },
  });
});
