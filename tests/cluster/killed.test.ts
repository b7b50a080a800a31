import { aDatabase, type Database } from '../support';
import { anEmail, type Person } from '../features/vocabulary';
import { disagreements } from './agreement';
import { aMember, until, type OwnMember } from './servers';

let database: Database;
/** Goes on; `one` is killed by each test and started again for the next. */
let other: OwnMember;
let one: OwnMember;
beforeAll(async () => {
  database = await aDatabase();
  other = await aMember(database);
});
beforeEach(async () => {
  one = await aMember(database);
});
afterEach(() => one.kill());
afterAll(async () => {
  await other.stop();
  await database.drop();
});

/** Does something on `one` that never gets past the given kind of statement, and kills the server there. */
const killIn = async (statement: string, deed: () => Promise<unknown>) => {
  await one.superAdmin();
  await one.call(`strapi.faults.before('never', /^${statement}\\b/, () => new Promise(() => {}))`);
  const doing = deed().catch(() => undefined);
  await until(() => one.call<boolean>(`strapi.faults.hits('never') > 0`));
  await one.kill();
  await doing;
};

const rowsOf = (table: string, column: string, value: unknown) =>
  other.sql('SELECT * FROM ?? WHERE ?? = ?', [table, column, value]);

it.each([
  ['when Strapi has its user and the directory has none', 'insert (ignore )?into .gatehouse_users'],
  ['when both are there and nothing is in the log', 'insert into .gatehouse_notes'],
])('leaves nothing of a user whose server dies %s', async (_, statement) => {
  const body = { email: anEmail('torn'), roles: [await one.roleId('strapi-editor')] };

  await killIn(statement, () => one.gatehouse.post('/users', { body }));

  expect(await rowsOf('admin_users', 'email', body.email)).toEqual([]);
  expect(await rowsOf('gatehouse_users', 'email', body.email)).toEqual([]);
  expect(await disagreements(other)).toEqual([]);
  const again = await other.gatehouse.post('/users', { body });
  expect(again.status).toBe(201);
  expect(await disagreements(other)).toEqual([]);
});

it.each([
  ['when the directory has it and Strapi does not', 'update .admin_users'],
  ['when both have it and nothing is in the log', 'insert into .gatehouse_notes'],
])(
  'leaves nothing of a lock whose server dies %s, and keeps the user out once it is repeated',
  async (_, statement) => {
    const user = await other.aUserAtWork();
    const me = () => other.http.get('/admin/users/me', { token: user.token, from: user.from });

    await killIn(statement, () => one.gatehouse.post(`/users/${user.id}/lock`, { body: { reason: 'torn' } }));

    expect(await other.read(user)).toMatchObject({
      status: 'active',
      accessLocked: false,
      lockedReason: null,
    });
    expect(await rowsOf('gatehouse_notes', 'text', 'torn')).toEqual([]);
    expect(await disagreements(other)).toEqual([]);
    expect((await me()).status).toBe(200);

    await other.act(user, 'lock', { reason: 'torn' });
    expect((await me()).status).toBe(401);
    expect(await disagreements(other)).toEqual([]);
    await other.act(user, 'unlock');
    await other.sql('DELETE FROM ?? WHERE ?? = ?', ['gatehouse_notes', 'text', 'torn']);
  },
);

it('leaves the whole of a user whose server dies when Strapi has deleted theirs and the directory has not', async () => {
  const user: Person = await other.aUser();
  await other.addRule({ scope: 'user', user: user.id, range: user.from });
  await other.signIn(user);

  await killIn('delete from .gatehouse_users', () => one.gatehouse.delete(`/users/${user.id}`));

  expect(await disagreements(other)).toEqual([]);
  expect(await other.signIn(user)).toBeLetIn();
  await other.gatehouse.delete(`/users/${user.id}`);
  expect(await disagreements(other)).toEqual([]);
});
