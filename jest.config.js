'use strict';

const { readdirSync } = require('node:fs');
const path = require('node:path');

const { isInRun, nameOf } = require('./tests/runs.cjs');

const transform = {
  '^.+\\.(t|j)sx?$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
      },
      module: { type: 'commonjs' },
    },
  ],
};

const setup = '<rootDir>/tests/support/setup.ts';

/** `short`, `databases` or `everything`, which is what whoever starts jest by hand gets. */
const run = process.env.GATEHOUSE_TEST_RUN ?? 'everything';
const database = process.env.TEST_DATABASE ?? 'sqlite';

const filesOf = (project) =>
  readdirSync(path.join(__dirname, 'tests', project), { recursive: true })
    .map((file) => path.join(project, file))
    .filter((file) => /\.test\.tsx?$/.test(file) && isInRun({ run, database }, nameOf(file)))
    .map((file) => `<rootDir>/tests/${file.split(path.sep).join('/')}`);

const project = (name, options = {}) => ({
  displayName: name,
  rootDir: __dirname,
  // None at all would stand for jest's own idea of what is a test.
  testMatch: [...filesOf(name), '<rootDir>/tests/none'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/tests/app/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.tmp/', '<rootDir>/tests/app/'],
  testEnvironment: 'node',
  setupFilesAfterEnv: [setup],
  transform,
  ...options,
});

/**
 * What workers share is started when the first of them asks for it, and ended with the run. Each file finds the worker's
 * server as it was started.
 */
const withServer = {
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
  setupFilesAfterEnv: [setup, '<rootDir>/tests/support/setup-shared-server.ts'],
};

module.exports = {
  // Each with a shared server of its own, with one clock and one policy: files on the same one follow each other.
  maxWorkers: 3,
  testSequencer: '<rootDir>/tests/support/longest-first.cjs',
  projects: [
    project('domain'),
    project('lint'),
    project('access', withServer),
    project('features', withServer),
    project('support', withServer),
    project('attacks', withServer),
    project('cluster', withServer),
    project('admin', { testEnvironment: 'jsdom' }),
    project('browser', {
      ...withServer,
      globalSetup: '<rootDir>/tests/support/global-setup-browser.ts',
      setupFilesAfterEnv: [...withServer.setupFilesAfterEnv, '<rootDir>/tests/support/setup-browser.ts'],
    }),
    project('package'),
  ],
};
