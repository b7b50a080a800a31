import { tablesOf } from '../features/directory/entries';
import { anEmail, shared } from '../features/vocabulary';

const { aUser, aUserAtWork, call, http, signIn, sql, superAdmin, whileBroken } = shared;
const { entry } = tablesOf(shared);

/** Behind everybody's back: no lifecycle tells the directory. */
const setNative = (id: number, values: object) =>
  call(`strapi.db.connection('admin_users').where({ id: ${id} }).update(${JSON.stringify(values)})`);
const atWork = async ({ token }: { token: string }) => (await http.get('/admin/users/me', { token })).status;

describe('a user switched off in the database', () => {
  it('is kept out at the door, and the directory follows', async () => {
    const user = await aUser();

    await setNative(user.adminUserId, { is_active: false });

    expect(await signIn(user)).toBeRefusedAs('disabled');
    expect(await entry(user.adminUserId)).toMatchObject({ lifecycle: 'disabled' });
  });

  it('is kept out at work too, and no renewal helps', async () => {
    const user = await aUserAtWork();
    expect(await atWork(user)).toBe(200);

    await setNative(user.adminUserId, { is_active: false });

    expect(await atWork(user)).toBe(401);
    expect((await http.post('/admin/access-token', { browser: user.browser })).status).not.toBe(200);
  });

  it('and on again gets in', async () => {
    const user = await aUser({ state: 'disabled' });
    expect(await signIn(user)).toBeRefusedAs('disabled');

    await setNative(user.adminUserId, { is_active: true });

    expect(await signIn(user)).toBeLetIn();
    expect(await entry(user.adminUserId)).toMatchObject({ lifecycle: 'active' });
  });
});

it('a user switched off by code while the directory could not be written is kept out all the same', async () => {
  const user = await aUserAtWork();

  await whileBroken('update', 'gatehouse_users', () =>
    call(
      `strapi.service('admin::user').updateById(${user.adminUserId}, { isActive: false }).catch(() => null)`,
    ),
  );

  expect(await atWork(user)).toBe(401);
  expect(await signIn(user)).toBeRefusedAs('disabled');
});

it('and on Strapi’s page nobody is switched off by half', async () => {
  const user = await aUserAtWork();
  const token = await superAdmin();

  const { status } = await whileBroken('update', 'gatehouse_users', () =>
    http.put(`/admin/users/${user.adminUserId}`, { token, body: { isActive: false } }),
  );

  expect([status, await atWork(user)]).toEqual([500, 200]);
});

it('a user at work whose entry is gone gets a new one and goes on', async () => {
  const user = await aUserAtWork();
  await sql('DELETE FROM ?? WHERE ?? = ?', ['gatehouse_users', 'admin_user_id', user.adminUserId]);

  expect(await atWork(user)).toBe(200);

  expect(await entry(user.adminUserId)).toMatchObject({ email: user.email, lifecycle: 'active' });
});

it('a user at work whose address was changed in the database goes on, and signs in by the new one', async () => {
  const user = await aUserAtWork();
  const { id } = (await entry(user.adminUserId)) as { id: number };
  const email = anEmail('moved');

  await setNative(user.adminUserId, { email });

  expect(await atWork(user)).toBe(200);
  expect(await entry(user.adminUserId)).toMatchObject({ id, email });
  expect(await signIn({ ...user, email })).toBeLetIn();
});

it('an entry that names another user’s place goes to the one whose address it carries, with what was decided of them', async () => {
  const [locked, other] = [await aUser({ state: 'suspended' }), await aUserAtWork()];
  const place = (of: { adminUserId: number }, admin_user_id: number | null) =>
    sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', [
      'gatehouse_users',
      'admin_user_id',
      admin_user_id,
      'admin_user_id',
      of.adminUserId,
    ]);
  const lockedEntry = await entry(locked.adminUserId);

  await place(other, null);
  await place(locked, other.adminUserId);

  // Not the other's suspension.
  expect(await atWork(other)).toBe(200);
  expect(await entry(locked.adminUserId)).toMatchObject({ id: lockedEntry?.id, lifecycle: 'suspended' });
  expect(await entry(other.adminUserId)).toMatchObject({ id: other.id, lifecycle: 'active' });
  expect(await signIn(locked)).toBeRefusedAs('suspended');
});
