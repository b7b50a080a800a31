import { anAddress, anEmail, OFFICE, shared, succeed, type Person } from '../vocabulary';
import { mailboxAt, until } from '../doors/mailbox';

const {
  aResetTokenOf,
  aRole,
  attemptsOf,
  aUser,
  aUserAtWork,
  call,
  gatehouse,
  http,
  putBack,
  setPolicy,
  signIn,
} = shared;
const mailbox = mailboxAt(shared);

/** As with a licence of the Enterprise Edition, which is not there for tests; the setting is where it keeps it. */
const lockToSso = (roleId: number) =>
  call(`(async () => {
    const { features } = strapi.ee;
    Object.defineProperty(strapi, 'ee', {
      configurable: true,
      value: { ...strapi.ee, features: { ...features, isEnabled: (name) => name === 'sso' } },
    });
    const store = strapi.store({ type: 'core', name: 'admin' });
    const { providers } = await store.get({ key: 'auth' });
    await store.set({ key: 'auth', value: { providers: { ...providers, ssoLockedRoles: ['${roleId}'] } } });
  })()`);
const withoutLicence = () => call('delete strapi.ee');

beforeEach(() => mailbox.open());
afterEach(async () => {
  await withoutLicence();
  await putBack();
});
afterAll(() => mailbox.close());

let locked: Person;
let other: Person;
beforeEach(async () => {
  const role = await aRole();
  locked = await aUser({ roles: [role.id, 'strapi-editor'] });
  other = await aUser();
  await lockToSso(role.id);
});

const forget = ({ email }: Person) =>
  http.post('/admin/forgot-password', { body: { email }, from: anAddress() });
const reset = async (user: Person, token: string) =>
  http.post('/admin/reset-password', {
    body: { resetPasswordToken: token, password: 'Brand-New-Horse-9' },
    from: user.from,
  });
const reasonsOf = async (user: Person, method: string) =>
  (await attemptsOf(user)).filter((attempt) => attempt.method === method).map(({ reason }) => reason);

describe('a user of a role that Strapi’s Enterprise Edition locks to single sign-on', () => {
  it('does not sign in by the right password, is answered like everybody, and others do', async () => {
    expect(await signIn(locked)).toBeRefusedAs('sso-only');
    expect(await signIn(other)).toBeLetIn();
    await setPolicy({ signIn: { revealReason: true } });
    expect((await signIn(locked)).body.error.message).toMatch(/single sign-on/);
  });

  it('is mailed no link, which the history says', async () => {
    succeed(await forget(locked), 204);
    succeed(await forget(other), 204);

    await mailbox.mailTo(other.email);
    await until(async () => (await reasonsOf(locked, 'forgot-password'))[0], 'refusal in the history');
    expect(await reasonsOf(locked, 'forgot-password')).toEqual(['sso-only']);
    expect(await mailbox.mailsTo(locked.email)).toEqual([]);
  });

  it('sets no password by a link that was mailed before, here and on Gatehouse’s page', async () => {
    const token = await aResetTokenOf(locked);
    expect((await reset(locked, token)).status).toBe(400);
    expect((await http.post('/gatehouse/links/read', { body: { token }, from: locked.from })).status).toBe(
      400,
    );
    expect(await reasonsOf(locked, 'reset-password')).toEqual(['sso-only', 'sso-only']);

    await withoutLicence();
    expect((await reset(locked, token)).status).toBe(200);
  });

  it('is sent no such link by an administrator either', async () => {
    const send = ({ id }: Person) => gatehouse.post(`/users/${id}/send-reset-email`, { body: {} });

    expect(await send(locked)).toFailWith({ status: 400, code: 'INVALID_TRANSITION' });
    succeed(await send(other));
  });

  it('is explained so, and goes on with a session that is open', async () => {
    const role = await aRole(['users.read']);
    const atWork = await aUserAtWork({ email: anEmail(), roles: [role.id] });
    await lockToSso(role.id);

    const question = { user: atWork.id, ip: OFFICE };
    const { body } = succeed(await gatehouse.post('/access/explain', { body: question }));

    expect(body.data.decision).toMatchObject({ outcome: 'deny', reason: 'sso-only' });
    expect((await http.get('/gatehouse/users', { token: atWork.token, from: atWork.from })).status).toBe(200);
  });
});
