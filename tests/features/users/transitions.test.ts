import { accept, anInvited, NEW_PASSWORD } from '../native/vocabulary';
import { DAY, firstAdmin, shared, succeed, type State } from '../vocabulary';

const { act, aUser, clock, entryOf, fromNow, gatehouse, putBack, read, signIn, sql } = shared;

afterEach(putBack);

const isNativeActive = async ({ adminUserId }: { adminUserId: number }) => {
  const [row] = await sql('SELECT ?? FROM ?? WHERE ?? = ?', ['is_active', 'admin_users', 'id', adminUserId]);
  return Boolean(row?.is_active);
};

type Step = [from: State, action: string, to: string, isActive: boolean];
const steps: Step[] = [
  ['active', 'suspend', 'suspended', false],
  ['active', 'disable', 'disabled', false],
  ['active', 'enable', 'active', true],
  ['active', 'lock', 'locked-by-admin', false],
  ['active', 'unlock', 'active', true],
  ['active', 'allow-access', 'active', true],
  ['active', 'reset-tries', 'active', true],
  ['suspended', 'suspend', 'suspended', false],
  ['suspended', 'enable', 'active', true],
  ['suspended', 'disable', 'disabled', false],
  ['suspended', 'unlock', 'suspended', false],
  ['suspended', 'allow-access', 'suspended', false],
  ['suspended', 'set-password', 'suspended', false],
  ['disabled', 'enable', 'active', true],
  ['disabled', 'unlock', 'disabled', false],
  ['disabled', 'allow-access', 'disabled', false],
  ['disabled', 'lock', 'disabled', false],
  ['disabled', 'set-password', 'disabled', false],
  ['locked-by-admin', 'unlock', 'active', true],
  ['locked-by-admin', 'allow-access', 'active', true],
  ['locked-by-admin', 'set-password', 'active', true],
  ['locked-by-admin', 'reset-tries', 'locked-by-admin', false],
  ['locked-by-admin', 'enable', 'locked-by-admin', false],
  ['locked-by-admin', 'suspend', 'suspended', false],
  ['auto-locked', 'unlock', 'active', true],
  ['auto-locked', 'reset-tries', 'active', true],
  ['auto-locked', 'set-password', 'active', true],
  ['auto-locked', 'enable', 'auto-locked', true],
  ['auto-locked', 'lock', 'locked-by-admin', false],
  ['provisioned', 'enable', 'active', true],
  ['provisioned', 'allow-access', 'active', true],
  ['provisioned', 'set-password', 'active', true],
  ['provisioned', 'unlock', 'provisioned', false],
  ['provisioned', 'lock', 'locked-by-admin', false],
  ['provisioned', 'disable', 'disabled', false],
];

it.each(steps)('%s and then %s makes %s', async (from, action, to, isActive) => {
  const user = await aUser({ state: from });
  const body = action === 'set-password' ? { password: 'Another-Horse-8' } : {};

  expect(await act(user, action, body)).toMatchObject({ id: user.id, status: to });

  expect((await read(user)).status).toBe(to);
  expect(await isNativeActive(user)).toBe(isActive);
  const got = await signIn({ ...user, ...body });
  expect(got.status).toBe(to === 'active' ? 200 : 400);
});

it('shows since when, until when and why access is locked', async () => {
  const user = await aUser();

  const locked = await act(user, 'block-access', { reason: ' under suspicion ' });

  expect(locked).toMatchObject({
    status: 'locked-by-admin',
    accessLocked: true,
    lockedReason: 'under suspicion',
    lockedUntil: null,
  });
  expect(Math.abs(new Date(locked.lockedAt ?? 0).getTime() - Date.now())).toBeLessThan(60_000);
  expect(await act(user, 'allow-access')).toMatchObject({
    accessLocked: false,
    lockedAt: null,
    lockedReason: null,
  });
});

it('keeps a lock and a suspension apart: each is lifted by itself', async () => {
  const user = await aUser();
  await act(user, 'suspend');
  await act(user, 'lock');

  expect((await act(user, 'enable')).status).toBe('locked-by-admin');
  expect((await act(user, 'suspend')).status).toBe('suspended');
  expect((await act(user, 'unlock')).status).toBe('suspended');
  expect((await act(user, 'enable')).status).toBe('active');
});

it('shows until when a user is suspended, and that it is over', async () => {
  const user = await aUser();
  const until = await fromNow(DAY);

  expect(await act(user, 'suspend', { until })).toMatchObject({ status: 'suspended', suspendedUntil: until });
  await clock.advance(DAY);
  expect((await read(user)).status).toBe('active');
});

