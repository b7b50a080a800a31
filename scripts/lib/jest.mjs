import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { bin, inRepository } from './paths.mjs';
import { succeeds } from './run.mjs';

export const results = inRepository('tests/output');

/** Runs projects of jest.config.js, and keeps the result under a name for scripts/summary.mjs; true where all passed. */
export const jest = ({ name, projects, args = [], env = {} }) => {
  const result = path.join(results, `${name}.json`);
  mkdirSync(results, { recursive: true });
  rmSync(result, { force: true });
  const arguments_ = ['--json', `--outputFile=${result}`, ...args, '--selectProjects', ...projects];
  // A run that broke off says nothing, whatever its exit code: only the result it wrote at its end counts.
  return succeeds(bin('jest'), arguments_, { env }) && existsSync(result) && read(result).success;
};

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
