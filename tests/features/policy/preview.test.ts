import { DEFAULT_POLICY } from '../../../shared/contracts/policy';
import { aBrowser, anAddress, DAY, HOUR, MINUTE, shared, TRIES } from '../vocabulary';

const { act, aUser, call, clock, failToSignIn, gatehouse, putBack, setPolicy, setUp, signIn, sql } = shared;

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

it('counts who has more sessions open than allowed, of whom the next sign-in then ends the oldest', async () => {
  await sql('DELETE FROM ??', ['gatehouse_sessions']);
  const user = await aUser();
  for (let turn = 0; turn < 3; turn += 1) await signIn(user, { browser: aBrowser() });
  await signIn(await aUser());

  expect((await preview({ sessions: { maxPerUser: 2 } })).effects).toEqual([
    { effect: 'users-over-session-limit', before: 0, after: 1 },
  ]);
  expect((await preview({ sessions: { maxPerUser: 3 } })).effects).toEqual([
    { effect: 'users-over-session-limit', before: 0, after: 0 },
  ]);

  await setPolicy({ sessions: { maxPerUser: 2 } });
  await signIn(user, { browser: aBrowser() });
  expect((await preview({ sessions: { maxPerUser: 1 } })).effects).toEqual([
    { effect: 'users-over-session-limit', before: 0, after: 1 },
  ]);
});

it('counts the log entries that would be deleted, notes left out', async () => {
  const { id } = await aUser();
  await act({ id }, 'lock');
  await setUp('POST', `/users/${id}/notes`, { text: 'a note' }, 201);
  const entriesTooOld = async () =>
    (await preview({ log: { retentionDays: 365 } })).effects as { effect: string; after: number }[];
  const [before] = await entriesTooOld();
  await call(
    `strapi.db.connection('gatehouse_notes').where({ user_id: ${id} }).whereIn('action', ['locked', 'note'])
      .update({ created_at: new Date(Date.now() - ${366 * DAY}) }).then(() => null)`,
  );

  expect(await entriesTooOld()).toEqual([
    { effect: 'log-entries-too-old', before: expect.any(Number), after: Number(before?.after) + 1 },
  ]);
});

it('counts who is left out where everybody has to have a second factor', async () => {
  const leftOut = async () =>
    (await preview({ mfa: { requirement: 'required' } })).effects
      .slice(1)
      .map(({ after }: { after: number }) => after);
  const [exempt, forApi] = await leftOut();
  await act(await aUser(), 'mfa-requirement', { requirement: 'not-enforced' });
  await aUser({ state: 'api-only' });

  expect(await leftOut()).toEqual([exempt + 1, forApi + 1]);
});

it('refuses what cannot be saved', async () => {
  expect(await gatehouse.post('/policy/preview', { body: { lockout: { maxFailedTries: 0 } } })).toFailWith({
    status: 400,
    code: 'VALIDATION',
    field: 'lockout.maxFailedTries',
  });
});
