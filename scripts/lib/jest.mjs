import path from 'node:path';

import { bin, inRepository } from './paths.mjs';
import { succeeds } from './run.mjs';

export const results = inRepository('tests/output');

/** Runs projects of jest.config.js, and keeps the result under a name for scripts/summary.mjs. */
export const jest = ({ name, projects, args = [], env = {} }) =>
  succeeds(
    bin('jest'),
    [
      '--json',
      `--outputFile=${path.join(results, `${name}.json`)}`,
      ...args,
      '--selectProjects',
      ...projects,
    ],
    // What --json prints besides the file would only repeat it.
    { env },
  );
