import { anEmptyDatabase, aPassword, startStrapi, type Database, type Server } from '../../support';
import { gatehouseAt } from '../vocabulary';
import { createNatively, tablesOf, type EntryRow, type NativeRow } from './entries';

const MANY = 300;
/** Several servers start one after another. */
const SEVERAL_STARTS = 240_000;
const UPPER = 'Upper.Case@Example.TEST';

/** Whoever an installation may have gathered over the years: what Strapi has, and what the directory makes of it. */
const ODD: { native: Record<string, unknown>; entry: Partial<EntryRow> }[] = [
  {
    native: {
      email: 'plain@example.test',
      username: null,
      firstname: 'Ada',
      lastname: 'Byron',
      isActive: true,
    },
    entry: { user_name: 'plain@example.test', lifecycle: 'active', firstname: 'Ada', lastname: 'Byron' },
  },
  {
    native: { email: 'named@example.test', username: 'Named.User', isActive: true },
    entry: { user_name: 'Named.User' },
  },
  {
    native: { email: 'twin.1@example.test', username: 'twin', isActive: true },
    entry: { user_name: 'twin' },
  },
  {
    native: { email: 'twin.2@example.test', username: 'twin', isActive: true },
    entry: { user_name: 'twin.2@example.test' },
  },
  {
    native: { email: 'twin.3@example.test', username: 'TWIN', isActive: true },
    entry: { user_name: 'twin.3@example.test' },
  },
  {
    native: { email: 'twin.4@example.test', username: ' twin ', isActive: true },
    entry: { user_name: 'twin.4@example.test' },
  },
  {
    native: { email: 'spaced@example.test', username: '  Spaced Out ', isActive: true },
    entry: { user_name: 'Spaced Out' },
  },
  {
    native: { email: 'thief@example.test', username: 'plain@example.test', isActive: true },
    entry: { user_name: 'thief@example.test' },
  },
  {
    native: { email: 'empty@example.test', username: '', firstname: '', lastname: '', isActive: true },
    entry: { user_name: 'empty@example.test' },
  },
  {
    native: {
      email: 'nameless@example.test',
      username: null,
      firstname: null,
      lastname: null,
      isActive: true,
    },
    entry: { firstname: null, lastname: null, search_text: 'nameless@example.test' },
  },
  {
    native: { email: 'accent.1@example.test', username: 'Jose', isActive: true },
    entry: { user_name: 'Jose' },
  },
  {
    // The same to MariaDB, but not to who is called so.
    native: { email: 'accent.2@example.test', username: 'José', isActive: true },
    entry: { user_name: 'José' },
  },
  {
    native: { email: 'inactive@example.test', isActive: false },
    entry: { lifecycle: 'disabled' },
  },
  {
    native: { email: 'invited@example.test', isActive: false, registrationToken: 'an-invitation' },
    entry: { lifecycle: 'provisioned' },
  },
  {
    native: { email: 'invited.active@example.test', isActive: true, registrationToken: 'an-old-invitation' },
    entry: { lifecycle: 'active' },
  },
  {
    native: { email: 'forgetful@example.test', isActive: true, resetPasswordToken: 'a-reset' },
    entry: { lifecycle: 'active', credential: 'ok' },
  },
  {
    native: {
      email: 'long@example.test',
      username: 'u'.repeat(255),
      firstname: 'f'.repeat(255),
      lastname: 'l'.repeat(255),
      isActive: true,
    },
    entry: { user_name: 'u'.repeat(255), firstname: 'f'.repeat(255), lastname: 'l'.repeat(255) },
  },
];

let database: Database;
let server: Server;
let natives: NativeRow[];
let oddIds: number[];
let signingIn: { email: string; password: string };

