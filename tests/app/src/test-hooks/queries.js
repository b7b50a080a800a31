'use strict';

/**
 * Lists the statements that requests put to the database between start and stop, until they are answered. What a
 * schedule asks every few seconds, or a mail on its way, belongs to none of them.
 */
const createQueries = (strapi) => {
  let statements = [];
  const listen = ({ sql }) => {
    const request = strapi.requestContext.get();
    if (request && !request.res.writableEnded) statements.push(sql);
  };

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
