import { PLUGIN_ID } from '../../../shared/constants';
import type { Strapi } from './strapi';

/** Gatehouse's services by name. Each slice adds its own by declaration merging, so that `platform` imports none. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface Services {}

/** The only way from one feature to another. */
export const getService = <N extends keyof Services>(strapi: Strapi, name: N): Services[N] =>
  strapi.plugin(PLUGIN_ID).service(name) as Services[N];
