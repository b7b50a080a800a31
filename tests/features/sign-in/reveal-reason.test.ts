import { REASON_MESSAGES, type Reason } from '../../../shared/constants';
import { INVALID_CREDENTIALS } from '../matchers';
import { anEmail, shared, type State } from '../vocabulary';

const { aUser, putBack, read, setPolicy, signIn, wrongly } = shared;

beforeEach(() => setPolicy({ signIn: { revealReason: true } }));
afterEach(putBack);

const told: [State, Reason][] = [
  ['suspended', 'suspended'],
  ['disabled', 'disabled'],
  ['provisioned', 'not-provisioned'],
  ['not-yet-valid', 'not-yet-valid'],
  ['expired', 'expired'],
  ['locked-by-admin', 'locked-by-admin'],
];

it.each(told)('tells who is %s why, once the password is right and not before', async (state, reason) => {
  const user = await aUser({ state });

  const [wrong, right] = await Promise.all([signIn(wrongly(user)), signIn(user)]);

  expect(wrong).toBeRefusedAs(reason);
  expect(right.status).toBe(400);
  expect(right.body.error.message).toBe(REASON_MESSAGES[reason]);
  expect(right.token).toBeUndefined();
  expect(right.browser.cookies.size).toBe(0);
  expect(right.attempt).toMatchObject({ outcome: 'failure', reason });
});

it('tells nothing of a lock that came of guessing, as each look would be a guess', async () => {
  const user = await aUser({ state: 'auto-locked' });

  expect(await signIn(user)).toBeRefusedAs('auto-locked');
});

it('tells nobody anything of names and passwords', async () => {
  const user = await aUser();

  const [wrong, unknown] = await Promise.all([
    signIn(wrongly(user)),
    signIn({ ...user, email: anEmail('nobody') }),
  ]);

  expect(wrong.body).toEqual(INVALID_CREDENTIALS);
  expect(unknown.body).toEqual(INVALID_CREDENTIALS);
});

it('uses up tries of who may not come in, so that the reason tells nobody the password', async () => {
  const user = await aUser({ state: 'suspended' });

  await shared.failAtOnce(user, 20);

  expect((await read(user)).failedTries).toBe(5);
  expect((await signIn(user)).body).toEqual(INVALID_CREDENTIALS);
});

it('lifts no lock of an admin by looking at the password', async () => {
  const user = await aUser({ state: 'locked-by-admin' });
  const locked = await read(user);

  await shared.failAtOnce(user, 3);
  await signIn(user);

  // The right password was no guess.
  expect(await read(user)).toEqual({ ...locked, failedTries: 3, updatedAt: expect.any(String) });
});

it('uses up no tries by the right password, however often it is told the reason', async () => {
  const user = await aUser({ state: 'suspended' });

  for (let turn = 0; turn < 7; turn += 1) {
    expect((await signIn(user)).body.error.message).toBe(REASON_MESSAGES.suspended);
  }

  expect((await read(user)).failedTries).toBe(0);
});
