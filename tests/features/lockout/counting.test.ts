import { DAY, HOUR, MINUTE, shared, TRIES } from '../vocabulary';

const {
  act,
  aUser,
  clock,
  counter,
  failAtOnce,
  failToSignIn,
  putBack,
  read,
  setPolicy,
  signIn,
  sql,
  wrongly,
} = shared;

afterEach(putBack);

const minutesFromNow = async (date: string | null) =>
  Math.round((new Date(date ?? 0).getTime() - (await clock.now()).getTime()) / MINUTE) + 0;

it('locks a user when the tries are used up, and not before', async () => {
  const user = await aUser();

  await failToSignIn(user, TRIES - 1);
  expect(await read(user)).toMatchObject({
    failedTries: TRIES - 1,
    status: 'active',
    accessLocked: false,
    lockedAt: null,
  });

  await failToSignIn(user);
  const locked = await read(user);
  expect(locked).toMatchObject({
    failedTries: TRIES,
    status: 'auto-locked',
    accessLocked: true,
    lockedReason: expect.any(String),
  });
  expect(await minutesFromNow(locked.lockedAt)).toBe(0);
  expect(await minutesFromNow(locked.lockedUntil)).toBe(15);
  expect(await signIn(user)).toBeRefusedAs('auto-locked');
});

it('lets the user in with the last try, which gives all of them back', async () => {
  const user = await aUser();
  await failToSignIn(user, TRIES - 1);

  expect(await signIn(user)).toBeLetIn();

  expect((await read(user)).failedTries).toBe(0);
  await failToSignIn(user, TRIES - 1);
  expect(await signIn(user)).toBeLetIn();
});

it('lets the user in again when the lock has run out, and forgets the tries', async () => {
  const user = await aUser({ state: 'auto-locked' });

  await clock.advance(15 * MINUTE - 5_000);
  expect(await signIn(user)).toBeRefusedAs('auto-locked');

  await clock.advance(6_000);
  expect(await read(user)).toMatchObject({ status: 'active', accessLocked: false });
  expect(await signIn(user)).toBeLetIn();
  expect(await read(user)).toMatchObject({
    failedTries: 0,
    lockedAt: null,
    lockedReason: null,
    lockedUntil: null,
  });
});

it('counts anew when the lock has run out', async () => {
  const user = await aUser({ state: 'auto-locked' });
  await clock.advance(15 * MINUTE + 1);

  await failToSignIn(user);

  expect(await read(user)).toMatchObject({ failedTries: 1, status: 'active' });
});

it('counts anew when nothing failed for the length of the window, and not sooner', async () => {
  const [patient, hasty] = [await aUser(), await aUser()];
  await Promise.all([failAtOnce(patient, TRIES - 1), failAtOnce(hasty, TRIES - 1)]);

  await clock.advance(15 * MINUTE - 5_000);
  await failToSignIn(hasty);
  await clock.advance(6_000);
  await failToSignIn(patient);

  expect(await read(hasty)).toMatchObject({ failedTries: TRIES, status: 'auto-locked' });
  expect(await read(patient)).toMatchObject({ failedTries: 1, status: 'active' });
});

it('locks for longer each time, up to a day, and in the end until an admin lifts it', async () => {
  await setPolicy({ lockout: { maxFailedTries: 1 } });
  const user = await aUser();
  const lengths: (number | null)[] = [];

  for (let turn = 0; turn < 10; turn += 1) {
    await failToSignIn(user);
    const { lockedUntil } = await read(user);
    lengths.push(lockedUntil === null ? null : await minutesFromNow(lockedUntil));
    await clock.advance(DAY + MINUTE);
  }

  expect(lengths).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440, null]);
  expect(await read(user)).toMatchObject({ status: 'auto-locked', accessLocked: true });
  await clock.advance(1_000 * DAY);
  expect(await signIn(user)).toBeRefusedAs('auto-locked');
  await act(user, 'unlock');
  expect(await signIn(user)).toBeLetIn();
});

it('starts with the first length again after a success', async () => {
  await setPolicy({ lockout: { maxFailedTries: 1 } });
  const user = await aUser();
  await failToSignIn(user);
  await clock.advance(HOUR);
  await signIn(user);

  await failToSignIn(user);

  expect(await minutesFromNow((await read(user)).lockedUntil)).toBe(15);
});

