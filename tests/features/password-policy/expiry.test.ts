import { DAY, shared, type Person } from '../vocabulary';

const { act, aUser, call, gatehouse, putBack, read, setPolicy } = shared;

afterEach(putBack);

const expire = () =>
  call(
    `strapi.cron.jobs.find(({ name }) => name === 'gatehousePasswordExpiry').job.invoke().then(() => null)`,
  );
const aDayOld = async (days: number, { adminUserId }: Person) =>
  call(`strapi.db.connection('gatehouse_users').where({ admin_user_id: ${adminUserId} }).update({
    password_changed_at: new Date(Date.now() - ${days * DAY}) })`);
const statusOf = async (person: Person) => (await read(person)).status;

it('marks whose password is too old, and shows them in the list', async () => {
  const [old, young, locked] = [await aUser(), await aUser(), await aUser({ state: 'api-only' })];
  await aDayOld(91, old);
  await aDayOld(89, young);
  await aDayOld(91, locked);
  await setPolicy({ password: { maxAgeDays: 90 } });

  await expire();

  expect(await statusOf(old)).toBe('awaiting-new-password');
  expect(await statusOf(young)).toBe('active');
  expect(await statusOf(locked)).toBe('active');
  const { body } = await gatehouse.get(
    `/users?filters[status][$eq]=awaiting-new-password&_q=${encodeURIComponent(old.email)}`,
  );
  expect(body.data.map(({ id }: Person) => id)).toEqual([old.id]);
});

it('marks nobody while passwords may have any age, and takes back marks that no longer hold', async () => {
  const user = await aUser();
  await aDayOld(4000, user);
  await expire();
  expect(await statusOf(user)).toBe('active');

  for (const [maxAgeDays, status] of [
    [30, 'awaiting-new-password'],
    [3650, 'awaiting-new-password'],
    [0, 'active'],
  ] as const) {
    await setPolicy({ password: { maxAgeDays } });
    await expire();
    expect([maxAgeDays, await statusOf(user)]).toEqual([maxAgeDays, status]);
  }
  await aDayOld(10, user);
  await setPolicy({ password: { maxAgeDays: 9 } });
  await expire();
  expect(await statusOf(user)).toBe('awaiting-new-password');
  await setPolicy({ password: { maxAgeDays: 11 } });
  await expire();
  expect(await statusOf(user)).toBe('active');
});

it('lets a new password begin anew', async () => {
  const user = await aUser();
  // Not by the clock, which would make everybody's too old.
  await aDayOld(2, user);
  await setPolicy({ password: { maxAgeDays: 1 } });
  await expire();
  expect(await statusOf(user)).toBe('awaiting-new-password');

  await act(user, 'set-password', { password: 'Violet-Anchor-41' });
  await expire();
  expect(await statusOf(user)).toBe('active');
});

it('counts beforehand who would have to choose a new one', async () => {
  const preview = async (maxAgeDays: number) =>
    (await gatehouse.post('/policy/preview', { body: { password: { maxAgeDays } } })).body.data.effects;
  const [{ after: before }] = await preview(300);
  await aDayOld(301, await aUser());
  await aDayOld(299, await aUser());

  expect(await preview(300)).toEqual([{ effect: 'users-with-old-passwords', before: 0, after: before + 1 }]);
});