beforeAll(async () => {
  database = await anEmptyDatabase();
  const before = await startStrapi({ database, env: { GATEHOUSE: 'false' } });
  signingIn = await before.aUser({ roles: ['strapi-author', 'strapi-editor'] });
  oddIds = await createNatively(
    before,
    ODD.map(({ native }) => native),
  );
  await createNatively(
    before,
    Array.from({ length: MANY }, (_, place) => ({
      email: `many.${place}@example.test`,
      username: place % 3 === 0 ? `many.${place}` : null,
      firstname: `First ${place}`,
      lastname: `Last ${place}`,
      isActive: place % 5 !== 0,
    })),
  );
  // Strapi has written addresses in lower case for long, and not always.
  const upper = await before.aUser({ email: UPPER.toLowerCase() });
  await before.sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', ['admin_users', 'email', UPPER, 'id', upper.id]);
  await before.stop();

  server = await startStrapi({ database });
  natives = await tablesOf(server).natives();
}, SEVERAL_STARTS);

afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

it('gives every native user exactly one entry', async () => {
  const entries = await tablesOf(server).entries();

  expect(natives).toHaveLength(MANY + ODD.length + 3);
  expect(entries.map((entry) => entry.admin_user_id)).toEqual(natives.map(({ id }) => id));
});

it('copies names and address, and takes over who is active', async () => {
  const entries = await tablesOf(server).entries();

  entries.forEach((entry, place) => {
    const native = natives[place] as NativeRow;
    expect(entry).toMatchObject({
      email: native.email.toLowerCase(),
      firstname: native.firstname,
      lastname: native.lastname,
      type: 'panel',
      lock: 'none',
      failed_tries: 0,
      auto_locks: 0,
      locked_at: null,
      locked_until: null,
      suspended_until: null,
      valid_from: null,
      valid_to: null,
      last_login_at: null,
    });
    expect({ id: native.id, active: entry.lifecycle === 'active' }).toEqual({
      id: native.id,
      active: native.isActive,
    });
  });
});

it.each(ODD.map(({ native, entry }, place) => [String(native.email), entry, place] as const))(
  'makes of %s what it should',
  async (_email, expected, place) => {
    expect(await tablesOf(server).entry(oddIds[place] as number)).toMatchObject(expected);
  },
);

it('keeps every user name once', async () => {
  const keys = (await tablesOf(server).entries()).map((entry) => entry.user_name_key);

  expect(new Set(keys).size).toBe(keys.length);
});

it('keeps the day on which somebody was added', async () => {
  const [native] = await server.sql<{ created_at: unknown }>('SELECT ?? FROM ?? WHERE ?? = ?', [
    'created_at',
    'admin_users',
    'email',
    'many.7@example.test',
  ]);
  const [entry] = await server.sql<{ created_at: unknown }>('SELECT ?? FROM ?? WHERE ?? = ?', [
    'created_at',
    'gatehouse_users',
    'email',
    'many.7@example.test',
  ]);

  expect(entry?.created_at).toEqual(native?.created_at);
});

it('lists them all, with their roles', async () => {
  const { gatehouse, entryOf } = gatehouseAt(server);

  const { body } = await gatehouse.get('/users?pageSize=1');
  const listed = await entryOf(signingIn.email);

  expect(body.meta.pagination.total).toBe(natives.length);
  expect(listed.roles.map(({ name }) => name).sort()).toEqual(['Author', 'Editor']);
  expect((await tablesOf(server).entries()).find(({ email }) => email === signingIn.email)?.role_names).toBe(
    'Author, Editor',
  );
});

it('lets them in as before, however Strapi has written their address', async () => {
  expect((await server.signIn(signingIn.email, signingIn.password)).status).toBe(200);
  expect((await server.signIn(UPPER, aPassword)).status).toBe(200);
  expect((await server.signIn(UPPER.toLowerCase(), aPassword)).status).toBe(200);
});

it('says nothing in the log, as nobody did anything', async () => {
  expect(await tablesOf(server).logged()).toBe(0);
});

it('changes nothing at the next start', async () => {
  const before = await tablesOf(server).entries();
  await server.stop();

  server = await startStrapi({ database });

  expect(await tablesOf(server).entries()).toEqual(before);
  expect(await tablesOf(server).logged()).toBe(0);
});
