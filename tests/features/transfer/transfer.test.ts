import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { ELSEWHERE, firstAdmin, gatehouseAt, OFFICE, startStrapi, succeed, type Server } from '../vocabulary';
import { mfaAt } from '../mfa/vocabulary';
import { aProject, type Project } from './project';

/** Each command loads a whole Strapi. */
jest.setTimeout(240_000);

/** Another project with Gatehouse, whose first user is another person and may not come in any more. */
let other: Project;
/** One that never had Gatehouse. */
let without: Project;
let ours: Project;
let server: Server;
let at: ReturnType<typeof gatehouseAt>;
let mfa: ReturnType<typeof mfaAt>;
type Owner = Awaited<ReturnType<typeof mfa.aUserWithAnApp>>;
let owner: Owner;

const THEIRS = 'their.admin@example.test';

beforeAll(async () => {
  [other, without, ours] = [await aProject(), await aProject({ GATEHOUSE: 'false' }), await aProject()];
  await write(other, 'Theirs');
  await other.sql('UPDATE admin_users SET email = ? WHERE id = 1', [THEIRS]);
  await other.sql('UPDATE gatehouse_users SET email = ?, valid_to = ? WHERE admin_user_id = 1', [
    THEIRS,
    new Date('2020-01-01'),
  ]);
  await other.sql('INSERT INTO gatehouse_factors (user_id, kind, name, secret) VALUES (1, ?, ?, ?)', [
    'totp',
    'Phone',
    'a-sealed-secret',
  ]);
  // So that Strapi drops its tables, with the first command.
  await without.sql('DELETE FROM strapi_core_store_settings WHERE ?? = ?', ['key', 'core_persisted_tables']);
  await write(without, 'Without');

  await start();
  owner = await mfa.aUserWithAnApp({ roles: ['strapi-super-admin'] });
  await at.addRule({ scope: 'user', user: owner.id, range: OFFICE });
});

afterAll(async () => {
  await server?.stop();
  for (const project of [other, without, ours]) await project?.remove();
});

const start = async () => {
  server = await startStrapi({ app: ours.folder, database: ours.database });
  at = gatehouseAt(server);
  mfa = mfaAt(at);
};

const write = ({ sql }: Project, title: string) =>
  sql('INSERT INTO articles (document_id, title) VALUES (?, ?)', [title, title]);

const articles = async () =>
  (await server.sql<{ title: string }>('SELECT title FROM articles ORDER BY title')).map(
    ({ title }) => title,
  );

/** Of all that Gatehouse keeps, but for mails that are tried again and what schedules keep, which changes by itself. */
const everything = `(async () => {
  const tables = [...strapi.db.metadata.values()].filter(({ uid }) => uid.startsWith('plugin::gatehouse.'));
  const rows = {};
  for (const { tableName } of tables)
    rows[tableName] = await strapi.db.connection(tableName)
      .select(['gatehouse_mails', 'gatehouse_settings'].includes(tableName) ? ['id'] : ['*'])
      .where((q) => tableName !== 'gatehouse_settings' || q.whereIn('name', ['policy', 'kept-permissions']))
      .orderBy('id');
  return rows;
})()`;

/** What came, and that nobody of ours was touched by it. */
const bring = async (transfer: () => Promise<unknown>) => {
  const before = await server.call<Record<string, object[]>>(everything);
  expect(before.gatehouse_factors).toHaveLength(1);
  await transfer();
  expect(await server.call(everything)).toEqual(before);
};

const expectGuarded = async () => {
  expect((await at.signIn({ ...owner, from: ELSEWHERE })).token).toBeUndefined();
  const { challenge } = await mfa.start({ ...owner, from: OFFICE });
  expect(challenge).toMatchObject({ kind: 'mfa' });
  expect((await server.signIn(firstAdmin.email, firstAdmin.password)).status).toBe(200);
};

it('exports content, and nothing of who signs in', async () => {
  const [file, bare] = [path.join(other.folder, 'backup'), path.join(without.folder, 'backup')];
  await other.strapi(['export', '--no-encrypt', '--no-compress', '--file', file]);
  await without.strapi(['export', '--no-encrypt', '--no-compress', '--file', bare]);

  const exported = await readFile(`${file}.tar`, 'utf8');
  expect(exported).toContain('"title":"Theirs"');
  const [admin] = await other.sql<{ password: string }>('SELECT password FROM admin_users WHERE id = 1');
  for (const secret of [THEIRS, 'a-sealed-secret', String(admin?.password), 'plugin::gatehouse.']) {
    expect(exported).not.toContain(secret);
  }
  expect(await readFile(`${bare}.tar`, 'utf8')).toContain('"title":"Without"');
});

it('imports what another project with Gatehouse exported, and binds nobody to its users', async () => {
  await bring(() => ours.strapi(['import', '--force', '--file', path.join(other.folder, 'backup.tar')]));

  expect(await articles()).toEqual(['Theirs']);
  await expectGuarded();
});

it('imports what a project without Gatehouse exported, and empties nothing', async () => {
  await bring(() => ours.strapi(['import', '--force', '--file', path.join(without.folder, 'backup.tar')]));

  expect(await articles()).toEqual(['Without']);
  await expectGuarded();
});

describe('a running server', () => {
  let token: string;
  const remote = () => `${server.url}/admin`;
  beforeAll(async () => {
    const { body } = succeed(
      await server.http.post('/admin/transfer/tokens', {
        token: await server.superAdmin(),
        body: { name: 'Both', description: '', permissions: ['push', 'pull'], lifespan: null },
      }),
      201,
    );
    token = body.data.accessKey;
  });

  it('gives a pull its content, and nothing of who signs in', async () => {
    const before = await other.sql('SELECT * FROM gatehouse_users');
    await bring(() => other.strapi(['transfer', '--force', '--from', remote(), '--from-token', token]));

    expect(await other.sql('SELECT title FROM articles')).toEqual([{ title: 'Without' }]);
    expect(await other.sql('SELECT * FROM gatehouse_users')).toEqual(before);
    expect(await other.sql('SELECT secret FROM gatehouse_factors')).toEqual([{ secret: 'a-sealed-secret' }]);
  });

  it('takes a push from a project without Gatehouse, and keeps its tables over a stop', async () => {
    await without.sql('UPDATE articles SET title = ?', ['Pushed']);
    await bring(() => without.strapi(['transfer', '--force', '--to', remote(), '--to-token', token]));

    expect(await articles()).toEqual(['Pushed']);
    await expectGuarded();

    const tables = Object.keys(await server.call<object>(everything));
    await server.stop();
    const [kept] = await ours.sql<{ value: string }>(
      'SELECT value FROM strapi_core_store_settings WHERE ?? = ?',
      ['key', 'core_persisted_tables'],
    );
    expect(JSON.parse(kept?.value ?? '[]')).toEqual(expect.arrayContaining(tables));
    await start();
    await expectGuarded();
  });
});
