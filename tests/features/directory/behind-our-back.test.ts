import { aDatabase, aPassword, startStrapi, type Database, type Server } from '../../support';
import { gatehouseAt, succeed } from '../vocabulary';
import { tablesOf } from './entries';

/** Several servers start one after another. */
const SEVERAL_STARTS = 240_000;

let database: Database;
let server: Server;

beforeAll(async () => {
  database = await aDatabase();
  server = await startStrapi({ database });
}, SEVERAL_STARTS);

afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

/** What somebody does in the database while nobody looks, and then the next start. */
const afterRestart = async (meddle: () => Promise<unknown>) => {
  await meddle();
  await server.stop();
  server = await startStrapi({ database });
};

/** The same without the start: what it does about the directory is one call. */
const afterReconciling = async (meddle: () => Promise<unknown>) => {
  await meddle();
  await server.call(`strapi.plugin('gatehouse').service('directory').reconcile()`);
};

const setNative = (id: number, values: Record<string, unknown>) =>
  server.call(`strapi.db.connection('admin_users').where({ id: ${id} }).update(${JSON.stringify(values)})`);
const entry = (adminUserId: number) => tablesOf(server).entry(adminUserId);
const aNative = () => server.aUser();

it(
  'is mended at the next start, whoever did it: names, switches, rows that went and rows that came',
  async () => {
    const [renamed, switchedOff, switchedOn, gone, untouched] = [
      await aNative(),
      await aNative(),
      await aNative(),
      await aNative(),
      await aNative(),
    ];
    const { act, entryOf } = gatehouseAt(server);
    await act(await entryOf(switchedOn.email), 'disable');
    const goneEntry = await entryOf(gone.email);
    const before = { renamed: await entry(renamed.id), untouched: await entry(untouched.id) };

    await afterRestart(async () => {
      await setNative(renamed.id, {
        firstname: 'Grace',
        username: 'grace',
        email: 'Grace.Hopper@example.test',
      });
      await setNative(switchedOff.id, { is_active: false });
      await setNative(switchedOn.id, { is_active: true });
      await server.sql('DELETE FROM ?? WHERE ?? = ?', ['admin_users_roles_lnk', 'user_id', gone.id]);
      await server.sql('DELETE FROM ?? WHERE ?? = ?', ['admin_users', 'id', gone.id]);
      await server.sql('INSERT INTO ?? (??, ??, ??) VALUES (?, ?, ?)', [
        'admin_users',
        'document_id',
        'email',
        'is_active',
        'inserted-by-hand',
        'inserted@example.test',
        true,
      ]);
    });

    expect(await entry(renamed.id)).toMatchObject({
      id: before.renamed?.id,
      email: 'grace.hopper@example.test',
      user_name: 'grace',
      firstname: 'Grace',
      search_text: expect.stringContaining('grace.hopper@example.test'),
    });
    expect(await entry(switchedOff.id)).toMatchObject({ lifecycle: 'disabled' });
    expect(await entry(switchedOn.id)).toMatchObject({ lifecycle: 'active' });
    expect(await entry(gone.id)).toBeUndefined();
    expect(await entry(untouched.id)).toEqual(before.untouched);
    const inserted = (await tablesOf(server).entries()).filter(
      ({ email }) => email === 'inserted@example.test',
    );
    expect(inserted).toEqual([
      expect.objectContaining({ user_name: 'inserted@example.test', lifecycle: 'active' }),
    ]);

    const { gatehouse } = gatehouseAt(server);
    expect((await gatehouse.get(`/users/${goneEntry.id}`)).status).toBe(404);
    expect((await server.signIn('grace', aPassword)).status).toBe(200);
    expect((await server.signIn(switchedOff.email, aPassword)).status).toBe(400);
    expect((await server.signIn(switchedOn.email, aPassword)).status).toBe(200);
  },
  SEVERAL_STARTS,
);

