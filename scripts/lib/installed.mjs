import { existsSync, readFileSync } from 'node:fs';

import { inRepository } from './paths.mjs';
import { announce, run } from './run.mjs';

/** Installs exactly what the lock file says, unless that is what is installed. */
export const ensureInstalled = () => {
  if (!isInstalled()) {
    announce('Installing');
    run('npm', ['ci', '--no-audit', '--no-fund']);
  }
};

/** npm keeps a lock file of what it installed. Compared by content, as a checkout changes every date. */
const isInstalled = () => {
  const installed = inRepository('node_modules/.package-lock.json');
  if (!existsSync(installed)) {
    return false;
  }
  const there = packagesOf(installed);
  return Object.entries(packagesOf(inRepository('package-lock.json'))).every(
    ([name, { version, optional, devOptional, peer }]) =>
      name === '' ||
      there[name]?.version === version ||
      (there[name] === undefined && (optional || devOptional || peer)),
  );
};

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
