import { anEmptyDatabase, startStrapi, type Database } from '../support';
import { disagreements } from './agreement';
import { aMember, givenUp } from './servers';

/** A project that has lived without Gatehouse: 5,000 users, some with names that others have too, and the first admin. */
const NATIVE_USERS = 5_000;

let database: Database;
beforeAll(async () => {
  database = await anEmptyDatabase();
  const before = await startStrapi({ database, env: { GATEHOUSE: 'false' } });
  await before.call(`(async () => {
    const { connection } = strapi.db;
    const inParts = async (table, rows) => {
      for (let from = 0; from < rows.length; from += 500) await connection(table).insert(rows.slice(from, from + 500));
    };
    const now = new Date();
    await inParts('admin_users', Array.from({ length: ${NATIVE_USERS} }, (_, number) => ({
      document_id: 'native' + number,
      email: 'Native.' + number + '@example.test',
      firstname: 'Native',
      lastname: 'Number ' + number,
      username: number % 3 === 0 ? 'name' + (number % 900) : null,
      is_active: number % 7 !== 0,
      registration_token: number % 14 === 0 ? 'invited' + number : null,
      blocked: false,
      created_at: now,
      updated_at: now,
    })));
    const editor = await connection('admin_roles').where({ code: 'strapi-editor' }).first('id');
    const ids = await connection('admin_users').where({ firstname: 'Native' }).pluck('id');
    await inParts('admin_users_roles_lnk', ids.map((id) => ({ user_id: id, role_id: editor.id })));
  })()`);
  await before.stop();
});
afterAll(() => database.drop());

/** Evaluated before the plugin begins: its start ends as a power cut would end it, once so many rows are in. */
const diesAfter = (statements: number) => `(() => {
  let inserted = 0;
  strapi.db.connection.on('query-response', (_, { sql }) => {
    if (!/^insert (ignore )?into .?gatehouse_users/i.test(sql) || (inserted += 1) < ${statements}) return;
    process.stdout.write('died after ' + inserted + ' statements');
    process.kill(process.pid, 'SIGKILL');
  });
})()`;

/** The same, but waits until as many servers have come as far, so that they do the rest at once. */
const waitsForEachOther = (servers: number) => `
  strapi.faults.before('together', /from .gatehouse_roles/, async (_run, turn) => {
    if (turn > 1) return;
    const waiting = () => strapi.db.connection('gatehouse_settings').where('name', 'like', 'waiting:%');
    await waiting().insert({ name: 'waiting:' + process.pid, value: '' });
    while ((await waiting().select('id')).length < ${servers});
  })`;

const entries = async ({
  sql,
}: {
  sql: (text: string, bindings: unknown[]) => Promise<Record<string, unknown>[]>;
}) => Number((await sql('SELECT count(*) AS ?? FROM ??', ['entries', 'gatehouse_users']))[0]?.entries);

it('finishes a first start that died in the middle, and leaves nothing half done', async () => {
  // 500 rows a statement: two and a half of the batches the directory is filled by.
  await expect(startStrapi({ database, atStart: diesAfter(5) })).rejects.toThrow('died after 5 statements');

  const server = await aMember(database);

  expect(await entries(server)).toBe(NATIVE_USERS + 1);
  expect(await disagreements(server)).toEqual([]);
  expect(
    (await server.gatehouse.get('/users?filters[status][$eq]=provisioned')).body.meta.pagination.total,
  ).toBe(Math.ceil(NATIVE_USERS / 14));
  for (const table of ['gatehouse_users', 'gatehouse_devices']) {
    await server.sql('DELETE FROM ??', [table]);
  }
  await server.stop();
});

it('gives every native user one entry when two servers start for the first time at once', async () => {
  // The tables are there: Strapi 5.54 makes them without a lock, and of two that do so at once one may end with an error.
  const atStart = waitsForEachOther(2);

  const [one, other] = await Promise.all([aMember(database, { atStart }), aMember(database, { atStart })]);

  expect(await entries(one)).toBe(NATIVE_USERS + 1);
  expect(await disagreements(other)).toEqual([]);
  expect(await givenUp(one, other)).toEqual([]);
  // Of several with one name the first has it, whichever server wrote them down.
  const named = await one.sql('SELECT ?? FROM ?? WHERE ?? LIKE ?', [
    'email',
    'gatehouse_users',
    'user_name',
    'name%',
  ]);
  expect(named).toHaveLength(300);
  await Promise.all([one.stop(), other.stop()]);
});
