import { mailbox } from '../../support';
import { until } from '../doors/mailbox';
import { mfaAt } from '../mfa/vocabulary';
import { aBrowser, shared, succeed, type Person } from '../vocabulary';

const { act, aUser, aUserAtWork, gatehouse, putBack, signIn } = shared;
const { aUserWithAnApp, complete, nextCode, own, setUp, start } = mfaAt(shared);

afterEach(putBack);

const templatesOf = async ({ id }: { id: number }): Promise<string[]> =>
  succeed(await gatehouse.get(`/mails?filters[user][$eq]=${id}&pageSize=100`)).body.data.map(
    ({ template }: { template: string }) => template,
  );
/** The mail with that in its subject, once it has arrived. */
const mailAbout = ({ email }: { email: string }, subject: string) =>
  until(
    async () => (await mailbox.mailsTo(email)).find((mail) => mail.subject.startsWith(subject)),
    `a mail “${subject}”`,
  );

it('tells of a factor that was added and removed, by its name', async () => {
  const user = await aUserAtWork();
  await setUp(user);
  const added = await mailAbout(user, 'A second factor was added');
  expect(added.text).toContain('Authenticator app');
  expect(added.text).toContain(user.from);

  const [{ id }] = succeed(await own(user).get('')).body.data.factors;
  succeed(await own(user).post(`/factors/${id}/remove`, { password: user.password }));

  await mailAbout(user, 'A second factor was removed');
});

it.each([
  ['reset-mfa', 'Your second factor at'],
  ['remove-mfa', 'Your second factor at'],
  ['delete-trusted-devices', 'No browser of yours is trusted'],
])('tells what an administrator does: %s', async (action, subject) => {
  const user = await aUserWithAnApp();
  const code = await nextCode(user.app);
  succeed(await complete(await start(user), { code, trustDevice: true }));

  await act(user, action);

  await mailAbout(user, subject);
});

it('tells of a recovery code that was used, and how many are left', async () => {
  const user = await aUserWithAnApp();
  const [code] = user.recoveryCodes;
  succeed(await complete(await start(user), { method: 'recovery-code', code }));

  const { text } = await mailAbout(user, 'A recovery code was used');

  expect(text).toContain('9 are left');
  expect(text).not.toContain(code);
});

it('tells of a sign-in from a browser that was not used before, and of no other', async () => {
  const user: Person = await aUser();
  const known = aBrowser();
  await signIn(user, { browser: known });
  await signIn(user, { browser: known });
  const elsewhere = { ...user, from: '203.0.113.77' };

  await signIn(elsewhere, { browser: aBrowser() });

  expect((await mailAbout(user, 'A new browser has signed in')).text).toContain(elsewhere.from);
  expect((await templatesOf(user)).filter((template) => template === 'new-device')).toHaveLength(1);
});

it('tells of it only when the second factor was shown too', async () => {
  const user = await aUserWithAnApp();
  const before = (await templatesOf(user)).filter((template) => template === 'new-device').length;
  const step = await start(user);
  expect((await templatesOf(user)).filter((template) => template === 'new-device')).toHaveLength(before);

  succeed(await complete(step, { code: await nextCode(user.app) }));

  await until(
    async () =>
      (await templatesOf(user)).filter((template) => template === 'new-device').length === before + 1 ||
      undefined,
    'the notice',
  );
});
