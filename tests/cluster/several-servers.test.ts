import { aDatabase, databaseKind, startStrapi, type Database, type Server } from '../support';
import { tablesOf } from '../features/directory/entries';

const MANY = 300;
/** Several servers start one after another. */
const SEVERAL_STARTS = 240_000;

let database: Database;
let servers: Server[] = [];

beforeAll(async () => {
  database = await aDatabase();
  // Tables are there, and the directory knows the first admin alone.
  const before = await startStrapi({ database });
  await before.call(`strapi.db.connection('admin_users').insert(
    Array.from({ length: ${MANY} }, (_, place) => ({
      document_id: 'many-' + place,
      email: 'many.' + place + '@example.test',
      username: 'same for all',
      firstname: 'First ' + place,
      is_active: true,
      created_at: new Date(),
      updated_at: new Date(),
    })))`);
  await before.stop();
}, SEVERAL_STARTS);

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await database?.drop();
});

it(
  'that start at once on one database make one entry for each user',
  async () => {
    // SQLite is a file for one: there they start one after the other.
    const isOneAtATime = databaseKind() === 'sqlite';
    const start = () => startStrapi({ database });
    servers = isOneAtATime ? [await start(), await start()] : await Promise.all([start(), start(), start()]);

    const [first] = servers as [Server];
    const { natives, entries } = tablesOf(first);
    const all = await entries();

    expect(all.map((entry) => entry.admin_user_id)).toEqual((await natives()).map(({ id }) => id));
    expect(all).toHaveLength(MANY + 1);
    expect(all.filter((entry) => entry.user_name === 'same for all')).toHaveLength(1);
  },
  SEVERAL_STARTS,
);

it('see at once what one of them has done', async () => {
  const [first, second] = servers as [Server, Server];
  const user = await first.aUser();

  expect((await second.signIn(user.email, user.password)).status).toBe(200);
  expect(await tablesOf(second).entry(user.id)).toMatchObject({ email: user.email, lifecycle: 'active' });
});