describe('is refused', () => {
  it.each<[string, State, string, () => Promise<object>]>([
    ['suspending who has left', 'disabled', 'suspend', async () => ({})],
    ['suspending who never had access', 'provisioned', 'suspend', async () => ({})],
    [
      'suspending until a day who never had access',
      'provisioned',
      'suspend',
      async () => ({ until: await fromNow(DAY) }),
    ],
    [
      'suspending until a moment that is past',
      'active',
      'suspend',
      async () => ({ until: await fromNow(-1_000) }),
    ],
    [
      'a password for who has none',
      'api-only',
      'set-password',
      async () => ({ password: 'Another-Horse-8' }),
    ],
  ])('%s', async (_, state, action, bodyOf) => {
    const user = await aUser({ state });
    const before = await read(user);

    const answer = await gatehouse.post(`/users/${user.id}/${action}`, { body: await bodyOf() });

    const code = state === 'api-only' ? 'NO_PASSWORD' : 'INVALID_TRANSITION';
    expect(answer).toFailWith({ status: 400, code });
    expect(await read(user)).toEqual(before);
  });

  it('blocking without a reason', async () => {
    const user = await aUser();

    for (const body of [{}, { reason: '' }, { reason: '  ' }]) {
      expect(await gatehouse.post(`/users/${user.id}/block-access`, { body })).toFailWith({
        status: 400,
        code: 'VALIDATION',
        field: 'reason',
      });
    }
  });

  it.each([
    ['short', 'Short-7'],
    ['common', 'Dragon123456'],
    ['longer than bcrypt reads', `Aa1${'x'.repeat(70)}`],
    ['longer than bcrypt reads, in few letters', `Aa1${'😀'.repeat(18)}`],
    ['with a null byte, where bcrypt stops', 'Correct-Horse-7\u0000', 'VALIDATION'],
  ])('a password that is %s', async (_, password, code = 'PASSWORD_POLICY') => {
    const user = await aUser();

    const answer = await gatehouse.post(`/users/${user.id}/set-password`, { body: { password } });

    expect(answer).toFailWith({ status: 400, code, field: 'password' });
    expect(JSON.stringify(answer.body)).not.toContain(password);
    expect(await signIn(user)).toBeLetIn();
  });

  it('anything about a user who is not there', async () => {
    const body: Record<string, object> = {
      'set-password': { password: 'Another-Horse-8' },
      'block-access': { reason: 'x' },
      notes: { text: 'x' },
    };
    for (const action of [
      'lock',
      'unlock',
      'block-access',
      'allow-access',
      'suspend',
      'enable',
      'disable',
      'reset-tries',
      'set-password',
      'notes',
    ]) {
      const answer = await gatehouse.post(`/users/2147483647/${action}`, { body: body[action] ?? {} });
      expect(answer).toFailWith({ status: 404, code: 'NOT_FOUND' });
    }
  });
});

describe('nobody shuts out themself', () => {
  it.each([
    ['lock', {}],
    ['block-access', { reason: 'x' }],
    ['suspend', {}],
    ['disable', {}],
    ['set-password', { password: 'Another-Horse-8' }],
  ])('by %s', async (action, body) => {
    const self = await entryOf(firstAdmin.email);

    expect(await gatehouse.post(`/users/${self.id}/${action}`, { body })).toFailWith({
      status: 400,
      code: 'OWN_USER',
    });
    expect((await read(self)).status).toBe('active');
  });

  it.each<[string, () => Promise<object>]>([
    ['an end of access that is past', async () => ({ validTo: await fromNow(-1_000) })],
    ['a first day of access that is to come', async () => ({ validFrom: await fromNow(DAY) })],
    ['becoming API-only', async () => ({ type: 'api-only' })],
  ])('by %s', async (_, bodyOf) => {
    const self = await entryOf(firstAdmin.email);

    expect(await gatehouse.put(`/users/${self.id}`, { body: await bodyOf() })).toFailWith({
      status: 400,
      code: 'OWN_USER',
    });
    expect(await read(self)).toEqual(self);
  });

  it('by deleting themself', async () => {
    const self = await entryOf(firstAdmin.email);

    expect(await gatehouse.delete(`/users/${self.id}`)).toFailWith({ status: 400, code: 'OWN_USER' });
  });

  it('but everybody may change their own names', async () => {
    const self = await entryOf(firstAdmin.email);

    expect((await shared.change(self, { mobile: '+442079460958' })).mobile).toBe('+442079460958');
  });
});

it('does not let the holder of an open invitation back in who was shut out meanwhile', async () => {
  for (const actions of [['disable'], ['allow-access', 'suspend'], ['lock']]) {
    const invited = await anInvited();
    for (const action of actions) await act(invited, action);
    const { status } = await read(invited);

    expect((await accept(invited)).status).toBe(400);

    expect((await read(invited)).status).toBe(status);
    expect((await signIn({ ...invited, password: NEW_PASSWORD })).status).toBe(400);
  }
});

it('takes the acceptance of an invitation for the grant of access', async () => {
  const invited = await anInvited();

  succeed(await accept(invited));

  expect((await read(invited)).status).toBe('active');
  expect(await signIn({ ...invited, password: NEW_PASSWORD })).toBeLetIn();
});
