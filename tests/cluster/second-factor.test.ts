import { mfaAt, type Started } from '../features/mfa/vocabulary';
import { TRIES } from '../features/vocabulary';
import { givenUp, thePair, type Member } from './servers';

let one: Member;
let other: Member;
beforeAll(async () => {
  ({ one, other } = await thePair());
});
afterEach(async () => {
  await one.putBack();
  await other.clock.reset();
});

/** A code that was not used before, at the time of both servers. */
const nextCode = async (user: Awaited<ReturnType<ReturnType<typeof mfaAt>['aUserWithAnApp']>>) => {
  const code = await mfaAt(one).nextCode(user.app);
  await other.clock.advance(30_000);
  return code;
};
/** The step at each of the servers in turn, all at the same time. */
const onBoth = (started: readonly Started[], body: object) =>
  Promise.all(
    started.map((step, turn) => mfaAt(turn % 2 === 0 ? one : other).complete(step, body as { code: string })),
  );
const statusesOf = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).sort();

it('takes a code once over two servers, in one sign-in and in another', async () => {
  const user = await mfaAt(one).aUserWithAnApp();
  const started = await mfaAt(one).start(user);
  const code = await nextCode(user);

  expect(statusesOf(await onBoth([started, started, started, started], { code }))).toEqual([
    200, 400, 400, 400,
  ]);

  const again = await mfaAt(other).start(user);
  expect((await mfaAt(other).complete(again, { code })).status).toBe(400);
});

it('takes a recovery code once over two servers', async () => {
  const user = await mfaAt(one).aUserWithAnApp();
  const started = await mfaAt(one).start(user);

  const answers = await onBoth([started, started, started, started], {
    method: 'recovery-code',
    code: user.recoveryCodes[0],
  });

  expect(statusesOf(answers)).toEqual([200, 400, 400, 400]);
});

it('gives no more guesses over both than there are tries, and locks then', async () => {
  const user = await mfaAt(one).aUserWithAnApp();
  const started = await mfaAt(one).start(user);

  await onBoth(Array<Started>(20).fill(started), { code: '000000' });

  const failed = (await one.attemptsOf(user)).filter(({ reason }) => reason === 'mfa-failed');
  expect(failed).toHaveLength(TRIES);
  expect(await other.read(user)).toMatchObject({ status: 'auto-locked' });
});

it('is asked for by both at once when one sets it up, requires it or resets it', async () => {
  const user = await mfaAt(one).aUserWithAnApp();
  expect((await mfaAt(other).start(user)).challenge.kind).toBe('mfa');
  const elsewhere = await other.aUserAtWork();

  await one.act(user, 'reset-mfa');
  await one.act(elsewhere, 'mfa-requirement', { requirement: 'enforced' });

  expect((await mfaAt(other).start(user)).challenge.kind).toBe('enrol-proof');
  expect(await mfaAt(other).isIn(elsewhere.token, elsewhere.from)).toBe(false);
});

it('begins one for everybody who asks at once, and for one who asks on both', async () => {
  const people = await Promise.all(Array.from({ length: 8 }, () => one.aUserAtWork()));
  const begin = ({ password, token, from }: (typeof people)[number]) =>
    [one, other].map(({ gatehouse }) => gatehouse.post('/me/mfa/totp', { token, from, body: { password } }));

  for (let round = 0; round < 5; round += 1)
    expect(statusesOf(await Promise.all(people.flatMap(begin)))).toEqual(Array(2 * people.length).fill(200));
});

it('made neither server give up on the database', async () => {
  expect(await givenUp(one, other)).toEqual([]);
});
