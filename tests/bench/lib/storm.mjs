import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { afterMeasure } from './cleanup.mjs';

const worker = fileURLToPath(new URL('storm-worker.mjs', import.meta.url));

/**
 * Wrong sign-ins without pause, from a process of its own so that they are not in the way of what measures.
 * `names`: whom they try, one after the other and round again. `done`: their rate, once the time is up.
 */
export const startStorm = async ({ url, names, workers, seconds }) => {
  const child = fork(worker, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const stop = afterMeasure(() => child.kill('SIGKILL'));
  // All that was sent comes before the disconnect, but maybe not before the exit.
  const ended = once(child, 'disconnect').then(() => [{ error: 'it ended early' }]);
  // Never rejects: it may be long until somebody asks.
  const outcome = Promise.race([once(child, 'message'), ended]).then(
    ([message]) => message,
    (error) => ({ error: error.message }),
  );
  child.send({ url, names, workers, seconds });
  return {
    async done() {
      const message = await outcome;
      await stop();
      if (message.error) {
        throw new Error(`The storm of sign-ins failed: ${message.error}`);
      }
      return message;
    },
  };
};
