import { GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { findUser } from '../users/store';
import * as store from './store';

export const getContact = async (strapi: Strapi, userId: number) => {
  if (!(await findUser(strapi, userId))) throw new GatehouseError('NOT_FOUND');
  return { data: await store.find(strapi, userId) };
};