it.each([
  ['unlock', {}],
  ['allow-access', {}],
  ['reset-tries', {}],
  ['set-password', { password: 'Another-Horse-8' }],
])('%s lifts the lock, gives the tries back and forgets earlier locks', async (action, body) => {
  await setPolicy({ lockout: { maxFailedTries: 1 } });
  const user = await aUser();
  await failToSignIn(user);
  await clock.advance(HOUR);
  await failToSignIn(user);
  expect(await read(user)).toMatchObject({ status: 'auto-locked', failedTries: 1 });

  await act(user, action, body);

  expect(await read(user)).toMatchObject({
    status: 'active',
    accessLocked: false,
    failedTries: 0,
    lockedAt: null,
    lockedUntil: null,
    lockedReason: null,
  });
  expect(await signIn({ ...user, ...body })).toBeLetIn();
  await failToSignIn(user);
  expect(await minutesFromNow((await read(user)).lockedUntil)).toBe(15);
});

it('reset-tries leaves the lock of an admin in place', async () => {
  const user = await aUser({ state: 'locked-by-admin' });

  await act(user, 'reset-tries');

  expect(await read(user)).toMatchObject({ status: 'locked-by-admin', lockedReason: 'under suspicion' });
  expect(await signIn(user)).toBeRefusedAs('locked-by-admin');
});

it('never lifts the lock of an admin, however long ago it is and whatever is tried meanwhile', async () => {
  const user = await aUser({ state: 'locked-by-admin' });

  await failAtOnce(user, 2 * TRIES);
  await clock.advance(1_000 * DAY);

  expect(await signIn(user)).toBeRefusedAs('locked-by-admin');
  expect(await read(user)).toMatchObject({ status: 'locked-by-admin', lockedReason: 'under suspicion' });
});

it('counts tries by e-mail and by user name together', async () => {
  const user = await aUser();
  const userName = `by.name.${user.id}`;
  await shared.change(user, { userName });

  await failToSignIn(user, 3);
  await failToSignIn({ email: userName.toUpperCase() }, 2);

  expect(await signIn(user)).toBeRefusedAs('auto-locked');
});

it('counts nothing against one user that was tried with another', async () => {
  const [one, other] = [await aUser(), await aUser()];

  await failAtOnce(one, 2 * TRIES);

  expect(await read(other)).toMatchObject({ failedTries: 0, status: 'active' });
  expect(await signIn(other)).toBeLetIn();
});

describe('when the policy changes meanwhile', () => {
  it('holds who has failed more often than is allowed now, and compares no more', async () => {
    const user = await aUser();
    await failAtOnce(user, 4);

    await setPolicy({ lockout: { maxFailedTries: 3 } });

    expect(await counter.comparisonsDuring(() => failAtOnce(user, 3))).toBe(0);
    expect(await signIn(user)).toBeRefusedAs('too-many-tries');
    await clock.advance(15 * MINUTE + 1);
    expect(await signIn(user)).toBeLetIn();
  });

  it('gives who has failed the tries that are allowed now', async () => {
    const user = await aUser();
    await failAtOnce(user, 4);

    await setPolicy({ lockout: { maxFailedTries: 6 } });

    await failToSignIn(user);
    expect(await read(user)).toMatchObject({ failedTries: 5, status: 'active' });
    expect(await signIn(user)).toBeLetIn();
  });

  it('leaves a lock as long as it was when it began', async () => {
    const user = await aUser({ state: 'auto-locked' });

    await setPolicy({ lockout: { lockMinutes: 1, maxLockMinutes: 1 } });
    await clock.advance(2 * MINUTE);

    expect(await signIn(user)).toBeRefusedAs('auto-locked');
  });

  it('locks no longer than the longest lock that is allowed', async () => {
    await setPolicy({ lockout: { maxFailedTries: 1, lockMinutes: 60, maxLockMinutes: 20 } });
    const user = await aUser();

    await failToSignIn(user);

    expect(await minutesFromNow((await read(user)).lockedUntil)).toBe(20);
  });

  it('never locks for good where that is switched off', async () => {
    await setPolicy({ lockout: { maxFailedTries: 1, permanentAfter: 0, maxLockMinutes: 15 } });
    const user = await aUser();

    await sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', ['gatehouse_users', 'auto_locks', 500, 'id', user.id]);
    await failToSignIn(user);

    expect(await minutesFromNow((await read(user)).lockedUntil)).toBe(15);
  });
});

it('shows a try as it fails', async () => {
  const user = await aUser();

  expect(await signIn(wrongly(user))).toBeRefusedAs('wrong-password');

  expect((await read(user)).failedTries).toBe(1);
});
