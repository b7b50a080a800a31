import { mailbox } from '../../support';
import { mfaAt } from '../mfa/vocabulary';
import { type Person, shared, succeed } from '../vocabulary';

const { act, aUser, call, clock, gatehouse, http, putBack, read, setPolicy, signIn, wrongly } = shared;
const { complete, start } = mfaAt(shared);

afterEach(putBack);

const HOUR = 3_600_000;
const GIVEN = 'Violet-Anchor-41';

const aUserWithAGivenPassword = async (forceChange = true): Promise<Person> => {
  const user = await aUser();
  await act(user, 'set-password', { password: GIVEN, forceChange });
  return { ...user, password: GIVEN };
};
const challengeOf = async (user: Person) => (await signIn(user)).body.error?.details?.challenge?.kind;

it('lets its user in to choose another one, and after its hours no longer, as a wrong one would not', async () => {
  const user = await aUserWithAGivenPassword();
  const until = (await read(user)).temporaryPasswordUntil as string;
  expect(new Date(until).getTime() - (await clock.now()).getTime()).toBeGreaterThan(71 * HOUR);
  await clock.advance(71 * HOUR);
  expect(await challengeOf(user)).toBe('new-password');
  await clock.advance(HOUR + 1_000);

  const refused = await signIn(user);

  expect(refused.attempt).toMatchObject({ outcome: 'failure', reason: 'temporary-password-expired' });
  const stranger = await signIn(wrongly(await aUser()));
  expect([refused.status, refused.body]).toEqual([stranger.status, stranger.body]);
  expect((await read(user)).status).toBe('awaiting-new-password');
  const { data } = succeed(
    await gatehouse.post('/access/explain', { body: { user: user.id, ip: '198.51.100.7' } }),
  ).body;
  expect(data.decision).toMatchObject({ outcome: 'deny', reason: 'temporary-password-expired' });
});

it('is told to who knows it where reasons are revealed, and to nobody else', async () => {
  const user = await aUserWithAGivenPassword();
  await clock.advance(73 * HOUR);
  await setPolicy({ signIn: { revealReason: true } });

  expect((await signIn(user)).body.error.message).toContain('has ended');
  expect((await signIn(wrongly(user))).body.error.message).toBe('Invalid credentials');
});

it('ends no step that was begun with it later than itself', async () => {
  const user = await aUserWithAGivenPassword();
  await clock.advance(72 * HOUR - 60_000);
  const step = await start(user);
  expect(step.challenge.kind).toBe('new-password');
  await clock.advance(2 * 60_000);

  expect(await complete(step, { password: 'Copper-Meadow-58' })).toFailWith({
    status: 400,
    code: 'SIGN_IN_REFUSED',
  });
});

it('begins anew with another one, and is over with one of the user’s own', async () => {
  const user = await aUserWithAGivenPassword();
  await clock.advance(73 * HOUR);
  await act(user, 'set-password', { password: 'Copper-Meadow-58', forceChange: true });
  expect(await challengeOf({ ...user, password: 'Copper-Meadow-58' })).toBe('new-password');
  await clock.advance(73 * HOUR);

  // A link is followed all the same.
  const own = 'Silver-Orchard-73';
  const link = await call<string>(
    `strapi.plugin('gatehouse').service('links').issue({ userId: ${user.id}, kind: 'reset', expiresAt: new Date(strapi.plugin('gatehouse').service('clock').now().getTime() + 600000) })`,
  );
  const token = link.slice(link.indexOf('=') + 1);
  succeed(await http.post('/gatehouse/links/use', { body: { token, password: own }, from: user.from }));

  expect(await read(user)).toMatchObject({ status: 'active', temporaryPasswordUntil: null });
  await clock.advance(1_000 * HOUR);
  expect((await signIn({ ...user, password: own })).status).toBe(200);
});

it('may be forgotten: a link is mailed when it is over', async () => {
  const user = await aUserWithAGivenPassword();
  await clock.advance(73 * HOUR);

  await http.post('/admin/forgot-password', { body: { email: user.email }, from: user.from });

  const mails = [await mailbox.nextMailTo(user.email), await mailbox.nextMailTo(user.email)];
  expect(mails.some(({ text }) => text.includes('Choose a new password'))).toBe(true);
});

it.each([
  ['one that is not to be changed', (user: Person) => act(user, 'set-password', { password: GIVEN })],
  ['the user’s own that is to be changed', (user: Person) => act(user, 'force-password-change')],
  [
    'one that Strapi’s command has set',
    (user: Person) =>
      act(user, 'set-password', { password: 'Copper-Meadow-58', forceChange: true }).then(() =>
        call(
          `strapi.service('admin::user').resetPasswordByEmail('${user.email}', '${GIVEN}').then(() => null)`,
        ),
      ),
  ],
])('is not %s', async (what, give) => {
  const user = { ...(await aUser()), password: GIVEN };
  if (what.startsWith('the user')) await act(user, 'set-password', { password: GIVEN });
  await give(user);
  await clock.advance(1_000 * HOUR);

  expect((await read(user)).temporaryPasswordUntil).toBeNull();
  expect((await signIn(user)).attempt.reason).not.toBe('temporary-password-expired');
});

it('has the end that the environment says, none for 0, and is counted before that is changed', async () => {
  const user = await aUserWithAGivenPassword();
  await clock.advance(10 * HOUR);
  const { data } = succeed(
    await gatehouse.post('/policy/preview', { body: { password: { temporaryHours: 9 } } }),
  ).body;
  expect(data.effects).toEqual([
    { effect: 'users-with-ended-passwords', before: expect.any(Number), after: expect.any(Number) },
  ]);
  expect(data.effects[0].after).toBeGreaterThan(data.effects[0].before);

  await setPolicy({ password: { temporaryHours: 9 } });
  expect((await signIn(user)).attempt.reason).toBe('temporary-password-expired');
  await setPolicy({ password: { temporaryHours: 0 } });
  expect((await read(user)).temporaryPasswordUntil).toBeNull();
  expect(await challengeOf(user)).toBe('new-password');
});

it('is mailed with its end', async () => {
  const user = await aUser();
  succeed(await gatehouse.post(`/users/${user.id}/auto-reset-password`, { body: { mail: true } }));

  const mails = [await mailbox.nextMailTo(user.email), await mailbox.nextMailTo(user.email)];
  const mail = mails.find(({ text }) => text.includes('Password: '));
  expect(mail?.text).toMatch(/It works until .+ \d{4}/);
});
