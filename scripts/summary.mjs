import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { results } from './lib/jest.mjs';

// One line over every run of jest that left a result. A file of tests that could not even be loaded is a failure.
const files = existsSync(results) ? readdirSync(results).filter((file) => file.endsWith('.json')) : [];
const runs = files.map((file) => JSON.parse(readFileSync(path.join(results, file), 'utf8')));
const sum = (count) => runs.reduce((total, run) => total + count(run), 0);

const passed = sum((run) => run.numPassedTests);
const failed = sum((run) => run.numFailedTests + run.numRuntimeErrorTestSuites);
const skipped = sum((run) => run.numPendingTests + run.numTodoTests);

console.log(`tests: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
