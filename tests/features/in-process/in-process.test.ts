import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { aDatabase } from '../../support';

const repository = path.resolve(__dirname, '../../..');
/** As a project has it that is written in JavaScript: CommonJS, and nothing transformed. */
const config = {
  rootDir: path.join(repository, 'tests/app'),
  testMatch: ['<rootDir>/tests/in-process.js'],
  testEnvironment: 'node',
  testTimeout: 120_000,
  transform: {},
};

it('lets a project test itself in jest’s own process, which has no dynamic imports', async () => {
  const database = await aDatabase();
  // One that jest sets in its workers would have Node take modules.
  const { NODE_OPTIONS: _, ...env } = process.env;
  try {
    const { stderr } = await promisify(execFile)(
      process.execPath,
      [
        path.join(repository, 'node_modules/jest/bin/jest.js'),
        '--runInBand',
        '--forceExit',
        '--config',
        JSON.stringify(config),
      ],
      { cwd: config.rootDir, env: { ...env, ...database.env, NODE_ENV: 'test' } },
    );
    expect(stderr).toMatch(/Tests: +1 passed, 1 total/);
  } finally {
    await database.drop();
  }
}, 180_000);
