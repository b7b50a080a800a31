import { createRequire } from 'node:module';

import { app, inRepository } from './paths.mjs';

// What `strapi build` runs. The command itself looks for a tsconfig.json in every folder above the app, finds
// this repository's, and takes the app for a TypeScript project (5.54).
const require = createRequire(import.meta.url);
const strapi = inRepository('node_modules/@strapi/strapi/dist/src');
const { build } = require(`${strapi}/node/build.js`);
const { createLogger } = require(`${strapi}/cli/utils/logger.js`);

const folder = process.argv[2] ?? app;
process.chdir(folder);
await build({ cwd: folder, logger: createLogger(), bundler: 'vite', minify: true });
// Strapi leaves timers running that would keep the process alive.
process.exit(0);
