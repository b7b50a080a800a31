import { MINUTE, shared, TRIES } from '../vocabulary';

const { aUser, call, clock, failToSignIn, gatehouse, putBack, read, setPolicy } = shared;

afterEach(putBack);

it('is the lock while it lasts, and nothing of it afterwards', async () => {
  const user = await aUser({ state: 'auto-locked' });
  expect(await read(user)).toMatchObject({
    status: 'auto-locked',
    accessLocked: true,
    failedTries: TRIES,
    lockedAt: expect.any(String),
    lockedUntil: expect.any(String),
    lockedReason: expect.any(String),
  });

  await clock.advance(15 * MINUTE + 1_000);
  const free = {
    status: 'active',
    accessLocked: false,
    failedTries: 0,
    lockedAt: null,
    lockedUntil: null,
    lockedReason: null,
  };
  expect(await read(user)).toMatchObject(free);
  const { body } = await gatehouse.get(`/users?_q=${user.email}`);
  expect(body.data).toMatchObject([free]);
});

it('is the count of tries while they count', async () => {
  const user = await aUser();
  await failToSignIn(user, 2);
  expect((await read(user)).failedTries).toBe(2);

  await clock.advance(14 * MINUTE);
  expect((await read(user)).failedTries).toBe(2);
  await clock.advance(2 * MINUTE);
  expect((await read(user)).failedTries).toBe(0);
  await setPolicy({ lockout: { windowMinutes: 60 } });
  expect((await read(user)).failedTries).toBe(2);
});

it('is a lock of an admin for as long as it stands', async () => {
  const user = await aUser({ state: 'locked-by-admin' });

  await clock.advance(90 * 24 * 60 * MINUTE);

  expect(await read(user)).toMatchObject({
    status: 'locked-by-admin',
    lockedReason: 'under suspicion',
    lockedAt: expect.any(String),
  });
});

it('leaves the counter as it is: the next lock is still the longer one', async () => {
  const user = await aUser({ state: 'auto-locked' });
  await clock.advance(16 * MINUTE);
  expect((await read(user)).failedTries).toBe(0);

  await failToSignIn(user, TRIES);

  const { lockedAt, lockedUntil } = await read(user);
  expect(new Date(lockedUntil ?? 0).getTime() - new Date(lockedAt ?? 0).getTime()).toBe(30 * MINUTE);
  expect(
    await call(`strapi.db.query('plugin::gatehouse.user').findOne({ where: { id: ${user.id} } })`),
  ).toMatchObject({
    autoLocks: 2,
  });
});
