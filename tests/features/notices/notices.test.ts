import { mailbox } from '../../support';
import { until } from '../doors/mailbox';
import { mailsAt } from '../mail/vocabulary';
import { anEmail, shared, succeed, TRIES, type Person } from '../vocabulary';

const {
  act,
  aUser,
  aUserAtWork,
  call,
  change,
  failAtOnce,
  gatehouse,
  http,
  putBack,
  superAdmin,
  whileBroken,
} = shared;
const { logOf } = mailsAt(shared);
const { breakMailServer, hangUp, mailsTo, mendMailServer, nextMailTo } = mailbox;

const NEW = 'Brand-New-Horse-9';

afterEach(async () => {
  await mendMailServer();
  await putBack();
});

/** What was queued so far, once nothing is under way any more. */
const templatesOf = async (user: { id: number }) => (await logOf(user)).map(({ template }) => template);

describe('a changed password is told of', () => {
  const paths: [string, (user: Person & { token: string }) => Promise<unknown>][] = [
    ['by an admin', (user) => act(user, 'set-password', { password: NEW })],
    [
      "on Strapi's page of the user",
      async (user) =>
        http.put(`/admin/users/${user.adminUserId}`, { token: await superAdmin(), body: { password: NEW } }),
    ],
    [
      'by the user',
      ({ token, from, password }) =>
        http.put('/admin/users/me', { token, from, body: { currentPassword: password, password: NEW } }),
    ],
    [
      'through a link in a mail',
      async ({ email }) => {
        await http.post('/admin/forgot-password', { body: { email } });
        const [, resetPasswordToken] = /[?#&]code=([^\s"&]+)/.exec((await nextMailTo(email)).text) ?? [];
        succeed(await http.post('/admin/reset-password', { body: { resetPasswordToken, password: NEW } }));
      },
    ],
    [
      'by a command, or another plugin',
      (user) =>
        call(
          `strapi.service('admin::user').updateById(${user.adminUserId}, { password: '${NEW}' }).then(() => null)`,
        ),
    ],
  ];

  it.each(paths)('%s', async (_, path) => {
    const user = await aUserAtWork();
    await path(user);

    const { subject, text } = await nextMailTo(user.email);
    expect(subject).toMatch(/^Your password for .* was changed$/);
    expect(text).not.toContain(NEW);
    expect(await mailsTo(user.email)).toEqual([]);
  });

  it('and the first one, or anything else that changes, is not', async () => {
    const user = await aUser();
    await change(user, { displayName: 'Countess', firstname: 'Augusta', timeZone: 'Europe/London' });
    await act(user, 'suspend');
    await act(user, 'enable');
    await act(user, 'set-password', { password: NEW });

    await nextMailTo(user.email);
    expect(await templatesOf(user)).toEqual(['password-changed']);
  });

  it('not where it was undone', async () => {
    const user = await aUser();
    await whileBroken('insert', 'gatehouse_notes', () =>
      gatehouse.post(`/users/${user.id}/set-password`, { body: { password: NEW } }),
    );
    await act(user, 'lock');

    await nextMailTo(user.email);
    expect(await templatesOf(user)).toEqual(['locked']);
  });
});

describe('a lock is told of', () => {
  it('when it comes by itself, with its end', async () => {
    const user = await aUser();
    await failAtOnce(user, TRIES + 3);

    const { text } = await nextMailTo(user.email);
    expect(text).toMatch(/too many wrong passwords/);
    expect(text).toMatch(/You can sign in again from .* \d{4}/);
    expect(text).toMatch(/write to an administrator/);
    expect(await mailsTo(user.email)).toEqual([]);
  });

  it('when an admin locks, once, and without the reason, which is for the record', async () => {
    const user = await aUser();
    await act(user, 'lock', { reason: 'under suspicion' });
    await act(user, 'lock', { reason: 'under more suspicion' });

    const { text, html } = await nextMailTo(user.email);
    expect(text).toMatch(/It stays locked until an administrator unlocks it/);
    expect(text + html).not.toContain('suspicion');
    await act(user, 'unlock');
    expect(await templatesOf(user)).toEqual(['locked']);
  });

  it('when many are locked at once, and no request waits for the mails', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => aUser()));
    await breakMailServer('hangs');
    const body = { ids: people.map(({ id }) => id), action: 'lock' };
    const { ms } = succeed(await gatehouse.post('/users/bulk', { body }));
    expect(ms).toBeLessThan(5_000);
    await mendMailServer();
    await hangUp();
    for (const user of people)
      await until(async () => (await templatesOf(user))[0], `notice to ${user.email}`);
  });
});

it('a changed e-mail address is told of at the old and the new one', async () => {
  const user = await aUser();
  const address = anEmail('renamed');
  await change(user, { email: address });

  for (const to of [user.email, address]) {
    const { text } = await nextMailTo(to);
    expect(text).toContain(`was changed from ${user.email} to ${address}`);
  }
  const other = anEmail('renamed');
  await http.put(`/admin/users/${user.adminUserId}`, { token: await superAdmin(), body: { email: other } });
  await nextMailTo(address);
  await nextMailTo(other);
});

it('fails nothing of what it tells about', async () => {
  const user = await aUser();
  await whileBroken('insert', 'gatehouse_mails', async () => {
    await act(user, 'lock');
    await act(user, 'set-password', { password: NEW });
    await until(async () => (await call(`strapi.faults.hits('broken')`)) === 2 || undefined, 'second notice');
  });

  expect(await templatesOf(user)).toEqual([]);
  expect((await shared.read(user)).status).toBe('active');
});
