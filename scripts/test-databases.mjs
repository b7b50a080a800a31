import { ensureInstalled } from './lib/installed.mjs';
import { main } from './lib/run.mjs';
import { testOnDatabases } from './lib/suites.mjs';

main(async () => {
  ensureInstalled();
  const failed = await testOnDatabases({ run: 'databases', args: process.argv.slice(2) });
  if (failed.length > 0) throw new Error(`Tests failed on ${failed.join(' and ')}`);
});
