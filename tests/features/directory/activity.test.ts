import { anEmail, aPassword, DAY, shared, succeed, type State } from '../vocabulary';
import { tablesOf } from './entries';

const {
  aUser,
  aUserAtWork,
  act,
  clock,
  entryOf,
  fromNow,
  gatehouse,
  http,
  putBack,
  read,
  roleId,
  signIn,
  superAdmin,
} = shared;
const { entry, native } = tablesOf(shared);

type Person = Awaited<ReturnType<typeof aUser>>;

afterEach(putBack);

const switchNatively = async (user: Pick<Person, 'adminUserId'>, isActive: boolean) =>
  succeed(
    await http.put(`/admin/users/${user.adminUserId}`, { token: await superAdmin(), body: { isActive } }),
  );
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
