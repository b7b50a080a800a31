import { analyze } from './statuses.mjs';

const NUMBERS = 100;
const BLOCK = NUMBERS ** 3;
/** How far back the history begins. */
export const DAYS = 365;
const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/**
 * Fills the history of a database that no server has open. Half of the attempts are of unknown users; the others of
 * the users in turn, two of three of them successes.
 */
export const insertAttempts = async (database, attempts) =>
  database.open(async (connection) => {
    const { randomId, secondsAfter, lastByteInHex } = database.dialect;
    if (connection.client.config.client === 'better-sqlite3') {
      await connection.raw('pragma synchronous = off');
      await connection.raw('pragma cache_size = -1000000');
    }
    await connection.schema.createTable('bench_numbers', (table) => table.integer('n').primary());
    await connection('bench_numbers').insert(Array.from({ length: NUMBERS }, (_, n) => ({ n })));
    const { users } = await connection('gatehouse_users').max({ users: 'id' }).first();
    const first = new Date(Date.now() - DAYS * 86_400_000);

    for (let from = 0; from < attempts; from += BLOCK) {
      await connection.raw(
        `insert into gatehouse_login_attempts
           (document_id, user_id, user_name, realm, outcome, reason, method, ip, ip_key, user_agent, count,
            created_at, updated_at)
         select ${randomId},
           case when n % 2 = 0 then null else 1 + (n / 2) % ${Number(users)} end,
           concat('somebody.', n, '@example.test'),
           'panel',
           case when n % 2 = 1 and n % 3 > 0 then 'success' else 'failure' end,
           case when n % 10007 = 0 then 'suspended' when n % 2 = 0 then 'unknown-user'
                when n % 3 > 0 then 'ok' else 'wrong-password' end,
           'password', concat('192.0.2.', n % 256), concat('4c00002', ${lastByteInHex}), ?, 1, ${secondsAfter}, ${secondsAfter}
         from (select ? + (high.n * ${NUMBERS} + middle.n) * ${NUMBERS} + low.n as n
               from bench_numbers high cross join bench_numbers middle cross join bench_numbers low) as numbers
         where n < ?`,
        [USER_AGENT, first, first, from, attempts].map((value) =>
          value instanceof Date && database.filename ? value.getTime() : value,
        ),
      );
    }
    await connection.schema.dropTable('bench_numbers');
    await analyze(database, connection, ['gatehouse_login_attempts']);
  });
