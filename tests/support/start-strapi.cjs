'use strict';

// What `strapi start` does (strapi/src/cli/commands/start.ts, 5.54), without loading all other commands.
const { createStrapi } = require('@strapi/strapi');

const folder = process.cwd();
void createStrapi({ appDir: folder, distDir: folder }).start();
