import { anEmail, DAY, ELSEWHERE, FLOOR, OFFICE, shared, type Person, type State } from '../vocabulary';
import { INVALID_CREDENTIALS } from '../matchers';

const { aRole, aUser, act, addRule, attemptsOf, change, clock, fromNow, putBack, signIn, sql, wrongly } =
  shared;

afterEach(putBack);

/** An open invitation would tell that access was never granted. */
const acceptInvitation = ({ adminUserId }: Person) =>
  sql('UPDATE ?? SET ?? = NULL WHERE ?? = ?', ['admin_users', 'registration_token', 'id', adminUserId]);

it('answers somebody unknown and a wrong password alike', async () => {
  const user = await aUser();

  const [unknown, wrong] = await Promise.all([
    signIn({ ...user, email: anEmail('nobody') }),
    signIn(wrongly(user)),
  ]);

  expect(unknown).toBeRefusedAs('unknown-user');
  expect(wrong).toBeRefusedAs('wrong-password');
  expect(unknown.body).toEqual(wrong.body);
});

const kept: [State, Parameters<ReturnType<typeof expect>['toBeRefusedAs']>[0]][] = [
  ['provisioned', 'not-provisioned'],
  ['suspended', 'suspended'],
  ['disabled', 'disabled'],
  ['locked-by-admin', 'locked-by-admin'],
  ['auto-locked', 'auto-locked'],
  ['not-yet-valid', 'not-yet-valid'],
  ['expired', 'expired'],
  ['api-only', 'api-only'],
];

it.each(kept)('keeps out who is %s, with the right password and a wrong one', async (state, reason) => {
  const user = await aUser({ state });

  const [right, wrong] = await Promise.all([signIn(user), signIn(wrongly(user))]);

  expect(right).toBeRefusedAs(reason);
  expect(wrong).toBeRefusedAs(reason);
  expect(right.attempt.user).toEqual({ id: user.id, userName: user.email });
});

it.each([
  ['the user', (user: Person) => addRule({ scope: 'user', user: user.id, range: OFFICE })],
  [
    'everyone',
    async () => {
      // Where the super admin comes from, who goes on making rules.
      await addRule({ scope: 'everyone', range: '127.0.0.1' });
      await addRule({ scope: 'everyone', range: OFFICE });
    },
  ],
])(
  'keeps out who comes from elsewhere than a rule for %s says, and lets in who does not',
  async (_, limit) => {
    const user = await aUser();
    await limit(user);

    expect(await signIn(user, { from: ELSEWHERE })).toBeRefusedAs('address-not-allowed');
    expect(await signIn(user, { from: OFFICE })).toBeLetIn();
  },
);

it('keeps out who comes from elsewhere than a rule for their role says', async () => {
  const role = await aRole();
  const user = await aUser({ roles: [role.id] });
  const other = await aUser();
  await addRule({ scope: 'role', role: role.id, range: OFFICE });

  expect(await signIn(user, { from: ELSEWHERE })).toBeRefusedAs('address-not-allowed');
  expect(await signIn(user, { from: OFFICE })).toBeLetIn();
  expect(await signIn(other, { from: ELSEWHERE })).toBeLetIn();
});

it('lets in from the first moment of access to the last, and not beside them', async () => {
  const user = await aUser();
  await change(user, { validFrom: await fromNow(DAY), validTo: await fromNow(2 * DAY) });
  expect(await signIn(user)).toBeRefusedAs('not-yet-valid');

  await clock.advance(DAY + 1);
  expect(await signIn(user)).toBeLetIn();

  await clock.advance(DAY + 1);
  expect(await signIn(user)).toBeRefusedAs('expired');
});

it("keeps out whom Strapi's own page switched off, and lets in whom it switched on again", async () => {
  const user = await aUser();
  await acceptInvitation(user);
  const switched = async (isActive: boolean) =>
    shared.http.put(`/admin/users/${user.adminUserId}`, {
      token: await shared.superAdmin(),
      body: { isActive },
    });

  await switched(false);
  expect(await signIn(user)).toBeRefusedAs('disabled');

  await switched(true);
  expect(await signIn(user)).toBeLetIn();
});

it('keeps out who was switched off in the database behind everybody', async () => {
  const user = await aUser();
  await acceptInvitation(user);
  await sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', ['admin_users', 'is_active', false, 'id', user.adminUserId]);

  expect(await signIn(user)).toBeRefusedAs('disabled');
});

it('lets nobody in without a password', async () => {
  const user = await aUser();
  await sql('UPDATE ?? SET ?? = NULL WHERE ?? = ?', ['admin_users', 'password', 'id', user.adminUserId]);

  expect(await signIn({ ...user, password: '' })).not.toBeLetIn();
  expect(await signIn({ ...user, password: 'null' })).toBeRefusedAs('wrong-password');
});

it('compares no password of somebody who may not come in', async () => {
  const user = await aUser({ state: 'disabled' });

  expect(await shared.counter.comparisonsDuring(() => shared.failAtOnce(user, 3))).toBe(0);
});

it('answers everybody alike, and none before the floor', async () => {
  const people = await Promise.all(
    (['active', 'disabled', 'locked-by-admin', 'expired'] as State[]).map((state) => aUser({ state })),
  );
  const everybody = [...people.map(wrongly), { email: anEmail('nobody'), password: 'Wrong-Horse-7' }];

  const answers = await Promise.all(
    everybody.map(({ email, password }) => shared.http.post('/admin/login', { body: { email, password } })),
  );

  for (const { status, body, headers, ms } of answers) {
    expect(status).toBe(400);
    expect(body).toEqual(INVALID_CREDENTIALS);
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('retry-after')).toBeNull();
    expect(ms).toBeGreaterThanOrEqual(FLOOR - 5);
  }
  const told = (headers: Headers) => [...headers.keys()].filter((name) => !/^x-ratelimit/.test(name)).sort();
  for (const { headers } of answers) {
    expect(told(headers)).toEqual(told((answers[0] as (typeof answers)[0]).headers));
  }
});

it('writes every attempt down, newest first, and filters by user, outcome and reason', async () => {
  const user = await aUser();
  await signIn(wrongly(user));
  await signIn(user);
  await act(user, 'disable');
  await signIn(user);

  expect((await attemptsOf(user)).map(({ reason }) => reason)).toEqual(['disabled', 'ok', 'wrong-password']);
  expect((await attemptsOf(user, '&filters[outcome][$eq]=success')).map(({ reason }) => reason)).toEqual([
    'ok',
  ]);
  expect(
    (await attemptsOf(user, '&filters[reason][$in][0]=ok&filters[reason][$in][1]=disabled')).map(
      ({ reason }) => reason,
    ),
  ).toEqual(['disabled', 'ok']);
});

it('writes no password and no part of one down', async () => {
  const user = await aUser();
  const secret = 'Sesame-Open-4711';

  await signIn({ ...user, password: secret });

  expect(JSON.stringify(await attemptsOf(user))).not.toContain('Sesame');
  const [row] = await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_login_attempts', 'user_id', user.id]);
  expect(JSON.stringify(row)).not.toContain('Sesame');
});

it('keeps the history of a deleted user, under the name that was typed', async () => {
  const user = await aUser();
  await signIn(wrongly(user));

  await shared.gatehouse.delete(`/users/${user.id}`);

  expect(await attemptsOf(user)).toMatchObject([
    { user: null, userName: user.email, reason: 'wrong-password' },
  ]);
});
