import { shared } from '../vocabulary';

const { call, sql } = shared;

/** As many as make the index worth it. */
const USERS = 50_000;
/** No native user has such an id. */
const FIRST_ID = 1_700_000_000;
const INDEX = 'gatehouse_users_search_text_trgm';

const runHourly = () =>
  call(`strapi.cron.jobs.find(({ name }) => name === 'gatehouseSearchIndex').job.invoke().then(() => null)`);
const isThere = async () => {
  const [row] = await sql<{ is: boolean | null }>(
    'SELECT (SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(?)) AS ??',
    [INDEX, 'is'],
  );
  return row?.is;
};
const insert = (count: number, from: number) =>
  sql(
    `INSERT INTO gatehouse_users (document_id, admin_user_id, type, user_name, user_name_key, email, search_text,
       lifecycle, lock, credential, failed_tries, auto_locks, mfa_enabled, mfa_required, created_at, updated_at)
     SELECT n, n, 'panel', n, n, n, 'many ' || md5(n::text), 'active', 'none', 'ok', 0, 0, false, false, now(), now()
     FROM generate_series(?::int, ?::int) AS n`,
    [FIRST_ID + from, FIRST_ID + from + count - 1],
  );

afterAll(async () => {
  await sql('DELETE FROM ?? WHERE ?? >= ?', ['gatehouse_users', 'admin_user_id', FIRST_ID]);
  await sql('DROP INDEX IF EXISTS ??', [INDEX]);
});

it('is made within an hour where very many are searched, used for rare texts, and made anew where it broke off', async () => {
  await runHourly();
  expect(await isThere()).toBeNull();

  await insert(USERS, 0);
  await runHourly();
  expect(await isThere()).toBe(true);
  await sql('ANALYZE gatehouse_users');
  const plan = await sql(
    `EXPLAIN SELECT id FROM gatehouse_users WHERE search_text LIKE '%c4ca4238a0%' LIMIT 10001`,
  );
  expect(JSON.stringify(plan)).toContain(INDEX);

  await sql('UPDATE pg_index SET indisvalid = false WHERE indexrelid = to_regclass(?)', [INDEX]);
  expect(await isThere()).toBe(false);
  await runHourly();
  expect(await isThere()).toBe(true);
});
