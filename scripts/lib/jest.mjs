import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { bin, inRepository } from './paths.mjs';
import { succeeds } from './run.mjs';

export const results = inRepository('tests/output');

/**
 * Runs projects of jest.config.js, limited to the files of a run in tests/runs.cjs, and keeps the result
 * under a name for scripts/summary.mjs; true if all passed.
 */
export const jest = ({ name, run, projects, args = [], env = {} }) => {
  const result = path.join(results, `${name}.json`);
  const starts = path.join(results, `${name}.starts`);
  mkdirSync(results, { recursive: true });
  for (const file of [result, starts]) rmSync(file, { force: true });
  // A run need not have any of the files asked for.
  const wishes = [...args, ...(args.length > 0 ? ['--passWithNoTests'] : [])];
  const arguments_ = ['--json', `--outputFile=${result}`, ...wishes, '--selectProjects', ...projects];
  const environment = { GATEHOUSE_TEST_RUN: run, GATEHOUSE_TEST_STARTS: starts, ...env };
  // An aborted run says nothing, whatever its exit code: only the result written at its end counts.
  return (
    succeeds(bin('jest'), arguments_, { env: environment }) && existsSync(result) && read(result).success
  );
};

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
