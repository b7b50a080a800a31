import { spawn } from 'node:child_process';
import path from 'node:path';

import { countStart, type Database } from '../../support';

const repository = path.resolve(__dirname, '../../..');

export type Run = { code: number | null; stdout: string; stderr: string };

/** `npx gatehouse …` in the project's folder, as whoever has the server's shell runs it. */
export const gatehouseCommand =
  (database: Database, cwd = path.join(repository, 'tests/app')) =>
  (...words: string[]): Promise<Run> =>
    new Promise((resolve, reject) => {
      countStart();
      const child = spawn(process.execPath, [path.join(repository, 'bin/gatehouse.js'), ...words], {
        cwd,
        env: { ...process.env, NODE_ENV: 'production', ...database.env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const run = { stdout: '', stderr: '' };
      child.stdout.setEncoding('utf8').on('data', (text: string) => (run.stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (run.stderr += text));
      child.on('error', reject).on('close', (code) => resolve({ code, ...run }));
    });
