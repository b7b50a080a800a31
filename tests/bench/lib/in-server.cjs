'use strict';

// Loaded before Strapi: no server outlives the bench, however that ends.
process.once('disconnect', () => process.exit());
