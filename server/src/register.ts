import { PLUGIN_ID } from '../../shared/constants';
import { configSchema } from './config';
import { mountDoors } from './doors/mount';
import type { Strapi } from './lib/strapi';

/** Before routes are bound: a function decorated later would be ignored. */
export const register = ({ strapi }: { strapi: Strapi }) => {
  strapi.config.set(`plugin::${PLUGIN_ID}`, configSchema.parse(strapi.config.get(`plugin::${PLUGIN_ID}`)));
  mountDoors(strapi);
};
