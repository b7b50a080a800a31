import { anEmail, aPassword, DAY, shared, succeed, type State } from '../vocabulary';
import { apiOnlyAt } from '../api-keys/api-only';
import { tablesOf } from './entries';

const {
  act,
  aUser,
  aUserAtWork,
  call,
  change,
  clock,
  entryOf,
  fromNow,
  gatehouse,
  http,
  putBack,
  read,
  roleId,
  signIn,
  sql,
  superAdmin,
} = shared;
const { entry, native } = tablesOf(shared);

type Person = Awaited<ReturnType<typeof aUser>>;

afterEach(putBack);

const switchNatively = async (user: Pick<Person, 'adminUserId'>, isActive: boolean) =>
  succeed(
    await http.put(`/admin/users/${user.adminUserId}`, { token: await superAdmin(), body: { isActive } }),
  );
const nativeRow = async ({ adminUserId }: Pick<Person, 'adminUserId'>) =>
  (await sql('SELECT * FROM ?? WHERE ?? = ?', ['admin_users', 'id', adminUserId]))[0];
const isNativelyActive = async (user: Person) => (await native(user.adminUserId))?.isActive;

describe('switched off on Strapi’s own page', () => {
  it('a user is disabled, at work and at the door, and the log says by whom', async () => {
    const user = await aUserAtWork();

    await switchNatively(user, false);

    expect(await read(user)).toMatchObject({ status: 'disabled' });
    expect((await http.get('/admin/users/me', { token: user.token })).status).toBe(401);
    expect(await signIn(user)).toBeRefusedAs('disabled');
    const { body } = succeed(await gatehouse.get(`/users/${user.id}/log`));
    expect(body.data[0]).toMatchObject({
      actor: { name: 'First Admin' },
      changes: { lifecycle: { before: 'active', after: 'disabled' } },
    });
  });

  it('a user does not come back by an invitation that was never used', async () => {
    const { body } = await http.post('/admin/users', {
      token: await superAdmin(),
      body: {
        email: anEmail(),
        firstname: 'Back',
        lastname: 'Again',
        roles: [await roleId('strapi-editor')],
      },
    });
    const { id: adminUserId, email, registrationToken } = body.data;
    const { id } = await entryOf(email);

    await switchNatively({ adminUserId }, true);
    await switchNatively({ adminUserId }, false);
    const { status } = await http.post('/admin/register', {
      body: { registrationToken, userInfo: { firstname: 'Back', lastname: 'Again', password: aPassword } },
    });

    expect(status).toBe(400);
    expect(await read({ id })).toMatchObject({ status: 'disabled' });
    expect(await signIn({ email, password: aPassword })).toBeRefusedAs('disabled');
  });

  it.each<State>(['suspended', 'disabled', 'locked-by-admin'])('a user who is %s stays so', async (state) => {
    const user = await aUser({ state });
    const before = await entry(user.adminUserId);

    await switchNatively(user, false);

    expect(await entry(user.adminUserId)).toEqual(before);
  });
});

describe('switched on on Strapi’s own page', () => {
  it.each<State>(['disabled', 'suspended', 'locked-by-admin', 'provisioned'])(
    'a user who was %s gets in',
    async (state) => {
      const user = await aUser({ state });
      expect((await signIn(user)).status).toBe(400);

      await switchNatively(user, true);

      expect(await read(user)).toMatchObject({
        status: 'active',
        accessLocked: false,
        lockedAt: null,
        suspendedUntil: null,
      });
      expect(await signIn(user)).toBeLetIn();
    },
  );

  it('a user who was disabled and locked gets in too', async () => {
    const user = await aUser({ state: 'locked-by-admin' });
    await act(user, 'disable');

    await switchNatively(user, true);

    expect(await signIn(user)).toBeLetIn();
  });

  it('a user who is active already keeps everything as it was', async () => {
    const user = await aUser({ state: 'auto-locked' });
    const before = await entry(user.adminUserId);

    await switchNatively(user, true);

    expect(await entry(user.adminUserId)).toEqual(before);
  });
});

