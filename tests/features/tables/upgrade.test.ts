import { anEmptyDatabase } from '../../support';
import { mfaAt } from '../mfa/vocabulary';
import { ELSEWHERE, gatehouseAt, startStrapi } from '../vocabulary';

/** A first start, on nothing, and the next. */
const TWO_STARTS = 240_000;

/** Has the tables made as content types, which they were before: by Strapi, with all that it gives those. */
const asContentTypes = `(() => {
  const models = strapi.get('models').get();
  const ours = models.filter(({ uid }) => uid.startsWith('plugin::gatehouse.'));
  models.splice(0, models.length, ...models.filter((model) => !ours.includes(model)));
  for (const { singularName, tableName: collectionName, attributes, indexes } of ours) {
    const { id, documentId, createdAt, updatedAt, ...own } = attributes;
    const schema = {
      kind: 'collectionType',
      collectionName,
      info: { singularName, pluralName: singularName + 's', displayName: singularName },
      options: { draftAndPublish: false },
      attributes: { ...own, locale: { type: 'string' } },
      indexes: indexes.filter(({ columns }) => columns[0] !== 'document_id'),
    };
    strapi.get('content-types').add('plugin::gatehouse', { [singularName]: { schema } });
  }
})()`;

/** What content types have and tables have not. */
const LEFT_OVER = ['published_at', 'locale', 'created_by_id', 'updated_by_id'];

type Found = Record<string, { columns: string[]; foreignKeys: number; rows: Record<string, unknown>[] }>;
/** Every table of Gatehouse as the database has it. */
const found = `(async () => {
  const { tables } = await strapi.db.dialect.schemaInspector.getSchema();
  const found = {};
  for (const { name, columns, foreignKeys } of tables)
    if (name.startsWith('gatehouse_') && name !== 'gatehouse_throttle')
      found[name] = {
        columns: columns.map(({ name }) => name),
        foreignKeys: foreignKeys.length,
        rows: await strapi.db.connection(name).orderBy('id'),
      };
  return found;
})()`;

const withoutLeftOver = (rows: Record<string, unknown>[]) =>
  rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([column]) => !LEFT_OVER.includes(column))),
  );

it(
  'turns the tables from content types into tables, and keeps what is in them',
  async () => {
    const database = await anEmptyDatabase();
    const old = await startStrapi({ database, withAdmin: true, atStart: asContentTypes });
    const at = gatehouseAt(old);
    const locked = await at.aUser({ state: 'locked-by-admin' });
    await at.addRule({ scope: 'user', user: locked.id, range: ELSEWHERE });
    await at.signIn(locked);
    // As a data transfer or a script of the project's may have left it.
    await old.sql('UPDATE ?? SET ?? = ?', ['gatehouse_users', 'created_by_id', 1]);
    const before = await old.call<Found>(found);
    await old.stop();

    const server = await startStrapi({ database, withAdmin: false });
    const after = await server.call<Found>(found);

    const names = Object.keys(before);
    expect(names).toContain('gatehouse_users');
    expect(Object.keys(after)).toEqual(names);
    for (const name of names) {
      expect(before[name]?.columns).toEqual(expect.arrayContaining(LEFT_OVER));
      expect(before[name]?.foreignKeys).toBeGreaterThan(0);
      expect([name, after[name]?.foreignKeys]).toEqual([name, 0]);
      expect(after[name]?.columns.sort()).toEqual(
        before[name]?.columns.filter((column) => !LEFT_OVER.includes(column)).sort(),
      );
    }
    // Nobody signs in before it is read; of the settings, leases are taken all the time.
    for (const name of names.filter((name) => name !== 'gatehouse_settings'))
      expect([name, after[name]?.rows]).toEqual([name, withoutLeftOver(before[name]?.rows ?? [])]);
    expect((await gatehouseAt(server).read(locked)).status).toBe('locked-by-admin');

    await server.stop();
    await database.drop();
  },
  TWO_STARTS,
);

/** Has the table of steps made as it was while a user had one at a time. */
const withOneStepAUser = `(() => {
  const steps = strapi.get('models').get().find(({ uid }) => uid === 'plugin::gatehouse.challenge');
  for (const name of ['place', 'isKnown', 'toldAt']) delete steps.attributes[name];
  steps.indexes = steps.indexes.map((index) =>
    index.columns.join() === 'user_id'
      ? { name: 'gatehouse_challenges_user_id_unq', columns: ['user_id'], type: 'unique' }
      : index,
  );
})()`;

it(
  'lets users have several steps open where they had one at a time',
  async () => {
    const database = await anEmptyDatabase();
    const old = await startStrapi({ database, withAdmin: true, atStart: withOneStepAUser });
    const user = await mfaAt(gatehouseAt(old)).aUserWithAnApp();
    await old.stop();

    const server = await startStrapi({ database, withAdmin: false });
    const { complete, nextCode, start } = mfaAt(gatehouseAt(server));
    const [first, second] = [await start(user), await start(user)];
    expect((await complete(first, { code: await nextCode(user.app) })).status).toBe(200);
    expect((await complete(second, { code: await nextCode(user.app) })).status).toBe(200);
    await server.stop();
    await database.drop();
  },
  TWO_STARTS,
);
