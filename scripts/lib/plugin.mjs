import { readFileSync, rmSync, writeFileSync } from 'node:fs';

import { bin, inRepository } from './paths.mjs';
import { run, succeeds } from './run.mjs';
import { buildIfStale } from './stale.mjs';

const sources = [
  'admin/src',
  'server/src',
  'shared',
  'admin/tsconfig.json',
  'server/tsconfig.json',
  'tsconfig.base.json',
  'tsconfig.declarations.json',
  'package.json',
  'package-lock.json',
].map((source) => inRepository(source));

const outputs = ['admin', 'server'].map((side) => inRepository('dist', side, 'index.js'));

const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Node keeps the text of a file in memory: two bytes a character if one is beyond Latin, else one. */
const inAscii = (file) => writeFileSync(file, readFileSync(file, 'utf8').replace(/[^\0-\x7f]/g, escaped));

const build = () => {
  run(bin('strapi-plugin'), ['build']);
  for (const name of ['index.js', 'index.mjs']) inAscii(inRepository('dist/server', name));
  // strapi-plugin writes declarations for each side only; both refer to those of the shared code. Type errors
  // are shown but don't stop the build, as in strapi-plugin itself: `npm run types` decides.
  rmSync(inRepository('dist/shared'), { recursive: true, force: true });
  succeeds(bin('tsc'), ['-p', 'tsconfig.declarations.json']);
};

/** Builds the plugin into dist/, `always` or if its sources have changed. */
export const buildPlugin = ({ always = false } = {}) =>
  buildIfStale({ name: 'plugin', sources, outputs: always ? [inRepository('dist/.never')] : outputs, build });
