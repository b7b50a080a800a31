import type { ErrorCode } from '../../../../../shared/error-codes';
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
export const guardGivingDacGroups = async (
  strapi: Strapi,
  actor: Actor,
): Promise<(id: number) => ErrorCode | null> => {
  if (actor.isSuperAdmin) return () => null;
  const isOwn = isAmong(await store.heldByAdminUser(strapi, personOf(actor)));
  return (id) => (isOwn(id) ? null : 'MORE_THAN_YOU_HOLD');
};

export const assertMayGiveDacGroups = async (strapi: Strapi, ids: readonly number[], actor: Actor) => {
  if (ids.length === 0) return;
  const code = ids.map(await guardGivingDacGroups(strapi, actor)).find(Boolean);
  if (code) throw new GatehouseError(code);
};
