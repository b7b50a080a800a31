import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { atEnd } from './cleanup.mjs';

const worker = fileURLToPath(new URL('storm-worker.mjs', import.meta.url));

/**
 * Wrong sign-ins without pause, from a process of its own so that they are not in the way of what measures.
 * `names`: whom they try, one after the other and round again. `done`: their rate, once the time is up.
 */
export const startStorm = async ({ url, names, workers, seconds }) => {
  const child = fork(worker, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const forget = atEnd(() => child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  const told = once(child, 'message');
  child.send({ url, names, workers, seconds });
  return {
    async done() {
      const [message] = await Promise.race([told, ended.then(() => [{ error: 'it ended early' }])]);
      await forget();
      if (message.error) {
        throw new Error(`The storm of sign-ins failed: ${message.error}`);
      }
      return message;
    },
  };
};
