import { parseArgs } from 'node:util';

import { buildPlugin } from '../../scripts/lib/plugin.mjs';
import { main } from '../../scripts/lib/run.mjs';
import { cleanUp, endMeasure, isEnding } from './lib/cleanup.mjs';
import { databasesOf } from './lib/database.mjs';
import { createFixtures } from './lib/fixtures.mjs';
import { watchMachine } from './lib/machine.mjs';
import { writePage } from './lib/page.mjs';
import { createReport } from './lib/report.mjs';
import { startServer } from './lib/server.mjs';
import { measures } from './measures/index.mjs';

// Stock Strapi beside Strapi with Gatehouse, on the same machine in the same minutes: the ratios mean something on
// any machine, the milliseconds on a quiet one alone. A whole run writes docs/performance.md.
//
//   npm run bench -- --only request,list   some of the measures
//   npm run bench -- --only list --write   writes the page with those alone
//   npm run bench -- --quick               small counts, to see that it works
//   npm run bench -- --history=10000000    the size of the history
//   npm run bench -- --only list --users=1000000
//                                          the list of so many users; beyond 100,000 without stock Strapi's
//   BENCH_DATABASE=postgres | mysql        on a server at 127.0.0.1 that asks for no password
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    history: { type: 'string', default: '1000000' },
    users: { type: 'string', default: '100000' },
  },
});

const wishes = () => {
  const names = values.only?.split(',') ?? Object.keys(measures);
  const unknown = names.filter((name) => !Object.hasOwn(measures, name));
  if (unknown.length > 0) {
    throw new Error(`There is no ${unknown.join(', ')}; there are ${Object.keys(measures).join(', ')}`);
  }
  const sizeOf = (option) => {
    const size = Number(values[option]);
    if (!Number.isInteger(size) || size < 1) {
      throw new Error(`--${option} must be a number, not "${values[option]}"`);
    }
    return size;
  };
  if (values.write && values.quick) {
    throw new Error('The times of --quick mean nothing: there is nothing to --write');
  }
  const isWhole = values.only === undefined && !values.quick;
  return {
    names,
    attempts: sizeOf('history'),
    users: sizeOf('users'),
    quick: values.quick,
    write: values.write || isWhole,
  };
};

/** One that fails says so in the table, and the others go on. */
const measure = async (name, { report, ...tools }) => {
  console.log(`\n── ${name}`);
  report.begin(measures[name]);
  try {
    await measures[name].run({ report, ...tools });
  } catch (error) {
    // A database's error repeats the statement, which may be endless.
    console.error(`\n✖ ${name}: ${error.message.slice(0, 6_000)}\n`);
    report.fail(name, error);
  } finally {
    await endMeasure();
  }
};

main(async () => {
  try {
    const { names, write, ...sizes } = wishes();
    const watch = watchMachine();
    const report = createReport();
    buildPlugin();
    const databases = databasesOf(process.env.BENCH_DATABASE ?? 'sqlite');
    const fixtures = createFixtures(databases);
    for (const name of names) {
      await measure(name, { fixtures, databases, startServer, report, ...sizes });
      if (isEnding()) {
        return;
      }
    }
    const machine = watch.describe({ database: databases.name });
    report.print(machine);
    if (write) {
      await writePage({ sections: report.sections, machine });
      console.log('\nWritten: docs/performance.md');
    }
    console.log(`\n${report.misses()} of the targets missed`);
    if (report.failures() > 0) {
      throw new Error(`${report.failures()} of the measures failed`);
    }
  } finally {
    await cleanUp();
  }
});
