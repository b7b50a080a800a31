import { vocabularyAt } from '../../support/vocabulary';
import { DAY, firstAdmin, gatehouseAt, sharedUrl } from '../vocabulary';

let at = gatehouseAt(vocabularyAt(sharedUrl));

beforeAll(async () => {
  await at.configure({ signIn: { refusalFloorMs: 0 } });
  await at.setPolicy({ lockout: { maxFailedTries: 1, permanentAfter: 1 } });
});
afterEach(async () => {
  await at.clock.reset();
  // Who sets up is locked themself, and nobody lets themself in.
  await at.sql('UPDATE ?? SET ?? = ?, ?? = 0, ?? = 0, ?? = NULL WHERE ?? = ?', [
    'gatehouse_users',
    ...['lock', 'none', 'failed_tries', 'auto_locks', 'locked_until'],
    ...['email', firstAdmin.email],
  ]);
});
afterAll(() => at.putBack());

const lockedUntil = async (email: string) => (await at.entryOf(email)).lockedUntil;
const aSuperAdmin = () => at.aUser({ roles: ['strapi-super-admin'] });

it('locks everybody else for good, but the last usable super admin only for a time', async () => {
  const editor = await at.aUser();

  await at.failToSignIn(editor);
  await at.failToSignIn(firstAdmin);

  expect(await at.entryOf(editor.email)).toMatchObject({ status: 'auto-locked', lockedUntil: null });
  expect(await at.entryOf(firstAdmin.email)).toMatchObject({
    status: 'auto-locked',
    lockedUntil: expect.any(String),
  });
  await at.clock.advance(2 * DAY);
  expect((await at.signIn(firstAdmin)).status).toBe(200);
});

it('counts as usable no super admin who is suspended, disabled, locked, out of date or API-only', async () => {
  const unusable = await Promise.all(
    (
      [
        'suspended',
        'disabled',
        'locked-by-admin',
        'expired',
        'not-yet-valid',
        'api-only',
        'provisioned',
      ] as const
    ).map((state) => at.aUser({ roles: ['strapi-super-admin'], state })),
  );

  await at.failToSignIn(firstAdmin);

  expect(unusable).toHaveLength(7);
  expect(await lockedUntil(firstAdmin.email)).toEqual(expect.any(String));
});

it('takes the role of nobody who is the last usable super admin, who may not give it up either', async () => {
  const self = await at.entryOf(firstAdmin.email);
  const body = { roles: [await at.roleId('strapi-editor')] };

  expect(await at.gatehouse.put(`/users/${self.id}`, { body })).toFailWith({
    status: 400,
    code: 'LAST_SUPER_ADMIN',
  });
  expect((await at.read(self)).roles.map(({ name }) => name)).toEqual(['Super Admin']);
});

it('lets no two super admins shut out each other at once', async () => {
  for (let turn = 0; turn < 6; turn += 1) {
    const second = await at.aUserAtWork({ roles: ['strapi-super-admin'] });
    const self = await at.entryOf(firstAdmin.email);
    const [byFirst, bySecond] = await Promise.all([
      at.gatehouse.post(`/users/${second.id}/disable`, { body: {} }),
      at.gatehouse.post(`/users/${self.id}/disable`, { body: {}, token: second.token, from: second.from }),
    ]);

    expect([byFirst.status, bySecond.status].filter((status) => status === 200)).toHaveLength(1);
    expect([byFirst.status, bySecond.status]).not.toContain(500);
    if (bySecond.status === 200) {
      // The first admin is out now; the second brings them back.
      await at.gatehouse.post(`/users/${self.id}/enable`, {
        body: {},
        token: second.token,
        from: second.from,
      });
      at = gatehouseAt(vocabularyAt(sharedUrl));
      await at.gatehouse.post(`/users/${second.id}/disable`, { body: {} });
    }
  }
});

it('locks one of two super admins for good, and then the other only for a time', async () => {
  const second = await aSuperAdmin();

  await at.failToSignIn(second);
  await at.failToSignIn(firstAdmin);

  expect(await lockedUntil(second.email)).toBeNull();
  expect(await lockedUntil(firstAdmin.email)).toEqual(expect.any(String));
});
