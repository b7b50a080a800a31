import type { LoginAttempt } from '../../../shared/contracts/login-attempts';
import { accountsAt } from '../accounts/vocabulary';
import { anEmail, MINUTE, type Person, shared, succeed } from '../vocabulary';

const { aRole, aUser, aUserAtWork, attemptsOf, clock, gatehouse, http, putBack, whileBroken } = shared;

afterEach(putBack);

type Worker = Person & { token: string };
const as = ({ token, from }: Worker) => ({ token, from });
const ask = (worker: Worker, method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object) =>
  http[method](path, { ...as(worker), ...(body && { body }) });
const refusalsOf = async (worker: Worker) =>
  (await attemptsOf(worker)).filter(({ method }: LoginAttempt) => method === 'request');

it('without the permission is recorded, with what it was for', async () => {
  const clerk = await aUserAtWork({ roles: [(await aRole(['users.read'])).id] });

  expect((await ask(clerk, 'get', '/gatehouse/policy')).status).toBe(403);

  expect(await refusalsOf(clerk)).toMatchObject([
    {
      outcome: 'failure',
      reason: 'not-permitted',
      message: 'Asked for what they may not do',
      ip: clerk.from,
      about: 'GET /gatehouse/policy',
      count: 1,
    },
  ]);
});

it('on Strapi’s guarded routes is recorded too, by permission and by guard', async () => {
  const clerk = await aUserAtWork({ roles: [(await aRole(['users.read'])).id] });
  const boss = await aUser({ roles: ['strapi-super-admin'] });

  expect((await ask(clerk, 'delete', `/admin/users/${boss.adminUserId}`)).status).toBe(403);
  expect((await ask(clerk, 'put', '/admin/users/me', { email: anEmail() })).status).toBe(403);

  expect(await refusalsOf(clerk)).toMatchObject([
    { reason: 'not-permitted', about: 'PUT /admin/users/me' },
    { reason: 'not-permitted', about: 'DELETE /admin/users/:id' },
  ]);
});

it('of what only super admins do, and of more than one holds, are told apart', async () => {
  const role = await aRole(['users.read', 'users.update', 'users.lock', 'roles.update']);
  const clerk = await aUserAtWork({ roles: [role.id] });
  const boss = await aUser({ roles: ['strapi-super-admin'] });
  const other = await aUser();

  expect(await ask(clerk, 'post', `/gatehouse/users/${boss.id}/lock`, { reason: 'x' })).toFailWith({
    status: 403,
    code: 'SUPER_ADMIN_ONLY',
  });
  expect(
    await ask(clerk, 'put', `/gatehouse/users/${other.id}`, { roles: [(await aRole(['users.delete'])).id] }),
  ).toFailWith({ status: 403, code: 'MORE_THAN_YOU_HOLD' });

  expect((await refusalsOf(clerk)).map(({ reason }: LoginAttempt) => reason)).toEqual([
    'more-than-you-hold',
    'super-admin-only',
  ]);
});

it('beyond one’s own accounts is recorded, on Strapi’s pages too', async () => {
  const { aLimitedAdmin, anAccount, clear } = accountsAt(shared);
  const clerk = await aLimitedAdmin([await anAccount()]);

  expect((await ask(clerk, 'post', '/gatehouse/accounts', { name: 'x' })).status).toBe(403);
  expect((await ask(clerk, 'delete', `/admin/users/${clerk.adminUserId}`)).status).toBe(403);

  expect(await refusalsOf(clerk)).toMatchObject([
    { reason: 'out-of-reach', about: 'DELETE /admin/users/:id' },
    { reason: 'out-of-reach', about: 'POST /gatehouse/accounts' },
  ]);
  await clear();
});

it('that comes again and again is counted, at once or one after the other, whatever ids it names', async () => {
  const clerk = await aUserAtWork({ roles: [(await aRole(['users.read'])).id] });

  await Promise.all(
    Array.from({ length: 20 }, (_, id) => ask(clerk, 'get', `/gatehouse/users/${id + 1}/mfa`)),
  );
  await ask(clerk, 'get', '/gatehouse/users/1/mfa');

  const refusals = await refusalsOf(clerk);
  expect(refusals).toMatchObject([{ about: 'GET /gatehouse/users/:id/mfa' }]);
  expect(refusals[0]?.count).toBe(21);
  await clock.advance(2 * MINUTE);
  await ask(clerk, 'get', '/gatehouse/users/1/mfa');
  expect(await refusalsOf(clerk)).toHaveLength(2);
});

it('is no sign-in in the pictures, and is found by its reason', async () => {
  const summary = async (more = '') =>
    succeed(await gatehouse.get(`/login-attempts/summary?timeZone=UTC${more}`)).body.data.totals;
  const clerk = await aUserAtWork({ roles: [(await aRole()).id] });
  const before = await summary();
  await ask(clerk, 'get', '/gatehouse/policy');

  expect(await summary()).toEqual(before);
  const of = `filters[user][$eq]=${clerk.id}&filters[reason][$eq]=not-permitted`;
  expect((await summary(`&${of}`)).failure).toBe(1);
  expect(succeed(await gatehouse.get(`/login-attempts?${of}`)).body.data).toHaveLength(1);
});

it('is refused all the same where it cannot be recorded', async () => {
  const clerk = await aUserAtWork({ roles: [(await aRole()).id] });
  const answer = await whileBroken('update', 'gatehouse_login_attempts', () =>
    ask(clerk, 'get', '/gatehouse/policy'),
  );

  expect(answer.status).toBe(403);
});

it('says when somebody was asked for a fresh proof, showed it, and failed to', async () => {
  const clerk = await aUserAtWork({ roles: [(await aRole(['policy.update'])).id] });
  await clock.advance(61 * MINUTE);
  const step = await ask(clerk, 'put', '/gatehouse/policy', { lockout: { lockMinutes: 20 } });
  expect([step.status, step.body?.error?.details?.code]).toEqual([403, 'STEP_UP_REQUIRED']);
  await ask(clerk, 'post', '/gatehouse/me/step-up', { password: 'Wrong-Horse-7' });
  succeed(await ask(clerk, 'post', '/gatehouse/me/step-up', { password: clerk.password }));

  const [shown, failed, asked] = await attemptsOf(clerk);
  expect(asked).toMatchObject({
    outcome: 'challenge',
    reason: 'fresh-proof-asked',
    about: 'PUT /gatehouse/policy',
  });
  expect(failed).toMatchObject({
    outcome: 'failure',
    reason: 'wrong-password',
    about: 'POST /gatehouse/me/step-up',
  });
  expect(shown).toMatchObject({
    outcome: 'success',
    reason: 'fresh-proof-shown',
    about: 'POST /gatehouse/me/step-up',
  });
});
