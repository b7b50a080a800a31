import { contracts } from '../features/contracts';
import { aBrowser, OFFICE, shared, type Person } from './vocabulary';

const { addRule, aResetTokenOf, aUser, call, gatehouse, http, putBack, signIn, sql, superAdmin, wrongly } =
  shared;

afterAll(putBack);

let user: Person;
let rule: number;
let job: number;
let group: number;
let secrets: string[];
beforeAll(async () => {
  user = await aUser();
  const browser = aBrowser();
  await signIn(user, { browser });
  await signIn(wrongly(user));
  const filters = { type: { $eq: 'end-user' } };
  job = (await gatehouse.post('/users/bulk', { body: { filters, action: 'lock' } })).body.data.job.id;
  group = (await gatehouse.post('/role-groups', { body: { name: 'Secretive', roles: [] } })).body.data.id;
  rule = await addRule({ scope: 'user', user: user.id, range: OFFICE });
  await call(`strapi.db.connection('admin_users').where({ id: ${user.adminUserId} }).update({
    reset_password_token: 'secret-reset-token', registration_token: 'secret-registration-token' })`);
  const [native] = await sql('SELECT ?? FROM ?? WHERE ?? = ?', [
    'password',
    'admin_users',
    'id',
    user.adminUserId,
  ]);
  const [device] = await sql('SELECT ?? FROM ?? WHERE ?? = ?', [
    'token_hash',
    'gatehouse_devices',
    'user_id',
    user.id,
  ]);
  const resetToken = await aResetTokenOf(user);
  const [link] = await sql('SELECT ?? FROM ?? WHERE ?? = ?', [
    'token_hash',
    'gatehouse_links',
    'user_id',
    user.id,
  ]);
  await call(
    `strapi.plugin('gatehouse').service('mfa').beginAtSignIn({ id: ${user.id}, email: 'x@example.test' }, 'totp', new Date())`,
  );
  const [factor] = await sql('SELECT ?? FROM ?? WHERE ?? = ?', [
    'secret',
    'gatehouse_factors',
    'user_id',
    user.id,
  ]);
  secrets = [
    factor?.secret,
    resetToken,
    link?.token_hash,
    native?.password,
    device?.token_hash,
    browser.cookies.get('gatehouse_device'),
    'secret-reset-token',
    'secret-registration-token',
  ].map(String);
});

/** Ways to ask a Strapi route for more than it shows. */
const asking = [
  '',
  'populate=*',
  'populate=deep',
  'populate[0]=roles&populate[1]=createdBy',
  'populate[roles][populate][users][fields][0]=password',
  'fields[0]=password&fields[1]=resetPasswordToken',
  'select=password',
  'sort=password:asc',
  'sort[0]=resetPasswordToken',
  'sort=tokenHash:asc',
  'filters[password][$startsWith]=$2',
  'filters[resetPasswordToken][$notNull]=true',
  'filters[registrationToken][$contains]=secret',
  'filters[roles][users][password][$startsWith]=$2',
  'filters[$or][0][password][$startsWith]=$2',
  'filters[$and][0][$not][password][$null]=true',
  '_q=secret-reset-token',
];

const routes = contracts.filter(([, { method }]) => method === 'GET');

it.each(routes)('%s tells no secret, however it is asked', async (name, { path }) => {
  const id =
    { getRole: 1, listRoleChanges: 1, getRoleGroup: group, getJob: job }[name] ??
    (path.startsWith('/ip-rules') ? rule : user.id);

  const answers = await Promise.all(
    asking.map((query) => gatehouse.get(`${path.replace(':id', String(id))}?${query}`)),
  );

  expect(answers.filter(({ status }) => status !== 200 && status !== 400)).toEqual([]);
  const said = answers.map(({ body }) => JSON.stringify(body)).join('\n');
  expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
  expect(said).not.toMatch(
    /"(password|passwordHash|token|tokenHash|\w*[tT]oken|searchText|userNameKey)":(?!\{)/,
  );
});

it('a search finds nobody by what is secret', async () => {
  for (const secret of secrets) {
    const { body } = await gatehouse.get(`/users?_q=${encodeURIComponent(secret.slice(0, 100))}`);
    expect(body.data).toEqual([]);
  }
});

it("Strapi's list of users neither tells nor finds by a secret of Gatehouse", async () => {
  const token = await superAdmin();
  const answers = await Promise.all(
    [
      'filters[lifecycle][$eq]=active',
      'populate[gatehouse]=*',
      'sort=failedTries:asc',
      'filters[tokenHash][$notNull]=true',
    ].map((query) => http.get(`/admin/users?${query}`, { token })),
  );

  for (const { status, body } of answers) {
    // Strapi 5.54 answers 500 to a sort by what is no column, with and without Gatehouse.
    expect([200, 400, 500]).toContain(status);
    expect(JSON.stringify(body)).not.toMatch(/lifecycle|failedTries|tokenHash|searchText|\$2[aby]\$/);
  }
});
