import { ensureChromium } from './chromium.mjs';
import { jest } from './jest.mjs';
import { ensureOathtool } from './oathtool.mjs';
import { buildPanel } from './panel.mjs';
import { announce } from './run.mjs';

const withoutAServer = ['domain', 'lint', 'admin'];
const onAnyDatabase = ['access', 'features', 'attacks', 'cluster', 'support'];
const onSqliteAlone = ['browser', 'package'];

/** All of the run's projects on SQLite; true if all passed. */
export const testOnSqlite = ({ run, args }) => {
  announce('Testing without a server');
  // First, as it fails fastest.
  if (!jest({ name: 'without-a-server', run, projects: withoutAServer, args })) return false;

  announce('Building what has changed');
  buildPanel();

  announce('Testing on SQLite');
  const env = { CHROMIUM_PATH: ensureChromium(), OATHTOOL_PATH: ensureOathtool() };
  const projects = [...onAnyDatabase, ...onSqliteAlone];
  return jest({ name: 'sqlite', run, projects, args, env });
};

/** The names of the databases (PostgreSQL, MariaDB) on which a run failed. */
export const testOnDatabases = async ({ run, args }) => {
  // Imported only after the installation, which it needs.
  const { databases, ensureDatabase } = await import('./databases.mjs');
  const tools = { OATHTOOL_PATH: ensureOathtool() };

  const failed = [];
  for (const database of databases) {
    announce(`Testing on ${database.name}`);
    const server = await ensureDatabase(database);
    const env = { TEST_DATABASE: database.kind, ...tools, ...server.env };
    const passed = jest({ name: database.kind, run, projects: onAnyDatabase, args, env });
    await server.stop();
    if (!passed) failed.push(database.name);
  }
  return failed;
};
