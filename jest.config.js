'use strict';

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

const project = (name, options = {}) => ({
  displayName: name,
  rootDir: __dirname,
  testMatch: [`<rootDir>/tests/${name}/**/*.test.{ts,tsx}`],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/tests/app/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.tmp/', '<rootDir>/tests/app/'],
  testEnvironment: 'node',
  setupFilesAfterEnv: ['<rootDir>/tests/support/setup.ts'],
  transform,
  ...options,
});

const withServer = {
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
};

module.exports = {
  // Each with a shared server of its own, with one clock and one policy: files on the same one follow each other.
  maxWorkers: 3,
  projects: [
    project('domain'),
    project('lint'),
    project('access', withServer),
    project('features', withServer),
    project('support', withServer),
    project('attacks', withServer),
    project('cluster', { globalSetup: '<rootDir>/tests/support/global-setup-build.ts' }),
    project('admin', { testEnvironment: 'jsdom' }),
    project('browser', { globalSetup: '<rootDir>/tests/support/global-setup-browser.ts' }),
    project('package'),
  ],
};
