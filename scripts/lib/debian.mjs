import { spawnSync } from 'node:child_process';

import { succeeds } from './run.mjs';

const isRoot = process.getuid?.() === 0;

/** Installs Debian packages; false if this is not Debian, or not run as root. */
export const installDebianPackages = (packages) => {
  if (!isRoot || spawnSync('apt-get', ['--version']).status !== 0) {
    return false;
  }
  // To stderr: the stdout of some callers is read.
  const options = { stdio: ['ignore', 2, 2], env: { DEBIAN_FRONTEND: 'noninteractive' } };
  const install = () =>
    succeeds('apt-get', ['install', '-y', '--no-install-recommends', ...packages], options);
  // A new machine has no package list, or an old one.
  return (succeeds('apt-get', ['update'], options) && install()) || install();
};
