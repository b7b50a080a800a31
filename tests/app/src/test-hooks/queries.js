'use strict';

/** Lists the statements that reach the database between start and stop. */
const createQueries = (strapi) => {
  let statements = [];
  const listen = ({ sql }) => statements.push(sql);

  return {
    start() {
      statements = [];
      strapi.db.connection.removeListener('query', listen);
      strapi.db.connection.on('query', listen);
    },
    stop() {
      strapi.db.connection.removeListener('query', listen);
      return statements;
    },
  };
};

module.exports = { createQueries };
