import { codeIn, mailboxAt } from '../doors/mailbox';
import { ask, aSuperAdmin } from '../native/vocabulary';
import { aBrowser, anEmail, DAY, HOUR, type Person, shared, succeed, TRIES } from '../vocabulary';

const {
  act,
  addRule,
  aRole,
  aUser,
  call,
  change,
  clock,
  failAtOnce,
  fromNow,
  gatehouse,
  http,
  putBack,
  read,
  roleId,
  setPolicy,
  signIn,
  sql,
} = shared;
const mailbox = mailboxAt(shared);

beforeAll(() => mailbox.open());
afterAll(() => mailbox.close());
afterEach(putBack);

const NEW = 'Brand-New-Horse-9';

/** Whether the date of the last change of a user moves while something is done. */
const isModified = async (user: { id: number }, work: () => Promise<unknown>) => {
  const { updatedAt } = await read(user);
  await clock.advance(HOUR);
  await work();
  return (await read(user)).updatedAt !== updatedAt;
};
const withRole = async () => {
  const role = (await aRole()).id;
  return { role, user: await aUser({ roles: [role] }) };
};

type Deed = (user: Person) => Promise<unknown>;
const disableAmongMany: Deed = async ({ id }) =>
  succeed(await gatehouse.post('/users/bulk', { body: { ids: [id], action: 'disable' } }));

const changes: [string, Deed][] = [
  ['a field', (user) => change(user, { displayName: 'Countess' })],
  ['a lock', (user) => act(user, 'lock')],
  ['a password', (user) => act(user, 'set-password', { password: NEW })],
  ['a link to choose a password', (user) => act(user, 'send-reset-email')],
  [
    'what is said of the second factor',
    (user) => act(user, 'mfa-requirement', { requirement: 'not-enforced' }),
  ],
  ['a role', async (user) => change(user, { roles: [await roleId('strapi-author')] })],
  [
    "a name on Strapi's own page",
    async ({ adminUserId }) =>
      succeed(await ask(await aSuperAdmin(), 'put', `/admin/users/${adminUserId}`, { lastname: 'King' })),
  ],
  ['one of many', disableAmongMany],
];

it.each(changes)('is moved by who changes %s', async (_, work) => {
  const user = await aUser();

  expect(await isModified(user, () => work(user))).toBe(true);
});

const others: [string, Deed][] = [
  ['a sign-in', (user) => signIn(user)],
  ['wrong passwords, and the lock that they end in', (user) => failAtOnce(user, TRIES)],
  [
    'who says that they forgot the password',
    async ({ email, from }) => {
      succeed(await http.post('/admin/forgot-password', { body: { email }, from }), 204);
      codeIn(await mailbox.mailTo(email));
    },
  ],
  [
    'a second factor that is required of everybody',
    () =>
      call(
        `strapi.plugin('gatehouse').service('users').syncMfaRequired(null, { isForAll: true, roleIds: [], dueAt: null }).then(() => null)`,
      ),
  ],
  ['days of grace', () => setPolicy({ mfa: { graceDays: 30 } })],
  ['a note', async ({ id }) => gatehouse.post(`/users/${id}/notes`, { body: { text: 'called' } })],
  ['a rule for addresses', ({ id }) => addRule({ scope: 'user', user: id, range: '10.0.0.0/8' })],
  [
    'a look at all users',
    () => call(`strapi.plugin('gatehouse').service('directory').reconcile().then(() => null)`),
  ],
  [
    'what Strapi’s record says at a start',
    async ({ adminUserId }) => {
      await sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', ['admin_users', 'lastname', 'King', 'id', adminUserId]);
      await call(`strapi.plugin('gatehouse').service('directory').reconcile().then(() => null)`);
    },
  ],
];

it.each(others)('is left as it is by %s', async (_, work) => {
  const user = await aUser();

  expect(await isModified(user, () => work(user))).toBe(false);
});

it('is left as it is where a suspension ends, which the next sign-in finds', async () => {
  const user = await aUser();
  await act(user, 'suspend', { until: await fromNow(DAY) });
  await clock.advance(2 * DAY);

  expect(await isModified(user, async () => succeed(await signIn(user, { browser: aBrowser() })))).toBe(
    false,
  );
  expect((await read(user)).status).toBe('active');
});

it('is left as it is where a role asks for a second factor, or is renamed', async () => {
  const { role, user } = await withRole();
  const admin = await aSuperAdmin();

  expect(
    await isModified(user, async () => {
      succeed(await ask(admin, 'put', `/admin/roles/${role}`, { name: anEmail(), description: 'x' }));
      await call(
        `strapi.plugin('gatehouse').service('users').syncMfaRequired([${user.adminUserId}], { isForAll: false, roleIds: [${role}], dueAt: null }).then(() => null)`,
      );
    }),
  ).toBe(false);
  expect(await read(user)).toMatchObject({ mfaRequired: true });
});

it('is left as it is where a group of theirs gives another role', async () => {
  const user = await aUser();
  const body = { name: anEmail(), roles: [await roleId('strapi-author')] };
  const group = succeed(await gatehouse.post('/role-groups', { body }), 201).body.data.id as number;
  await change(user, { roleGroups: [group] });
  const roles = [...body.roles, (await aRole()).id];

  expect(
    await isModified(user, async () =>
      succeed(await gatehouse.put(`/role-groups/${group}`, { body: { roles } })),
    ),
  ).toBe(false);
  expect((await read(user)).roles).toHaveLength(3);
});

const disabling: [string, Deed][] = [
  ['who is disabled', (user) => act(user, 'disable')],
  ['who is one of many', disableAmongMany],
];

it.each(disabling)("is moved in Strapi's record too of %s", async (_, work) => {
  const user = await aUser();
  const admin = await aSuperAdmin();
  const native = async () => succeed(await ask(admin, 'get', `/admin/users/${user.adminUserId}`)).body.data;
  const before = await native();
  await clock.advance(HOUR);
  await work(user);

  const after = await native();
  expect(after).toMatchObject({ isActive: false });
  expect(after.updatedAt).not.toBe(before.updatedAt);
});
