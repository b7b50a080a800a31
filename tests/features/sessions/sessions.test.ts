import type { Session } from '../../../shared/contracts/sessions';
import { PERMISSIONS } from '../../../shared/permissions';
import { MINUTE, shared, succeed } from '../vocabulary';
import { again, closedOf, forgetSessionsOf, me, openOf, renew, sessionsOf, tokensOf } from './vocabulary';

const { aRole, aUser, aUserAtWork, clock, gatehouse, putBack, signIn, sql } = shared;

afterEach(putBack);

it('lists open sessions, newest first, with nothing that anybody could act by', async () => {
  const user = await aUserAtWork();
  const second = await again(user);

  const sessions = await sessionsOf(user);

  expect(sessions).toHaveLength(2);
  expect(Object.keys(sessions[0] ?? {}).sort()).toEqual(
    [
      'address',
      'client',
      'closedAt',
      'closedReason',
      'device',
      'endsAt',
      'id',
      'isPresent',
      'lastSeenAt',
      'location',
      'refreshDueAt',
      'startedAt',
    ].sort(),
  );
  expect((sessions[0] as Session).startedAt >= (sessions[1] as Session).startedAt).toBe(true);
  const told = JSON.stringify(sessions);
  for (const { session_id, device_id, metadata } of await tokensOf(user)) {
    const { gatehouse: kept } = typeof metadata === 'string' ? JSON.parse(metadata) : metadata;
    for (const secret of [session_id, device_id, kept.key]) expect(told).not.toContain(String(secret));
  }
  expect(await me(second)).toBe(200);
});

it('says where a session was last seen and with what, cut and on one line', async () => {
  const user = await aUser();
  await signIn(user, { headers: { 'user-agent': `Mozilla\t${'x'.repeat(400)}` } });

  const [session] = await sessionsOf(user);

  expect(session?.address).toBe(user.from);
  expect(session?.client).toMatch(/^Mozilla\ufffdx+$/);
  expect(session?.client).toHaveLength(255);
  expect(session).toMatchObject({ isPresent: false, location: null, closedAt: null, closedReason: null });
});

it('is one session however often it was renewed, and ends with every token it had', async () => {
  const user = await aUserAtWork();
  const other = await again(user);
  const [before] = (await sessionsOf(user)).slice(-1);
  const renewed = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const { status, body } = await renew(user);
    expect(status).toBe(200);
    renewed.push({ token: body.data.token as string, from: user.from });
  }
  const sessions = await sessionsOf(user);
  expect(sessions).toHaveLength(2);
  const started = [...sessions].sort((one, two) => one.startedAt.localeCompare(two.startedAt))[0] as Session;
  expect([started.id, started.startedAt]).toEqual([before?.id, before?.startedAt]);
  expect(started.lastSeenAt > started.startedAt).toBe(true);

  succeed(await gatehouse.delete(`/users/${user.id}/sessions/${started.id}`));

  for (const session of [user, ...renewed]) expect(await me(session)).toBe(401);
  expect((await renew(user)).status).toBe(401);
  expect(await me(other)).toBe(200);
  expect(await openOf(user)).toHaveLength(1);
  expect(await closedOf(user)).toEqual(['ended-by-admin']);
  expect(await tokensOf(user)).toHaveLength(1);
  const { body } = await gatehouse.get(`/users/${user.id}/log`);
  expect(body.data[0]).toMatchObject({ action: 'session-ended', actor: { name: 'First Admin' } });
});

it('is one session too where its browser renews it several times at once', async () => {
  const user = await aUserAtWork();
  // Each with the cookie of the first token.
  const copies = Array.from({ length: 4 }, () => ({
    from: user.from,
    browser: { cookies: new Map(user.browser.cookies) },
  }));
  const answers = await Promise.all(copies.map(renew));
  const tokens = answers.filter(({ status }) => status === 200).map(({ body }) => body.data.token as string);
  expect(tokens.length).toBeGreaterThan(0);

  const [session, ...more] = await openOf(user);
  expect(more).toEqual([]);
  succeed(await gatehouse.delete(`/users/${user.id}/sessions/${session?.id}`));

  for (const token of [user.token, ...tokens]) expect(await me({ token, from: user.from })).toBe(401);
  for (const copy of copies) expect((await renew(copy)).status).toBe(401);
  expect(await tokensOf(user)).toEqual([]);
});

it('stays ended where it is renewed at the same moment', async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    const user = await aUserAtWork();
    const [session] = await openOf(user);

    const [renewal] = await Promise.all([
      renew(user),
      gatehouse.delete(`/users/${user.id}/sessions/${session?.id}`),
    ]);

    const token = renewal.body?.data?.token as string | undefined;
    expect(await tokensOf(user)).toEqual([]);
    if (token) expect(await me({ token, from: user.from })).toBe(401);
    expect((await renew(user)).status).toBe(401);
    expect(await closedOf(user)).toEqual(['ended-by-admin']);
  }
});

it('ends all of them at once, and nobody else’s', async () => {
  const [user, bystander] = [await aUserAtWork(), await aUserAtWork()];
  const second = await again(user);

  expect(succeed(await gatehouse.delete(`/users/${user.id}/sessions`)).body.data).toEqual({ ended: 2 });

  expect(await Promise.all([me(user), me(second), me(bystander)])).toEqual([401, 401, 200]);
  expect(await openOf(user)).toEqual([]);
  expect(succeed(await gatehouse.delete(`/users/${user.id}/sessions`)).body.data).toEqual({ ended: 0 });
});

