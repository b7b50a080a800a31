import type { FactorKind } from '../../../../../shared/constants';
import type { Actor } from '../../../platform/actor';
import { GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { entryOf } from '../../people/users/entries';
import * as store from './store';

/** Admins who require a second factor must have one, so that they don't shut themselves out. */
export const assertHasOwnFactor = async (strapi: Strapi, { adminUserId }: Actor) => {
  if (adminUserId !== null && !(await entryOf(strapi, adminUserId)).mfaEnabled)
    throw new GatehouseError('OWN_FACTOR_FIRST');
};

/** Admins who disallow a kind of factor must still have a usable one. */
export const assertKeepsOwnFactor = async (
  strapi: Strapi,
  { adminUserId }: Actor,
  kinds: readonly FactorKind[],
) => {
  if (adminUserId === null) return;
  const { id, mfaEnabled } = await entryOf(strapi, adminUserId);
  if (mfaEnabled && !(await store.factorsOf(strapi, id)).some(({ kind }) => kinds.includes(kind)))
    throw new GatehouseError('OWN_FACTOR_FIRST');
};
