/** Far above every id there is. */
const STEP = 10_000_000;
/** The hexadecimal digits of a number's digits: sort keys are texts in hexadecimal. */
const inHex = (text) => Buffer.from(text).toString('hex');

/** How the n-th copy of a row differs: expressions over its columns, each with the values bound in it. */
const differences = (n) => {
  const id = (column) => [`?? + ${n * STEP}`, [column]];
  const before = (column, text) => [`concat('${text}', ??)`, [column]];
  const address = `x${n}.`;
  return {
    admin_users: {
      id: id('id'),
      document_id: before('document_id', `x${n}`),
      email: before('email', address),
    },
    admin_users_roles_lnk: { id: id('id'), user_id: id('user_id'), user_ord: id('user_ord') },
    gatehouse_users: {
      id: id('id'),
      document_id: before('document_id', `x${n}`),
      admin_user_id: id('admin_user_id'),
      user_name: before('user_name', address),
      user_name_key: [`concat('x${n}.', substr(??, 1, 60))`, ['user_name_key']],
      email: before('email', address),
      search_text: before('search_text', address),
      user_name_order: before('user_name_order', inHex(address)),
      email_order: before('email_order', inHex(address)),
    },
  };
};

/** Makes `times` as many users of those in a directory, but for the first admin: in SQL, as a start takes long. */
export const multiplyUsers = async ({ database }, times) =>
  database.open(async (connection) => {
    const { first } = await connection('admin_users').min({ first: 'id' }).first();
    const owner = { admin_users: 'id', admin_users_roles_lnk: 'user_id', gatehouse_users: 'admin_user_id' };
    for (let n = 1; n < times; n += 1) {
      for (const [table, changed] of Object.entries(differences(n))) {
        const columns = Object.keys(await connection(table).columnInfo());
        const values = columns.map((column) => connection.raw(...(changed[column] ?? ['??', [column]])));
        await connection(
          connection.raw(`?? (${columns.map(() => '??').join(', ')})`, [table, ...columns]),
        ).insert(
          connection(table).where(owner[table], '>', first).where(owner[table], '<', STEP).select(values),
        );
      }
    }
    if (connection.client.config.client === 'pg') {
      // As Gatehouse does within an hour.
      await connection.raw('create extension if not exists pg_trgm');
      await connection.raw(
        'create index gatehouse_users_search_text_trgm on gatehouse_users using gin (search_text gin_trgm_ops)',
      );
    }
  });
