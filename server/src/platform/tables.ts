import { PLUGIN_ID } from '../../../shared/constants';
import { inTransaction, withinTransaction } from './database';
import type { DeletedUsers } from './deleted-users';
import type { Strapi } from './strapi';

/**
 * A table that Strapi's database layer creates and migrates, but no content type: those are in every schema
 * and in the Content Manager's API, and travel with data transfer. The name a feature gives it is singular.
 */
export type Table = {
  table: string;
  attributes: Record<string, { type: string }>;
  indexes: { name: string; columns: string[]; type?: 'unique' }[];
  /**
   * Columns with a user's id (`adminUserId`: of Strapi's user), and what becomes of the row when the user is
   * deleted: removed too, kept, or handled by the feature's `follow.ts`.
   */
  users?: Record<string, 'removed' | 'kept' | 'followed'>;
};

/** Below the longest index name of MariaDB (64) and PostgreSQL (63). */
const MAX_NAME = 60;

const named = (table: string, columns: string[], suffix: string) =>
  `${table}_${columns.join('_')}`.slice(0, MAX_NAME - 4) + suffix;

/** An index over the columns, in that order. */
export const index = (table: string, ...columns: string[]) => ({
  name: named(table, columns, '_idx'),
  columns,
});

/** A constraint that the database enforces, even against concurrent writes. */
export const unique = (table: string, ...columns: string[]) => ({
  name: named(table, columns, '_unq'),
  columns,
  type: 'unique' as const,
});

const UID_PREFIX = `plugin::${PLUGIN_ID}.`;

type Model = { uid: string };
const modelsOf = (strapi: Strapi) =>
  strapi.get('models') as unknown as { add: (model: Model) => void; get: () => Model[] };

const isOurs = ({ uid }: Model) => uid.startsWith(UID_PREFIX);

/** Throws unless each table that names users says what becomes of its rows when one is deleted. */
export const assertUsersAreFollowed = (tables: Record<string, Table>) => {
  for (const { table, attributes, users } of Object.values(tables))
    if (!users && Object.keys(attributes).some((name) => /userId$/i.test(name)))
      throw new Error(`${table} does not say what becomes of its rows when a user is deleted`);
};

/** Call before the database is opened, which creates and alters tables to match the models. */
export const addTables = (strapi: Strapi, tables: Record<string, Table>) => {
  assertUsersAreFollowed(tables);
  for (const [name, { table, attributes, indexes }] of Object.entries(tables))
    modelsOf(strapi).add({
      uid: `${UID_PREFIX}${name}`,
      singularName: name,
      tableName: table,
      attributes: {
        id: { type: 'increments' },
        documentId: { type: 'string' },
        ...attributes,
        createdAt: { type: 'datetime' },
        updatedAt: { type: 'datetime' },
      },
      indexes: [...indexes, index(table, 'document_id')],
    } as Model);
};

/**
 * Once the database is open, only data transfer reads the list of models: a restore empties every table on it
 * (data-transfer/src/strapi/providers/local-destination/strategies/restore/index.ts, 5.54). What belongs to
 * Strapi's users has to stay, as they do.
 */
export const hideTables = (strapi: Strapi) => {
  const models = modelsOf(strapi).get();
  models.splice(0, models.length, ...models.filter((model) => !isOurs(model)));
  // Fails closed: if that list was a copy, they would still be emptied.
  if (modelsOf(strapi).get().some(isOurs)) throw new Error('The tables of Gatehouse cannot be hidden');
};

type Persisted = string | { name: string };

/** The setting in which Strapi lists tables that outlive their models (database/src/schema/diff.ts, 5.54). */
const SETTING = { type: 'core', key: 'persisted_tables' } as const;

/** Else Strapi would drop all locks, records and rules at its first start without the plugin. */
export const keepTables = (strapi: Strapi, tables: Record<string, Table>) =>
  inTransaction(strapi, async () => {
    // Locked first: an import that has just ended may be about to commit other settings in place of these.
    const { from } = await withinTransaction(strapi);
    await from('strapi_core_store_settings').where({ key: 'core_persisted_tables' }).forUpdate().select('id');
    const persisted = ((await strapi.store.get(SETTING)) ?? []) as Persisted[];
    const names = new Set(persisted.map((table) => (typeof table === 'string' ? table : table.name)));
    const missing = Object.values(tables)
      .map(({ table }) => table)
      .filter((table) => !names.has(table));
    if (missing.length > 0) await strapi.store.set({ ...SETTING, value: [...persisted, ...missing] });
  });

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Deletes the rows of deleted users from every table that declares them `removed`. */
export const removeRowsOfUsers = async (
  strapi: Strapi,
  tables: Record<string, Table>,
  { userIds, adminUserIds }: DeletedUsers,
) => {
  const { from } = await withinTransaction(strapi);
  for (const { table, users = {} } of Object.values(tables))
    for (const [name, isTo] of Object.entries(users))
      if (isTo === 'removed')
        await from(table)
          .whereIn(snakeCase(name), name === 'adminUserId' ? [...adminUserIds] : [...userIds])
          .delete();
};
