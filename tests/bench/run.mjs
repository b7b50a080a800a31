import { parseArgs } from 'node:util';

import { buildPlugin } from '../../scripts/lib/plugin.mjs';
import { main } from '../../scripts/lib/run.mjs';
import { cleanUp } from './lib/cleanup.mjs';
import { databasesOf } from './lib/database.mjs';
import { createFixtures } from './lib/fixtures.mjs';
import { createReport } from './lib/report.mjs';
import { startServer } from './lib/server.mjs';
import { accounts } from './measures/accounts.mjs';
import { apiKey } from './measures/api-key.mjs';
import { bystander } from './measures/bystander.mjs';
import { enumeration } from './measures/enumeration.mjs';
import { firstStart } from './measures/first-start.mjs';
import { history } from './measures/history.mjs';
import { list } from './measures/list.mjs';
import { request } from './measures/request.mjs';
import { signIns } from './measures/sign-in.mjs';

// Stock Strapi beside Strapi with Gatehouse, on the same machine in the same minutes: the ratios mean something on
// any machine, the milliseconds on a quiet one alone.
//
//   npm run bench -- --only request,list   some of the measures
//   npm run bench -- --quick               small counts, to see that it works
//   npm run bench -- --history=10000000    the size of the history
//   BENCH_DATABASE=postgres | mysql        on a server at 127.0.0.1 that asks for no password
const measures = {
  request,
  'sign-in': signIns,
  enumeration,
  bystander,
  'first-start': firstStart,
  list,
  accounts,
  'api-key': apiKey,
  history,
};

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(measures).join(',') },
    quick: { type: 'boolean', default: false },
    history: { type: 'string', default: '1000000' },
  },
});

main(async () => {
  const names = values.only.split(',');
  const unknown = names.filter((name) => !measures[name]);
  if (unknown.length > 0) {
    throw new Error(`There is no ${unknown.join(', ')}; there are ${Object.keys(measures).join(', ')}`);
  }
  const attempts = Number(values.history);
  if (!Number.isInteger(attempts) || attempts < 1) {
    throw new Error(`--history must be a number of attempts, not "${values.history}"`);
  }

  const report = createReport();
  try {
    buildPlugin();
    const databases = databasesOf(process.env.BENCH_DATABASE ?? 'sqlite');
    const fixtures = createFixtures(databases);
    for (const name of names) {
      console.log(`\n── ${name}`);
      await measures[name]({ fixtures, databases, startServer, report, quick: values.quick, attempts });
    }
    report.print({ kind: databases.kind });
    console.log(`\n${report.misses()} of the targets missed`);
  } catch (error) {
    // A database's error repeats the statement, which may be endless.
    throw new Error(error.message.slice(0, 6_000), { cause: error });
  } finally {
    await cleanUp();
  }
});
