import { fieldError, GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { findUser } from '../../people/users/store';
import * as store from './store';

export const dacGroupsHeldBy = async (strapi: Strapi, userId: number) => {
  if (!(await findUser(strapi, userId))) throw new GatehouseError('NOT_FOUND');
  return { data: await store.heldBy(strapi, userId) };
};

/** The codes that a native user holds at this moment. */
export const dacCodesOf = async (strapi: Strapi, adminUserId: number) =>
  (await store.heldByAdminUser(strapi, adminUserId)).map(({ code }) => code);

/** Locks the group's row until the transaction ends. Throws, naming the field, if it does not exist. */
export const holdDacGroup = async (strapi: Strapi, id: number, field: string) => {
  const [group] = await store.hold(strapi, [id]);
  if (!group) throw fieldError('UNKNOWN_DAC_GROUP', field);
};