describe('what Gatehouse keeps out, Strapi keeps out too', () => {
  it.each<[string, object, boolean]>([
    ['lock', { reason: 'under suspicion' }, false],
    ['block-access', { reason: 'under suspicion' }, false],
    ['suspend', {}, false],
    ['disable', {}, false],
    ['unlock', {}, true],
    ['enable', {}, true],
    ['reset-tries', {}, true],
  ])('after "%s" %j its own record is active: %s', async (action, body, active) => {
    const user = await aUser();

    await act(user, action, body);

    expect(await isNativelyActive(user)).toBe(active);
  });

  it('until the last reason is gone', async () => {
    const user = await aUser();

    await act(user, 'lock');
    await act(user, 'disable');
    expect(await isNativelyActive(user)).toBe(false);
    await act(user, 'unlock');
    expect(await isNativelyActive(user)).toBe(false);
    await act(user, 'enable');
    expect(await isNativelyActive(user)).toBe(true);
  });

  it('but not where only time or place keeps out, which Strapi knows nothing of', async () => {
    for (const state of ['not-yet-valid', 'expired', 'auto-locked'] as const) {
      expect(await isNativelyActive(await aUser({ state }))).toBe(true);
    }
  });

  it('and leaves a user who was never let in as they were', async () => {
    const user = await aUser({ state: 'provisioned' });
    expect(await isNativelyActive(user)).toBe(false);

    await act(user, 'unlock');
    expect(await isNativelyActive(user)).toBe(false);

    await act(user, 'allow-access');
    expect(await isNativelyActive(user)).toBe(true);
  });
});

describe('a suspension that has ended', () => {
  it('is not taken for somebody switched off, whatever else of the user is changed', async () => {
    const user = await aUser();
    await act(user, 'suspend', { until: await fromNow(DAY) });
    await clock.advance(2 * DAY);

    succeed(
      await http.put(`/admin/users/${user.adminUserId}`, {
        token: await superAdmin(),
        body: { firstname: 'Back again' },
      }),
    );

    expect(await read(user)).toMatchObject({ status: 'active', firstname: 'Back again' });
    expect(await signIn(user)).toBeLetIn();
  });
});

describe('of who is API-only, Strapi’s own record', () => {
  const { aKeyOf, anApiOnlyUser, find } = apiOnlyAt(shared);
  const kept = async (user: { adminUserId: number }) => {
    const row = await nativeRow(user);
    return [Boolean(row?.is_active), row?.registration_token];
  };
  const OUT = [false, null];

  it('is inactive and not invited, and the keys work all the same, of either kind', async () => {
    const user = await anApiOnlyUser(undefined, ['users.read']);
    const [content, panel] = [await aKeyOf(user), await aKeyOf(user, { kind: 'admin' })];

    expect([
      await find(content.key),
      (await http.get('/gatehouse/users', { token: panel.key })).status,
    ]).toEqual([200, 200]);
    expect(await kept(user)).toEqual(OUT);
    expect(await read(user)).toMatchObject({ type: 'api-only', status: 'active' });
  });

  it.each(['disable', 'suspend', 'lock'])('stays so through %s and back', async (action) => {
    const user = await aUser({ state: 'api-only' });

    const { status } = await act(user, action);
    expect(await kept(user)).toEqual(OUT);
    await act(user, action === 'lock' ? 'unlock' : 'enable');

    expect(status).not.toBe('active');
    expect(await read(user)).toMatchObject({ status: 'active' });
    expect(await kept(user)).toEqual(OUT);
    const others = await aUser({ state: 'api-only' });
    for (const step of [action, action === 'lock' ? 'unlock' : 'enable'])
      succeed(await gatehouse.post('/users/bulk', { body: { ids: [user.id, others.id], action: step } }));
    expect([await kept(user), await kept(others)]).toEqual([OUT, OUT]);
  });

  it('follows the type, with whatever else keeps the user out', async () => {
    const [user, suspended] = [await aUser(), await aUser({ state: 'suspended' })];

    await change(user, { type: 'api-only' });
    expect(await kept(user)).toEqual(OUT);
    await change(user, { type: 'panel' });
    expect(await isNativelyActive(user)).toBe(true);
    for (const type of ['api-only', 'panel']) {
      await change(suspended, { type });
      expect(await isNativelyActive(suspended)).toBe(false);
    }
  });

  it('is put back where somebody switches it on there, and means nothing', async () => {
    const user = await anApiOnlyUser();
    await aKeyOf(user);
    for (const state of ['active', 'suspended']) {
      if (state === 'suspended') await act(user, 'suspend');

      await switchNatively(user as never, true);

      expect(await kept(user)).toEqual(OUT);
      expect(await read(user)).toMatchObject({ status: state });
    }
  });

  it('is put right at the start, where it was made before', async () => {
    const user = await aUser({ state: 'api-only' });
    await sql('UPDATE ?? SET ?? = ?, ?? = ? WHERE ?? = ?', [
      'admin_users',
      'is_active',
      true,
      'registration_token',
      'an-invitation',
      'id',
      user.adminUserId,
    ]);

    await call(`strapi.plugin('gatehouse').service('directory').reconcile().then(() => null)`);

    expect(await kept(user)).toEqual(OUT);
    expect(await read(user)).toMatchObject({ status: 'active' });
  });
});
