import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

import { repository } from './paths.mjs';

export const announce = (stage) => console.log(`\n── ${stage}`);

/** Runs a command to its end, showing its output; false if it failed. */
export const succeeds = (command, args = [], options = {}) => {
  const { status, error } = spawnSync(command, args, {
    cwd: repository,
    stdio: 'inherit',
    ...options,
    env: { ...process.env, ...options.env },
  });
  return !error && status === 0;
};

/** Runs a command to its end; throws if it failed. */
export const run = (command, args = [], options = {}) => {
  if (!succeeds(command, args, options)) {
    throw new Error(`Failed: ${command} ${args.join(' ')}`);
  }
};

/**
 * The same without blocking this process, which may serve what the command asks for, and has to notice
 * connections that a server closes meanwhile.
 */
export const runBeside = async (command, args) => {
  const [code] = await once(spawn(command, args, { cwd: repository, stdio: 'inherit' }), 'exit');
  if (code !== 0) {
    throw new Error(`Failed: ${command} ${args.join(' ')}`);
  }
};

/** Ends a script with only its error's message: the command has already told the rest. */
export const main = (script) =>
  Promise.resolve()
    .then(script)
    .catch((error) => {
      console.error(`\n✖ ${error.message}`);
      process.exitCode = 1;
    });
