import { PLUGIN_ID } from '../../shared/constants';
import { configSchema } from './config';
import { mountDoors } from './doors/mount';
import { tables } from './features';
import type { Strapi } from './platform/strapi';
import { addTables } from './platform/tables';

/** Before the database is opened and routes are bound: later tables or functions would be ignored. */
export const register = ({ strapi }: { strapi: Strapi }) => {
  strapi.config.set(`plugin::${PLUGIN_ID}`, configSchema.parse(strapi.config.get(`plugin::${PLUGIN_ID}`)));
  mountDoors(strapi);
  addTables(strapi, tables);
};