it(
  'is mended where addresses went from one user to another',
  async () => {
    const [first, second, third] = [await aNative(), await aNative(), await aNative()];

    await afterReconciling(async () => {
      await setNative(first.id, { email: third.email.replace('user', 'free') });
      await setNative(second.id, { email: first.email });
      await setNative(third.id, { email: second.email });
    });

    const all = await tablesOf(server).entries();
    const natives = await tablesOf(server).natives();
    expect(all.map(({ admin_user_id: id, email }) => [id, email])).toEqual(
      natives.map(({ id, email }) => [id, email.toLowerCase()]),
    );
    expect((await server.signIn(first.email, aPassword)).status).toBe(200);
  },
  SEVERAL_STARTS,
);

it(
  'is mended where two have changed their user names',
  async () => {
    const [first, second] = [await aNative(), await aNative()];
    const token = await server.superAdmin();
    for (const [user, username] of [
      [first, 'one.name'],
      [second, 'another.name'],
    ] as const)
      succeed(await server.http.put(`/admin/users/${user.id}`, { token, body: { username } }));

    await afterReconciling(async () => {
      await setNative(first.id, { username: 'another.name' });
      await setNative(second.id, { username: 'one.name' });
    });
    const names = async () => [(await entry(first.id))?.user_name, (await entry(second.id))?.user_name];

    // Nobody is called by a name that is not theirs; once both are free, the next time, both are taken.
    expect((await names())[0]).not.toBe('one.name');
    expect((await names())[1]).not.toBe('another.name');
    await afterReconciling(async () => undefined);
    expect(await names()).toEqual(['another.name', 'one.name']);
  },
  SEVERAL_STARTS,
);

it(
  'leaves a user alone whose address somebody has given to others as well',
  async () => {
    const [owner, double] = [await aNative(), await aNative()];
    const { act, entryOf } = gatehouseAt(server);
    await act(await entryOf(owner.email), 'suspend', { reason: 'on leave' });
    const before = await entry(owner.id);

    // Strapi itself would not: it keeps addresses unique, in lower case.
    await afterReconciling(async () => {
      await setNative(double.id, { email: owner.email.toUpperCase(), firstname: 'Double' });
      await server.call(`strapi.db.connection('admin_users').insert(
      { document_id: 'triple', email: '${owner.email}', firstname: 'Triple', is_active: true })`);
    });
    const once = await entry(owner.id);
    await afterReconciling(async () => undefined);

    expect(once).toEqual(before);
    expect(await entry(owner.id)).toEqual(before);
    expect(await entry(double.id)).toMatchObject({ email: double.email, firstname: 'Double' });
    expect((await server.signIn(owner.email, aPassword)).status).toBe(400);
    // Who could be either is nobody, until somebody puts the addresses right.
    expect((await tablesOf(server).entries()).filter(({ firstname }) => firstname === 'Triple')).toEqual([]);
  },
  SEVERAL_STARTS,
);

it(
  'does not stop Strapi from starting, whatever was done to the directory itself',
  async () => {
    const [emptied, foreign] = [await aNative(), await aNative()];

    await afterRestart(async () => {
      await server.sql('DELETE FROM ?? WHERE ?? = ?', ['gatehouse_users', 'admin_user_id', emptied.id]);
      await server.sql('UPDATE ?? SET ?? = ?, ?? = ? WHERE ?? = ?', [
        'gatehouse_users',
        'email',
        'nobody@example.test',
        'firstname',
        'Nobody',
        'admin_user_id',
        foreign.id,
      ]);
      await server.sql('DELETE FROM ??', ['gatehouse_roles']);
    });

    expect(await entry(emptied.id)).toMatchObject({ email: emptied.email });
    expect(await entry(foreign.id)).toMatchObject({ email: foreign.email, firstname: foreign.firstname });
    expect((await server.signIn(foreign.email, aPassword)).status).toBe(200);
    const { gatehouse } = gatehouseAt(server);
    expect(succeed(await gatehouse.get('/roles')).body.data.length).toBeGreaterThanOrEqual(3);
  },
  SEVERAL_STARTS,
);
