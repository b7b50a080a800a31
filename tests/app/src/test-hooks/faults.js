'use strict';

/**
 * What tests have happen to statements on their way to the database, in transactions too: as it does when that is slow, is
 * gone, or ends one of two that wait for each other.
 */
const createFaults = (strapi) => {
  const faults = new Map();

  const listen = () => {
    const dialect = strapi.db.connection.client.constructor.prototype;
    const query = dialect._query;
    dialect._query = async function (connection, statement) {
      for (const fault of [...faults.values()])
        if (fault.pattern.test(statement.sql)) {
          fault.hits += 1;
          // `run` puts another statement to the database, on the same connection: SQLite has but one.
          const run = (sql, bindings = []) => query.call(this, connection, { sql, bindings, method: 'raw' });
          await fault.happen(run, fault.hits);
        }
      return query.call(this, connection, statement);
    };
  };

  let isListening = false;
  return {
    /** Before each statement that fits, of which it is told the how manieth it is; what it throws comes of the statement. */
    before(name, pattern, happen) {
      if (!isListening) listen();
      isListening = true;
      faults.set(name, { pattern, happen, hits: 0 });
    },
    hits: (name) => faults.get(name)?.hits ?? 0,
    end: (name) => faults.delete(name),
  };
};

module.exports = { createFaults };
