import { type Actor, personOf } from '../../../platform/actor';
import { GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import * as store from './store';
import type { StoredDacGroup } from './store';

export const isAmong = (groups: readonly StoredDacGroup[]) => {
  const ids = new Set(groups.map(({ id }) => id));
  return (id: number) => ids.has(id);
};

/** Nobody gives a group they do not hold; a super admin may give any. */
export const assertMayGiveDacGroups = async (strapi: Strapi, ids: readonly number[], actor: Actor) => {
  if (actor.isSuperAdmin || ids.length === 0) return;
  const own = await store.heldByAdminUser(strapi, personOf(actor));
  if (!ids.every(isAmong(own))) throw new GatehouseError('MORE_THAN_YOU_HOLD');
};
