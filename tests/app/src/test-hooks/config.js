'use strict';

const KEY = 'plugin::gatehouse';

/** The plugin's configuration, for what of it is read anew each time: changed by sections, and put back. */
const createConfig = (strapi) => {
  let written;

  return {
    change(sections) {
      written ??= strapi.config.get(KEY);
      const changed = Object.entries(sections).map(([name, value]) => [
        name,
        value !== null && typeof value === 'object' ? { ...written[name], ...value } : value,
      ]);
      strapi.config.set(KEY, { ...written, ...Object.fromEntries(changed) });
    },
    reset() {
      if (written) strapi.config.set(KEY, written);
      written = undefined;
    },
  };
};

module.exports = { createConfig };
