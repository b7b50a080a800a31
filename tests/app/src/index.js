'use strict';

// The hooks evaluate what they are sent: they exist in a test run alone.
const hooks = process.env.GATEHOUSE_TEST === '1' ? require('./test-hooks') : undefined;

module.exports = {
  register({ strapi }) {
    return hooks?.register(strapi);
  },

  bootstrap({ strapi }) {
    hooks?.bootstrap(strapi);
  },
};
