'use strict';

/** Rows in one statement: SQLite takes no more than 32,766 values in one, and our widest table has some 60 columns. */
const AT_A_TIME = 200;

/** MariaDB's driver has parsed what stands in a column of JSON: it goes in again as a text. */
const asWritten = (row) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, isParsed(value) ? JSON.stringify(value) : value]),
  );
const isParsed = (value) =>
  Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';

/** Keys that refer to other tables are looked at again when the transaction ends, or by the next statement. */
const withoutForeignKeys = {
  sqlite: ['PRAGMA defer_foreign_keys = ON'],
  postgres: ['SET LOCAL session_replication_role = replica'],
  mysql: ['SET FOREIGN_KEY_CHECKS = 0', 'SET FOREIGN_KEY_CHECKS = 1'],
};

/** Puts all that the database holds back to what it was, so that the next tests find a server as it was started. */
const createDatabase = (strapi) => {
  let remembered = [];

  const tables = async () => (await strapi.db.dialect.schemaInspector.getTables()).sort();

  return {
    async remember() {
      remembered = [];
      for (const table of await tables()) {
        const rows = await strapi.db.connection(table).select();
        remembered.push({ table, rows: rows.map(asWritten) });
      }
    },

    async restore() {
      const [before, after] = withoutForeignKeys[strapi.db.dialect.client];
      await strapi.db.connection.transaction(async (trx) => {
        await trx.raw(before);
        // All of them first: what goes may take rows of other tables along.
        for (const { table } of remembered) await trx(table).delete();
        for (const { table, rows } of remembered)
          for (let from = 0; from < rows.length; from += AT_A_TIME)
            await trx(table).insert(rows.slice(from, from + AT_A_TIME));
        if (after) await trx.raw(after);
      });
    },
  };
};

module.exports = { createDatabase };
