import { DEFAULT_POLICY } from '../../../shared/contracts/policy';
import { aBrowser, anAddress, HOUR, MINUTE, shared, TRIES } from '../vocabulary';

const { aUser, clock, failToSignIn, gatehouse, putBack, setPolicy, signIn, sql } = shared;

beforeEach(async () => {
  await setPolicy(DEFAULT_POLICY);
  // Those of other tests would be counted as well.
  await sql('UPDATE ?? SET ?? = 0, ?? = 0, ?? = ?', [
    'gatehouse_users',
    'failed_tries',
    'auto_locks',
    'lock',
    'none',
  ]);
  await sql('DELETE FROM ??', ['gatehouse_devices']);
  await sql('DELETE FROM ??', ['gatehouse_login_attempts']);
});
afterEach(putBack);

const preview = async (body: object) => {
  const answer = await gatehouse.post('/policy/preview', { body });
  expect([answer.status, answer.body.error]).toEqual([200, undefined]);
  return answer.body.data;
};

it('says nothing of what is not changed, and changes nothing itself', async () => {
  expect(await preview({})).toEqual({ lockedNow: 0, effects: [] });
  expect(await preview({ lockout: { maxFailedTries: TRIES, lockMinutes: 99 } })).toEqual({
    lockedNow: 0,
    effects: [],
  });
  expect((await gatehouse.get('/policy')).body.data).toEqual(DEFAULT_POLICY);
});

it('counts who would have no tries left, and who is locked already', async () => {
  await failToSignIn(await aUser(), 3);
  await failToSignIn(await aUser(), 2);
  await failToSignIn(await aUser(), TRIES);

  expect(await preview({ lockout: { maxFailedTries: 3 } })).toEqual({
    lockedNow: 1,
    effects: [{ effect: 'users-without-tries', before: 0, after: 1 }],
  });

  await clock.advance(DEFAULT_POLICY.lockout.windowMinutes * MINUTE + 1_000);
  expect(await preview({ lockout: { maxFailedTries: 3 } })).toEqual({
    lockedNow: 0,
    effects: [{ effect: 'users-without-tries', before: 0, after: 0 }],
  });
  expect((await preview({ lockout: { maxFailedTries: 3, windowMinutes: 60 } })).effects).toEqual([
    { effect: 'users-without-tries', before: 0, after: 1 },
  ]);
});

it('agrees with what then happens', async () => {
  const user = await aUser();
  await failToSignIn(user, 3);
  await setPolicy({ lockout: { maxFailedTries: 3 } });

  expect((await signIn(user)).attempt.reason).toBe('too-many-tries');
});

it('counts whose next lock would have no end', async () => {
  await failToSignIn(await aUser(), TRIES);
  await clock.advance(HOUR);

  expect((await preview({ lockout: { permanentAfter: 2 } })).effects).toEqual([
    { effect: 'users-next-locked-for-good', before: 0, after: 1 },
  ]);
});

it('counts whose browsers would be known no longer', async () => {
  const user = await aUser();
  await signIn(user, { browser: aBrowser() });
  await signIn(user, { browser: aBrowser() });

  expect((await preview({ lockout: { knownDevices: false } })).effects).toEqual([
    { effect: 'users-with-known-devices', before: 1, after: 0 },
  ]);
});

it('counts the addresses that would be turned away', async () => {
  const from = anAddress();
  await failToSignIn({ email: 'nobody@example.test' }, 3, { from });
  await failToSignIn({ email: 'nobody@example.test' }, 2);

  expect((await preview({ throttle: { maxFailuresPerAddress: 3 } })).effects).toEqual([
    { effect: 'addresses-turned-away', before: 0, after: 1 },
  ]);
  expect((await preview({ throttle: { maxFailuresPerAddress: 0 } })).effects).toEqual([
    { effect: 'addresses-turned-away', before: 0, after: 0 },
  ]);
});

it('refuses what cannot be saved', async () => {
  expect(await gatehouse.post('/policy/preview', { body: { lockout: { maxFailedTries: 0 } } })).toFailWith({
    status: 400,
    code: 'VALIDATION',
    field: 'lockout.maxFailedTries',
  });
});
