'use strict';

const { gatehouseService } = require('./gatehouse-service');

/** Moves the plugin's one clock on; it goes on ticking from there. */
const createClock = (strapi) => {
  let offset = 0;

  const install = () => {
    const clock = gatehouseService(strapi, 'clock');
    if (!clock) {
      throw new Error('The plugin has no service "clock"');
    }
    clock.now = () => new Date(Date.now() + offset);
    return clock.now();
  };

  return {
    now: install,
    advance(ms) {
      offset += ms;
      return install();
    },
    reset() {
      offset = 0;
      return install();
    },
  };
};

module.exports = { createClock };
