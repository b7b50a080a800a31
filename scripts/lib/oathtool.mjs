import { spawnSync } from 'node:child_process';

import { installDebianPackages } from './debian.mjs';

/** The command that starts oathtool, a path or its name. Installs it if there is none; throws if it can't. */
export const ensureOathtool = () => {
  const command = findOathtool() ?? (installDebianPackages(['oathtool']) ? findOathtool() : undefined);
  if (!command) {
    throw new Error('The tests of the second factor need oathtool: install it, or set OATHTOOL_PATH to one');
  }
  return command;
};

const findOathtool = () => [process.env.OATHTOOL_PATH, 'oathtool'].filter(Boolean).find(starts);

const starts = (command) => spawnSync(command, ['--version'], { timeout: 30_000 }).status === 0;
