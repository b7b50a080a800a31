import path from 'node:path';

import { app, inRepository } from './paths.mjs';
import { buildPlugin } from './plugin.mjs';
import { announce, run } from './run.mjs';
import { buildIfStale } from './stale.mjs';

/** Builds the test app's panel, including the plugin's part of it, if any of its sources has changed. */
export const buildPanel = () => {
  buildPlugin();
  return buildIfStale({
    name: 'panel',
    sources: [
      inRepository('dist/admin'),
      inRepository('package-lock.json'),
      path.join(app, 'package.json'),
      path.join(app, 'config'),
      path.join(app, 'src/admin'),
    ],
    outputs: [path.join(app, 'build/index.html')],
    build: () => {
      announce('Building the panel');
      run(process.execPath, [inRepository('scripts/lib/strapi-build.mjs')], {
        env: { NODE_ENV: 'production' },
      });
    },
  });
};
