import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

import { installDebianPackages } from './debian.mjs';
import { bin } from './paths.mjs';
import { succeeds } from './run.mjs';

// The headless shell first: it does the same on a page in a fraction of the time.
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

/** The path of a Chromium that starts. Installs one if there is none; throws if it can't. */
export const ensureChromium = () => {
  const path =
    findChromium() ??
    (installDebianPackages(['chromium-headless-shell']) ? findChromium() : undefined) ??
    // To stderr: whoever runs scripts/chromium.mjs reads the path from its stdout.
    (succeeds(bin('playwright-core'), ['install', 'chromium'], { stdio: ['ignore', 2, 2] })
      ? findChromium()
      : undefined);
  if (!path) {
    throw new Error('The browser tests need Chromium: install it, or set CHROMIUM_PATH to one');
  }
  return path;
};

const findChromium = () =>
  [process.env.CHROMIUM_PATH, ...names.map(onThePath), playwrights()].filter(Boolean).find(starts);

const onThePath = (name) =>
  spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim() || undefined;

const starts = (command) => spawnSync(command, ['--version'], { timeout: 30_000 }).status === 0;

const playwrights = () => createRequire(import.meta.url)('playwright-core').chromium.executablePath();
