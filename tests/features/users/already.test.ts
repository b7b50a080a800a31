import type { LogEntry } from '../../../shared/contracts/log';
import type { Permission } from '../../../shared/permissions';
import { DAY, shared, succeed, type State } from '../vocabulary';

const { aRole, aUser, aUserAtWork, act, clock, gatehouse, putBack, read, setUp, sql } = shared;

afterEach(putBack);

const logOf = async ({ id }: { id: number }): Promise<LogEntry[]> =>
  (await setUp('GET', `/users/${id}/log`)).body.data;
const mailsTo = async ({ id }: { id: number }) =>
  (await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_mails', 'user_id', id])).length;

it.each<[string, State, object?]>([
  ['lock', 'active'],
  ['block-access', 'active', { reason: 'first' }],
  ['unlock', 'locked-by-admin'],
  ['unlock', 'auto-locked'],
  ['allow-access', 'provisioned'],
  ['suspend', 'active'],
  ['enable', 'disabled'],
  ['disable', 'active'],
  ['reset-tries', 'auto-locked'],
  ['force-password-change', 'active'],
])(
  '%s, of who is %s, is done once: a second time says who did it, and logs nothing',
  async (action, state, body = {}) => {
    const user = await aUser({ state });
    const grace = await aUserAtWork({
      roles: ['strapi-super-admin'],
      firstname: 'Grace',
      lastname: 'Hopper',
    });
    const done = await clock.advance(DAY);
    const ask = (more: object = {}) =>
      gatehouse.post(`/users/${user.id}/${action}`, {
        body: { ...body, ...more },
        token: grace.token,
        from: grace.from,
      });
    expect(succeed(await ask()).body).not.toHaveProperty('meta');
    const [before, log, mails] = [await read(user), await logOf(user), await mailsTo(user)];

    const again = succeed(
      await gatehouse.post(`/users/${user.id}/${action}`, {
        body: action === 'reset-tries' ? undefined : { reason: 'second' },
      }),
    ).body;

    expect(again.data).toEqual(before);
    expect(again.meta).toEqual({ already: { since: expect.any(String), by: 'Grace Hopper' } });
    expect(Math.abs(new Date(again.meta.already.since).getTime() - done.getTime())).toBeLessThan(60_000);
    expect(await logOf(user)).toEqual(log);
    expect(await mailsTo(user)).toBe(mails);
  },
);

it('keeps the reason that a lock was given first', async () => {
  const user = await aUser();
  await act(user, 'lock', { reason: 'first' });
  await act(user, 'lock', { reason: 'second' });
  expect((await read(user)).lockedReason).toBe('first');
});

it('gives a suspension another end', async () => {
  const user = await aUser();
  const until = await shared.fromNow(DAY);
  await act(user, 'suspend');
  expect(await act(user, 'suspend', { until })).toMatchObject({ suspendedUntil: until });
  const { meta } = (await setUp('POST', `/users/${user.id}/suspend`, { until })).body;
  expect(meta.already.by).not.toBeNull();
});

it('names nobody to who may not read the log, nor for what came about otherwise', async () => {
  const all: Permission[] = ['users.read', 'users.lock', 'users.lifecycle'];
  const clerk = await aUserAtWork({ roles: [(await aRole(all)).id] });
  const user = await aUser({ state: 'locked-by-admin' });
  const { body } = succeed(
    await gatehouse.post(`/users/${user.id}/lock`, { body: {}, token: clerk.token, from: clerk.from }),
  );
  expect(body.meta).toEqual({ already: { since: null, by: null } });

  // Nobody has enabled who was let in from the start.
  const fresh = await aUser();
  expect((await setUp('POST', `/users/${fresh.id}/unlock`)).body.meta).toEqual({
    already: { since: null, by: null },
  });
});

it('is refused as ever where it is refused the first time', async () => {
  const clerk = await aUserAtWork({ roles: [(await aRole(['users.read', 'users.lock'])).id] });
  const boss = await aUser({ roles: ['strapi-super-admin'], state: 'locked-by-admin' });
  const answer = await gatehouse.post(`/users/${boss.id}/lock`, {
    body: {},
    token: clerk.token,
    from: clerk.from,
  });
  expect(answer).toFailWith({ status: 403, code: 'SUPER_ADMIN_ONLY' });
  await gatehouse.delete(`/users/${boss.id}`);
});

it('says of trusted browsers that there were none any more', async () => {
  const user = await aUser();
  const { meta } = (await setUp('POST', `/users/${user.id}/delete-trusted-devices`)).body;
  expect(meta).toEqual({ already: { since: null, by: null } });
  expect((await logOf(user)).map(({ action }) => action)).not.toContain('trusted-devices-deleted');
});

it('leaves out of many those who were so already, and says why', async () => {
  const [active, locked] = [await aUser(), await aUser({ state: 'locked-by-admin' })];
  const log = await logOf(locked);
  const ids = [active.id, locked.id];
  const { data } = succeed(await gatehouse.post('/users/bulk', { body: { action: 'lock', ids } })).body;
  expect(data.map(({ ok, code }: { ok: boolean; code: string | null }) => [ok, code])).toEqual([
    [true, null],
    [false, 'ALREADY_SO'],
  ]);
  expect(await logOf(locked)).toEqual(log);
  expect((await read(active)).status).toBe('locked-by-admin');
});
