import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { results } from './lib/jest.mjs';
import { inRepository } from './lib/paths.mjs';

const SLOWEST = 20;

// One line over every jest run that left a result. A test file that could not even be loaded is a failure.
const files = existsSync(results) ? readdirSync(results) : [];
const namesOf = (ending) =>
  files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));
const runs = namesOf('.json').map((name) => ({
  name,
  ...JSON.parse(readFileSync(path.join(results, `${name}.json`), 'utf8')),
}));
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const seconds = (ms) => `${(ms / 1000).toFixed(0).padStart(5)} s`;

const suites = runs.flatMap(({ name: run, testResults }) =>
  testResults.map(({ name, startTime, endTime, assertionResults }) => ({
    run,
    file: path.relative(inRepository('tests'), name),
    ms: endTime - startTime,
    tests: assertionResults,
  })),
);

const projects = new Map();
for (const suite of suites) {
  const project = `${suite.run} ${suite.file.split(path.sep)[0]}`;
  projects.set(project, [...(projects.get(project) ?? []), suite]);
}
console.log('\nseconds, summed over files:');
for (const [project, members] of projects)
  console.log(
    `${seconds(sum(members.map(({ ms }) => ms)))}  ${project}: ${members.length} files, ${sum(members.map(({ tests }) => tests.length))} tests`,
  );

console.log(`\nthe slowest ${SLOWEST} files:`);
for (const { run, file, ms } of suites.toSorted((one, other) => other.ms - one.ms).slice(0, SLOWEST))
  console.log(`${seconds(ms)}  ${run} ${file}`);

const starts = sum(
  namesOf('.starts').map((name) => readFileSync(path.join(results, `${name}.starts`)).length),
);
console.log(`\nStrapi was started ${starts} times`);

const triedTwice = suites.flatMap(({ run, file, tests }) =>
  tests.filter(({ invocations }) => invocations > 1).map(({ fullName }) => `${run} ${file}: ${fullName}`),
);
for (const test of triedTwice) console.log(`tried twice: ${test}`);
console.log(`${triedTwice.length} tried twice`);

const passed = sum(runs.map((run) => run.numPassedTests));
const failed = sum(runs.map((run) => run.numFailedTests + run.numRuntimeErrorTestSuites));
const skipped = sum(runs.map((run) => run.numPendingTests + run.numTodoTests));

console.log(`tests: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
