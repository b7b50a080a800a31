import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { aDatabase, anEmail, aPassword, startStrapi, type Database, type Server } from '../../support';
import { gatehouseAt } from '../vocabulary';
import { tablesOf } from './entries';

const repository = path.resolve(__dirname, '../../..');

let database: Database;
let server: Server;

beforeAll(async () => {
  database = await aDatabase();
  server = await startStrapi({ database });
});

afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

/** Runs one of Strapi's own commands in the test app, on the server's database. */
const strapi = (...args: string[]) =>
  promisify(execFile)(
    process.execPath,
    [path.join(repository, 'node_modules/@strapi/strapi/bin/strapi.js'), ...args],
    {
      cwd: path.join(repository, 'tests/app'),
      env: { ...process.env, NODE_ENV: 'production', ...database.env },
    },
  );

it('gives a user made by Strapi’s command an entry, and lets them in', async () => {
  const email = anEmail('from.the.shell');

  await strapi(
    'admin:create-user',
    `--email=${email}`,
    `--password=${aPassword}`,
    '--firstname=Shell',
    '--lastname=User',
  );

  const entries = (await tablesOf(server).entries()).filter((entry) => entry.email === email);
  expect(entries).toEqual([
    expect.objectContaining({
      firstname: 'Shell',
      lastname: 'User',
      lifecycle: 'active',
      role_names: 'Super Admin',
    }),
  ]);
  expect((await server.signIn(email, aPassword)).status).toBe(200);
});

it('takes the new password that Strapi’s command has set, and the old one no more', async () => {
  const user = await server.aUser();
  const password = 'Another-Horse-8';

  await strapi('admin:reset-user-password', `--email=${user.email}`, `--password=${password}`);

  expect((await server.signIn(user.email, user.password)).status).toBe(400);
  expect((await server.signIn(user.email, password)).status).toBe(200);
});

it('removes the entry of a user whom Strapi’s command has deleted', async () => {
  const user = await server.aUser();
  const { entryOf, gatehouse } = gatehouseAt(server);
  const { id } = await entryOf(user.email);

  await strapi('admin:delete-user', `--email=${user.email}`);

  expect(await tablesOf(server).native(user.id)).toBeUndefined();
  expect((await gatehouse.get(`/users/${id}`)).status).toBe(404);
});