it('lists what is open before what is closed, and no closed one can be ended again', async () => {
  const user = await aUserAtWork();
  const [first] = await sessionsOf(user);
  succeed(await gatehouse.delete(`/users/${user.id}/sessions/${first?.id}`));
  await again(user);

  const sessions = await sessionsOf(user);

  expect(sessions.map(({ closedReason }) => closedReason)).toEqual([null, 'ended-by-admin']);
  expect(sessions[1]?.closedAt).not.toBeNull();
  expect(await gatehouse.delete(`/users/${user.id}/sessions/${first?.id}`)).toFailWith({
    status: 404,
    code: 'NOT_FOUND',
  });
});

it('takes no session of another user by its id', async () => {
  const [user, other] = [await aUserAtWork(), await aUserAtWork()];
  const [session] = await sessionsOf(other);
  await forgetSessionsOf(other);
  const [unrecorded] = await sessionsOf(other);

  for (const one of [session, unrecorded])
    expect(await gatehouse.delete(`/users/${user.id}/sessions/${one?.id}`)).toFailWith({
      status: 404,
      code: 'NOT_FOUND',
    });
  expect(await me(other)).toBe(200);
});

it.each(['0', '-1', '01', '1e3', 'strapi-', 'strapi-0', 'other-1', '2147483648', '%00'])(
  'takes %s for no session',
  async (id) => {
    const user = await aUserAtWork();

    const answer = await gatehouse.delete(`/users/${user.id}/sessions/${id}`);

    expect(answer).toFailWith({ status: 400, code: 'VALIDATION', field: 'sessionId' });
    expect(await me(user)).toBe(200);
  },
);

describe('a session that began before Gatehouse came', () => {
  it('is listed, and ends with every token it had', async () => {
    const user = await aUserAtWork();
    const renewed = (await renew(user)).body.data.token as string;
    await forgetSessionsOf(user);

    const sessions = await sessionsOf(user);
    expect(sessions).toMatchObject([
      {
        id: expect.stringMatching(/^strapi-\d+$/),
        startedAt: '2026-01-02T03:04:05.000Z',
        client: 'Firefox on Linux',
        closedReason: null,
      },
    ]);
    succeed(await gatehouse.delete(`/users/${user.id}/sessions/${sessions[0]?.id}`));

    for (const token of [user.token, renewed]) expect(await me({ token, from: user.from })).toBe(401);
    expect(await sessionsOf(user)).toEqual([]);
  });

  it('is recorded from its next renewal on, and still ends with what it had before', async () => {
    const user = await aUserAtWork();
    await forgetSessionsOf(user);
    expect((await renew(user)).status).toBe(200);

    const sessions = await sessionsOf(user);
    expect(sessions).toMatchObject([
      { id: expect.stringMatching(/^\d+$/), startedAt: '2026-01-02T03:04:05.000Z', address: user.from },
    ]);
    succeed(await gatehouse.delete(`/users/${user.id}/sessions/${sessions[0]?.id}`));

    expect(await me(user)).toBe(401);
    expect(await closedOf(user)).toEqual(['ended-by-admin']);
  });
});

it('goes on where its record was lost, and is recorded anew', async () => {
  const user = await aUserAtWork();
  await sql('DELETE FROM ?? WHERE ?? = ?', ['gatehouse_sessions', 'user_id', user.id]);
  expect(await openOf(user)).toHaveLength(1);

  expect((await renew(user)).status).toBe(200);

  expect(await openOf(user)).toMatchObject([{ id: expect.stringMatching(/^\d+$/) }]);
});

it('is not taken for open where its rows were deleted by hand', async () => {
  const user = await aUserAtWork();
  await sql('DELETE FROM ?? WHERE ?? = ?', ['strapi_sessions', 'user_id', String(user.adminUserId)]);

  expect(await sessionsOf(user)).toMatchObject([{ closedAt: null, closedReason: 'ended' }]);
});

it('is shown as expired once it was not renewed in time', async () => {
  const user = await aUserAtWork();
  const [open] = await openOf(user);
  const due = new Date(open?.refreshDueAt ?? 0).getTime();
  await clock.advance(due - (await clock.now()).getTime() + MINUTE);

  expect(await sessionsOf(user)).toMatchObject([
    { id: open?.id, closedAt: open?.refreshDueAt, closedReason: 'expired' },
  ]);
});

it("leaves a super admin's sessions to super admins", async () => {
  const role = await aRole(PERMISSIONS.map(({ uid }) => uid));
  const clerk = await aUserAtWork({ roles: [role.id] });
  const boss = await aUserAtWork({ roles: ['strapi-super-admin'] });
  const [session] = await sessionsOf(boss);
  const ask = { token: clerk.token, from: clerk.from };

  for (const path of [`/users/${boss.id}/sessions`, `/users/${boss.id}/sessions/${session?.id}`])
    expect(await gatehouse.delete(path, ask)).toFailWith({ status: 403, code: 'SUPER_ADMIN_ONLY' });
  expect(await me(boss)).toBe(200);
  await gatehouse.delete(`/users/${boss.id}`);
});

it('knows nobody who is not there, and keeps nothing of who has been deleted', async () => {
  const user = await aUserAtWork();
  await gatehouse.delete(`/users/${user.id}`);

  expect(await gatehouse.get(`/users/${user.id}/sessions`)).toFailWith({ status: 404, code: 'NOT_FOUND' });
  expect(await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_sessions', 'user_id', user.id])).toEqual([]);
  expect(await me(user)).toBe(401);
  expect((await renew(user)).status).toBe(401);
});
