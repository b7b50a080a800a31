import { PLUGIN_ID } from '../../../shared/constants';
import type { Strapi } from './strapi';

type Persisted = string | { name: string };

/** The setting in which Strapi names tables that outlive their content types (database/src/schema/diff.ts, 5.54). */
const SETTING = { type: 'core', key: 'persisted_tables' } as const;

/** At its first start without the plugin, Strapi would drop what is locked, recorded and ruled. */
export const keepTables = async (strapi: Strapi) => {
  const persisted = ((await strapi.store.get(SETTING)) ?? []) as Persisted[];
  const names = new Set(persisted.map((table) => (typeof table === 'string' ? table : table.name)));
  const missing = Object.values(strapi.contentTypes)
    .filter(({ plugin }) => plugin === PLUGIN_ID)
    .flatMap(({ collectionName }) => collectionName ?? [])
    .filter((table) => !names.has(table));
  if (missing.length > 0) await strapi.store.set({ ...SETTING, value: [...persisted, ...missing] });
};
