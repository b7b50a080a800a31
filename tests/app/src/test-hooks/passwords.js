'use strict';

const { AsyncLocalStorage } = require('node:async_hooks');

const { hash } = require('@node-rs/bcrypt');

const { gatehouseService } = require('./gatehouse-service');

/** The least that bcrypt takes: at the product's own cost most of the tests' time would go into hashes. */
const CHEAP = 4;

/** Counts how often a password was really compared with a hash since the start, and makes new hashes cheap. */
const createPasswords = (strapi) => {
  let comparisons = 0;
  const atFullCost = new AsyncLocalStorage();

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
      // What measures time asks for the product's own.
      if (process.env.OWN_HASHES !== 'true') {
        const own = passwords.hash;
        passwords.hash = (typed) =>
          atFullCost.getStore() ? own(typed) : hash(typed.normalize('NFC'), { cost: CHEAP });
      }
    },
    comparisons: () => comparisons,
    /** For who is guessed at in parallel: a comparison takes as long as it does in earnest. */
    atFullCost: (run) => atFullCost.run(true, run),
  };
};

module.exports = { createPasswords };
