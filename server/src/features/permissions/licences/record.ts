import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import * as store from './store';

export const licenceNames = async (strapi: Strapi) =>
  new Map((await store.all(strapi)).map(({ id, name }) => [id, name]));

/** At start, before anybody can sign in. */
export const addBuiltInLicences = (strapi: Strapi) => store.insertBuiltIn(strapi, clock.now());
