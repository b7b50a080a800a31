import { analyze } from './statuses.mjs';

const ROWS_A_STATEMENT = 100;

/** Ids of so many accounts under one: ten below each, and each as full as the others. `members`: ids of users. */
export const insertAccounts = async ({ database }, { accounts, members }) => {
  const now = new Date();
  const rows = [];
  for (let n = 0; n < accounts; n += 1) {
    const parent = n === 0 ? null : rows[Math.floor((n - 1) / 10)];
    const id = n + 1;
    rows.push({
      id,
      document_id: `benchaccount${String(id).padStart(12, '0')}`,
      name: `Account ${id}`,
      sibling_key: `bench ${id}`,
      parent_id: parent?.id ?? null,
      position: n % 10,
      path: `${parent?.path ?? '/'}${id}/`,
      created_at: now,
      updated_at: now,
    });
  }
  const places = members.map((user, n) => ({
    document_id: `benchmember${String(user).padStart(13, '0')}`,
    user_id: user,
    account_id: rows[n % accounts].id,
    role: 'viewer',
    created_at: now,
    updated_at: now,
  }));
  await database.open(async (connection) => {
    await insertInto(connection, 'gatehouse_accounts', rows);
    await insertInto(connection, 'gatehouse_account_members', places);
    await analyze(database, connection, ['gatehouse_accounts', 'gatehouse_account_members']);
  });
};

const insertInto = (connection, table, rows) =>
  connection.transaction(async (trx) => {
    for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT)
      await trx(table).insert(rows.slice(from, from + ROWS_A_STATEMENT));
  });
