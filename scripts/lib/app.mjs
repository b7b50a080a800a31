import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { app, inRepository } from './paths.mjs';

/** Starts the test app, printing only warnings and errors; resolves once it answers. */
export const startApp = async ({ port, env = {} }) => {
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    [inRepository('node_modules/@strapi/strapi/bin/strapi.js'), 'start'],
    {
      cwd: app,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: String(port),
        LOG_LEVEL: 'warn',
        ...env,
      },
      stdio: 'inherit',
    },
  );
  const ended = once(child, 'exit');

  const answers = () =>
    fetch(`${url}/_health`).then(
      (response) => response.ok,
      () => false,
    );
  while (child.exitCode === null && !(await answers())) {
    await sleep(200);
  }
  if (child.exitCode !== null) {
    throw new Error('Strapi did not start');
  }
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { url, ended, stop };
};
