'use strict';

const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

// Loaded before Strapi: no server outlives the bench, however that ends.
process.once('disconnect', () => process.exit());

/** How far apart two collections must be for the second to find what the first let go of. */
const SETTLED = 200;

// Asked by any message: the bytes in use after a collection.
process.on('message', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  collect();
  setTimeout(() => {
    collect();
    process.send(process.memoryUsage().heapUsed);
  }, SETTLED);
});
