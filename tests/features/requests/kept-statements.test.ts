import knex, { type Knex } from 'knex';

import { selectRaw } from '../../../server/src/platform/database';
import type { Strapi } from '../../../server/src/platform/strapi';
import { connectionTo, databaseKind, theDatabase } from '../../support';
import { vocabularyAt } from '../../support/vocabulary';
import { apiOnlyAt } from '../api-keys/api-only';
import { gatehouseAt, startStrapi, succeed, type Server } from '../vocabulary';

const NAMED = `select count(*)::int as named from pg_prepared_statements where name like 'gatehouse_%'`;

describe('a running server', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startStrapi();
  }, 60_000);
  afterAll(() => server.stop());

  /** On each connection that rests in the pool: what they answered. */
  const onEachConnection = (sql: string) =>
    server.call<{ rows?: { named: number }[] }[]>(
      `Promise.all(strapi.db.connection.client.pool.free.map(({ resource }) => resource.query(${JSON.stringify(sql)})))`,
    );
  const change = (sql: string) =>
    server.call(`strapi.db.connection.raw(${JSON.stringify(sql)}).then(() => null)`);

  const inBetween = {
    sqlite: async () => {
      for (const table of ['articles', 'strapi_api_tokens', 'admin_users', 'gatehouse_users'])
        await change(`alter table ${table} add column added text default 'later'`);
    },
    postgres: async () => {
      const answers = await onEachConnection(NAMED);
      expect(answers.flatMap(({ rows = [] }) => rows.filter(({ named }) => named > 0))).not.toEqual([]);
      await onEachConnection('deallocate all');
      await change('alter table gatehouse_users alter column user_name type text');
    },
    mysql: () => change(`alter table gatehouse_users add column added varchar(9) default 'later'`),
  };

  it('answers as before when what was kept is void', async () => {
    const at = gatehouseAt(vocabularyAt(() => server.url));
    const { anApiOnlyUser, aKeyOf } = apiOnlyAt(at);
    const { key } = await aKeyOf(await anApiOnlyUser());
    const token = await at.superAdmin();
    const ask = async () => {
      const asked = [
        at.http.get('/api/articles', { token: key }),
        at.http.get('/admin/users/me', { token }),
        at.http.get('/admin/users/me/permissions', { token }),
      ];
      return (await Promise.all(asked)).map((answer) => succeed(answer).body);
    };
    await ask();
    const before = await ask();

    await inBetween[databaseKind()]();

    expect(await ask()).toEqual(before);
    // Again, as an answer might have come of the change alone.
    expect(await ask()).toEqual(before);
  });
});

(databaseKind() === 'postgres' ? describe : describe.skip)('PostgreSQL', () => {
  const MOST_NAMED = 50;
  let connection: Knex;
  beforeEach(async () => {
    connection = knex({ ...connectionTo.postgres(theDatabase().env), pool: { min: 1, max: 1 } });
    await connection.raw('create temporary table things (id integer)');
    await connection.raw('insert into things values (1), (2)');
  });
  afterEach(() => connection.destroy());

  /** Of a Strapi just started, what selects need. */
  const aStrapi = (trx?: Knex.Transaction) =>
    ({
      db: {
        dialect: { client: 'postgres' },
        connection,
        inTransaction: () => trx !== undefined,
        transaction: async () => ({ get: () => trx }),
      },
      log: { info: () => undefined },
    }) as unknown as Strapi;
  const namedHere = async () => (await connection.raw(NAMED)).rows[0].named;
  const THING = 'select * from things where id = ?';

  it('prepares a text once on each connection', async () => {
    const strapi = aStrapi();

    for (const id of [1, 2, 1]) expect(await selectRaw(strapi, THING, [id])).toEqual([{ id }]);

    expect(await namedHere()).toBe(1);
  });

  it('keeps no more than so many, and none that is not sent as it was written', async () => {
    const strapi = aStrapi();
    await selectRaw(strapi, 'select ?? from things', ['id']);
    expect(await namedHere()).toBe(0);

    for (let n = 0; n < MOST_NAMED + 5; n += 1)
      expect(await selectRaw(strapi, `select ${n} as n from things where id = ?`, [1])).toEqual([{ n }]);

    expect(await namedHere()).toBe(MOST_NAMED);
  });

  it('keeps none in a transaction, which an error would end', async () => {
    await connection.transaction(async (trx) => {
      expect(await selectRaw(aStrapi(trx), THING, [1])).toEqual([{ id: 1 }]);
    });

    expect(await namedHere()).toBe(0);
  });

  it.each([
    ['is on another connection', () => connection.raw('deallocate all'), { id: 1 }],
    [
      'is there already, from another client',
      async () => {
        const { pool } = connection.client as { pool: { free: { resource: unknown }[] } };
        const { resource } = pool.free[0] as { resource: { connection: { parsedStatements: object } } };
        resource.connection.parsedStatements = {};
      },
      { id: 1 },
    ],
    [
      'reads columns that came later',
      () => connection.raw('alter table things add column size integer'),
      { id: 1, size: null },
    ],
  ])('answers where what was kept %s, and keeps no more', async (_, becomeVoid, row) => {
    const strapi = aStrapi();
    await selectRaw(strapi, THING, [1]);
    await becomeVoid();

    expect(await selectRaw(strapi, THING, [1])).toEqual([row]);

    await connection.raw('deallocate all');
    expect(await selectRaw(strapi, THING, [1])).toEqual([row]);
    expect(await namedHere()).toBe(0);
  });

  it('says of other errors what they are, and goes on keeping', async () => {
    const strapi = aStrapi();

    await expect(selectRaw(strapi, 'select * from nowhere', [])).rejects.toMatchObject({ code: '42P01' });

    await selectRaw(strapi, THING, [1]);
    expect(await namedHere()).toBe(1);
  });
});
