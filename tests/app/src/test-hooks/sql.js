'use strict';

// Each driver wraps the rows of a raw statement differently.
const rowsOf = {
  sqlite: (result) => result,
  postgres: (result) => result.rows,
  mysql: ([rows]) => rows,
};

/** Runs one statement behind the plugin's back. `??` in it names, `?` gives a value. */
const runSql = async (strapi, sql, bindings = []) => {
  const result = await strapi.db.connection.raw(sql, bindings);
  return rowsOf[strapi.db.dialect.client](result);
};

module.exports = { runSql };
