import { ensureInstalled } from './lib/installed.mjs';
import { main } from './lib/run.mjs';
import { testOnDatabases, testOnSqlite } from './lib/suites.mjs';

// For a night, or before a release: each file on each database, even if others fail.
main(async () => {
  ensureInstalled();
  const wishes = { run: 'everything', args: process.argv.slice(2) };
  const failed = [...(testOnSqlite(wishes) ? [] : ['SQLite']), ...(await testOnDatabases(wishes))];
  if (failed.length > 0) throw new Error(`Tests failed on ${failed.join(' and ')}`);
});
