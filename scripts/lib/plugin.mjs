import { rmSync } from 'node:fs';

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

const build = () => {
  run(bin('strapi-plugin'), ['build']);
  // strapi-plugin writes the declarations of each side alone; both refer to those of what they share.
  // A wrong type is shown and doesn't stop the build, as in strapi-plugin itself: `npm run types` is the judge.
  rmSync(inRepository('dist/shared'), { recursive: true, force: true });
  succeeds(bin('tsc'), ['-p', 'tsconfig.declarations.json']);
};

/** Builds the plugin into dist/, `always` or where its sources have changed. */
export const buildPlugin = ({ always = false } = {}) =>
  buildIfStale({ name: 'plugin', sources, outputs: always ? [inRepository('dist/.never')] : outputs, build });
