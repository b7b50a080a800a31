import { user as userSchema } from '../../../shared/contracts/users';
import { aDatabase, aPassword, startStrapi, type Database, type Server } from '../../support';
import { gatehouseAt, succeed } from '../vocabulary';
import { tablesOf } from './entries';

/** Two servers start one after another. */
const SEVERAL_STARTS = 240_000;

let database: Database;
let server: Server;

beforeAll(async () => {
  database = await aDatabase();
  server = await startStrapi({ database });
}, SEVERAL_STARTS);

afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

const set = (table: string, where: Record<string, unknown>, values: Record<string, unknown>) => {
  const [columns, [[by, id]]] = [Object.entries(values), Object.entries(where)] as [
    [string, unknown][],
    [[string, unknown]],
  ];
  return server.sql(`UPDATE ?? SET ${columns.map(() => '?? = ?').join(', ')} WHERE ?? = ?`, [
    table,
    ...columns.flat(),
    by,
    id,
  ] as never);
};

/** What each database takes for a date that is none, or that is too early to be told. */
const oddDates = () =>
  ({
    sqlite: [-86_400_000, 'yesterday'],
    postgres: ['1969-12-31T00:00:00Z', '0044-03-15T00:00:00Z'],
    mysql: ['1969-12-31 00:00:00', '0000-00-00 00:00:00'],
  })[process.env.TEST_DATABASE ?? 'sqlite'] ?? [];

/** As a script may write them: past whatever the database asks of dates. */
const giveDate = ({ id, adminUserId }: { id: number; adminUserId: number }, date: string | number) =>
  server.call(`strapi.db.connection.transaction(async (trx) => {
    // MariaDB asks for real dates unless it is told otherwise.
    if (strapi.db.dialect.client === 'mysql') await trx.raw("SET SESSION sql_mode = ''");
    const date = ${JSON.stringify(date)};
    await trx('admin_users').where({ id: ${adminUserId} }).update({ created_at: date });
    await trx('gatehouse_users').where({ id: ${id} }).update({ created_at: date, last_login_at: date });
  })`);

it(
  'stop no list: dates that are none, users without names or with an address in capitals',
  async () => {
    const at = gatehouseAt(server);
    const odd = [await at.aUser(), await at.aUser()];
    const [nameless, spaced, shared, invisible] = [
      await at.aUser(),
      await at.aUser(),
      await at.aUser(),
      await at.aUser(),
    ];
    for (const [place, date] of oddDates().entries())
      await giveDate(odd[place] as { id: number; adminUserId: number }, date);
    await set(
      'admin_users',
      { id: nameless.adminUserId },
      { firstname: null, lastname: null, username: null },
    );
    await set('admin_users', { id: spaced.adminUserId }, { email: ` ${spaced.email.toUpperCase()} ` });
    await set('admin_users', { id: invisible.adminUserId }, { username: 'admin\u200b' });
    await server.sql('INSERT INTO ?? (??, ??, ??) VALUES (?, ?, ?)', [
      'admin_users',
      'document_id',
      'email',
      'is_active',
      'a-twin',
      shared.email.toUpperCase(),
      true,
    ]);
    // As an earlier version left them.
    await set(
      'gatehouse_users',
      { id: shared.id },
      { search_text: 'old', lastname_order: null, email_order: 'ff', user_name_key: 'old' },
    );
    const before = await tablesOf(server).entry(shared.adminUserId);

    await server.stop();
    server = await startStrapi({ database });

    const { gatehouse, read, signIn } = gatehouseAt(server);
    const { data, meta } = succeed(await gatehouse.get('/users?pageSize=100')).body;
    for (const user of data) expect(userSchema.safeParse(user).error).toBeUndefined();
    for (const user of [...odd, nameless, spaced, shared, invisible]) await read(user);
    expect(await read(nameless)).toMatchObject({ firstname: null, lastname: null, userName: nameless.email });
    expect(await read(invisible)).toMatchObject({ userName: invisible.email });

    // Of two with one address one has an entry, and the other is named.
    const twin = (await tablesOf(server).natives()).find(
      ({ email, id }) => email.toLowerCase() === shared.email && id !== shared.adminUserId,
    );
    expect(meta.leftOut).toEqual([{ adminUserId: twin?.id, email: shared.email.toUpperCase() }]);
    expect(server.output()).toContain(`GH013`);
    expect(server.output()).toContain(`: ${twin?.id}. Hint`);
    const got = await signIn(shared);
    expect(got).toBeLetIn();
    expect(got.attempt.user?.id).toBe(shared.id);

    // What is searched and sorted by is made anew, and nobody has changed the user.
    const after = await tablesOf(server).entry(shared.adminUserId);
    expect(after?.search_text).toContain(shared.email);
    expect(after?.lastname_order).toMatch(/^([0-9a-f]{2})+$/);
    expect(after?.user_name_key).toMatch(/^[0-9a-f]{64}$/);
    expect(after?.updated_at).toEqual(before?.updated_at);

    // Once the one is gone, the address is the other's.
    succeed(await gatehouse.delete(`/users/${shared.id}`));
    expect(succeed(await gatehouse.get('/users')).body.meta.leftOut).toBeUndefined();
    expect(await tablesOf(server).entry(twin?.id as number)).toMatchObject({ email: shared.email });
    expect((await server.signIn(shared.email, aPassword)).status).toBe(400);
  },
  SEVERAL_STARTS,
);
