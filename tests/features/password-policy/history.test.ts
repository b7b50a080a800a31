import type { LogEntry } from '../../../shared/contracts/log';
import { hashSync } from '@node-rs/bcrypt';

import { aPassword, HOUR, shared, succeed, type Person } from '../vocabulary';

const { act, aUser, call, counter, gatehouse, http, putBack, setPolicy, signIn, sql, superAdmin } = shared;

afterEach(putBack);

const FIRST = 'Violet-Anchor-41';
const numbered = (n: number) => `Violet-Anchor-${n}`;

const setPassword = ({ id }: Person, password: string) =>
  gatehouse.post(`/users/${id}/set-password`, { body: { password } });
const codeOf = (answer: { body?: { error?: { details?: { errors?: { code: string }[] } } } }) =>
  answer.body?.error?.details?.errors?.[0]?.code;
const kept = async ({ adminUserId }: Person) =>
  (
    await sql('SELECT ?? FROM ?? WHERE ?? = ? ORDER BY ??', [
      'password_hash',
      'gatehouse_password_history',
      'admin_user_id',
      adminUserId,
      'id',
    ])
  ).map((row) => String(row.password_hash));

it('refuses the present password and the latest before it, and takes an older one', async () => {
  await setPolicy({ password: { history: 3 } });
  const user = await aUser();
  for (const n of [1, 2, 3]) succeed(await setPassword(user, numbered(10 + n)));

  expect(codeOf(await setPassword(user, numbered(13)))).toBe('USED_BEFORE');
  expect(codeOf(await setPassword(user, numbered(11)))).toBe('USED_BEFORE');
  expect((await setPassword(user, aPassword)).status).toBe(200);
  expect(codeOf(await setPassword(user, numbered(12)))).toBe('USED_BEFORE');
  expect((await setPassword(user, numbered(11))).status).toBe(200);
});

it('refuses none where the policy remembers none, and remembers them for later all the same', async () => {
  await setPolicy({ password: { history: 0 } });
  const user = await aUser();
  succeed(await setPassword(user, FIRST));
  succeed(await setPassword(user, FIRST));

  await setPolicy({ password: { history: 3 } });
  expect(codeOf(await setPassword(user, aPassword))).toBe('USED_BEFORE');
});

it('knows a present password that was set before Gatehouse came', async () => {
  const user = await aUser();
  await sql('DELETE FROM ?? WHERE ?? = ?', ['gatehouse_password_history', 'admin_user_id', user.adminUserId]);

  expect(codeOf(await setPassword(user, aPassword))).toBe('USED_BEFORE');
});

it('compares only where nothing else is against the password', async () => {
  const user = await aUser();

  expect(await counter.comparisonsDuring(() => setPassword(user, 'short'))).toBe(0);
});

it('remembers a password by whatever path it is replaced, for one user or many, and only when it is', async () => {
  const [ada, grace] = [await aUser(), await aUser()];
  const ids = `[${ada.adminUserId}, ${grace.adminUserId}]`;
  const before = [await kept(ada), await kept(grace)];

  await http.put(`/admin/users/${ada.adminUserId}`, {
    token: await superAdmin(),
    body: { firstname: 'Augusta' },
  });
  expect(await kept(ada)).toEqual(before[0]);

  await http.put(`/admin/users/${ada.adminUserId}`, { token: await superAdmin(), body: { password: FIRST } });
  expect(await kept(ada)).toHaveLength((before[0]?.length ?? 0) + 1);

  await call(
    `strapi.db.query('admin::user').updateMany({ where: { id: { $in: ${ids} } }, data: { password: 'x' } })`,
  );
  expect(await kept(ada)).toHaveLength((before[0]?.length ?? 0) + 2);
  expect(await kept(grace)).toHaveLength((before[1]?.length ?? 0) + 1);

  await call(
    `strapi.db.query('admin::user').updateMany({ where: { id: { $in: ${ids} } }, data: { password: 'x' } })`,
  );
  expect(await kept(grace)).toHaveLength((before[1]?.length ?? 0) + 1);
});

it('keeps no more than can be asked about, and nothing of a user who is gone', async () => {
  const user = await aUser();
  for (let turn = 0; turn < 30; turn += 1)
    await call(
      `strapi.db.query('admin::user').update({ where: { id: ${user.adminUserId} }, data: { password: 'hash-${turn}' } })`,
    );

  expect(await kept(user)).toEqual(Array.from({ length: 24 }, (_, place) => `hash-${place + 5}`));

  succeed(await gatehouse.delete(`/users/${user.id}`));
  expect(await kept(user)).toEqual([]);
});

it('remembers nothing of a change that was undone', async () => {
  const user = await aUser();
  const before = await kept(user);

  await expect(
    call(`strapi.db.transaction(async () => {
      await strapi.db.query('admin::user').update({ where: { id: ${user.adminUserId} }, data: { password: 'x' } });
      throw new Error('undone');
    })`),
  ).rejects.toThrow('undone');

  expect(await kept(user)).toEqual(before);
});

describe('whoever had to choose a new password', () => {
  const credentialOf = async ({ id }: Person) =>
    (await sql('SELECT ?? FROM ?? WHERE ?? = ?', ['credential', 'gatehouse_users', 'id', id]))[0]?.credential;

  it('has, once it is changed on Strapi’s page, and the log says so', async () => {
    const user = await aUser();
    await act(user, 'set-password', { password: FIRST, forceChange: true });
    expect(await credentialOf(user)).toBe('must-change');

    await http.put(`/admin/users/${user.adminUserId}`, {
      token: await superAdmin(),
      body: { password: numbered(77) },
    });

    expect(await credentialOf(user)).toBe('ok');
    const { body } = await gatehouse.get(`/users/${user.id}/log`);
    expect(body.data.map(({ changes }: LogEntry) => changes)).toContainEqual({
      credential: { before: 'must-change', after: 'ok' },
    });
  });

  it('still has to where an admin sets another with that in mind', async () => {
    const user = await aUser();
    await act(user, 'set-password', { password: FIRST, forceChange: true });
    await act(user, 'set-password', { password: numbered(78), forceChange: true });

    expect(await credentialOf(user)).toBe('must-change');
  });
});

it('notes when a password changed', async () => {
  const user = await aUser();
  const changedAt = () =>
    call<string>(
      `strapi.plugin('gatehouse').service('users').find(${user.id}).then((user) => user.passwordChangedAt)`,
    );
  const before = new Date(await changedAt()).getTime();
  const later = (await shared.clock.advance(HOUR)).getTime();

  succeed(await setPassword(user, FIRST));

  expect(new Date(await changedAt()).getTime()).toBeGreaterThanOrEqual(later - 1_000);
  expect(before).toBeLessThan(later - HOUR + 60_000);
});

it('lets in with a password however its accents are typed, also with one that Strapi hashed as it was typed', async () => {
  const composed = 'Übergröße-Anker-7';
  const apart = composed.normalize('NFD');
  const user = await aUser();
  await act(user, 'set-password', { password: apart });
  expect(await signIn({ ...user, password: composed })).toBeLetIn();
  expect(await signIn({ ...user, password: apart })).toBeLetIn();

  const asTyped = hashSync(apart, { cost: 4 });
  await call(
    `strapi.db.query('admin::user').update({ where: { id: ${user.adminUserId} }, data: { password: '${asTyped}' } })`,
  );
  expect(await signIn({ ...user, password: apart })).toBeLetIn();
});
