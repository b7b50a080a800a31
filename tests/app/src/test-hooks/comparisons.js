'use strict';

const { gatehouseService } = require('./gatehouse-service');

/** Counts how often a password was really compared with a hash since the start. */
const createComparisons = (strapi) => {
  let comparisons = 0;

  return {
    watch() {
      const passwords = gatehouseService(strapi, 'passwords');
      if (!passwords) {
        return;
      }
      const compare = passwords.compare.bind(passwords);
      passwords.compare = (...args) => {
        comparisons += 1;
        return compare(...args);
      };
    },
    count: () => comparisons,
  };
};

module.exports = { createComparisons };
