import { ensureInstalled } from './lib/installed.mjs';
import { jest } from './lib/jest.mjs';
import { ensureOathtool } from './lib/oathtool.mjs';
import { announce, main } from './lib/run.mjs';

const projects = ['support', 'access', 'features', 'attacks', 'cluster'];

main(async () => {
  ensureInstalled();
  // After the installation, which it needs itself.
  const { databases, ensureDatabase } = await import('./lib/databases.mjs');
  const tools = { OATHTOOL_PATH: ensureOathtool() };

  const failed = [];
  for (const database of databases) {
    announce(`Testing on ${database.name}`);
    const server = await ensureDatabase(database);
    const passed = jest({
      name: database.kind,
      projects,
      args: process.argv.slice(2),
      env: { TEST_DATABASE: database.kind, ...tools, ...server.env },
    });
    await server.stop();
    if (!passed) {
      failed.push(database.name);
    }
  }
  if (failed.length > 0) {
    throw new Error(`Tests failed on ${failed.join(' and ')}`);
  }
});
