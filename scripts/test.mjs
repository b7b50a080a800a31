import { ensureInstalled } from './lib/installed.mjs';
import { main } from './lib/run.mjs';
import { testOnSqlite } from './lib/suites.mjs';

main(() => {
  ensureInstalled();
  if (!testOnSqlite({ run: 'short', args: process.argv.slice(2) })) throw new Error('Tests failed');
});
