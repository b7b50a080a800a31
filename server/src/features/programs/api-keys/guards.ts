import type { AuthType } from '../../../../../shared/constants';
import { roleIdsOf } from '../../../access/facts';
import { isByToken } from '../../../access/step-up';
import type { Actor } from '../../../platform/actor';
import { GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { holdUserForChange } from '../../people/users/guards';
import { assertLicenceAllowsKeys } from '../../permissions/licences/holding';
import { holdLicences } from '../../permissions/licences/store';
import { assertMayGrant } from '../../permissions/roles/guards';

/**
 * A key can do all that its user may, so the actor must hold those permissions too. Nobody issues keys for
 * themself, or a leaked one could renew itself.
 */
export const assertMayIssue = async (strapi: Strapi, userId: number, authType: AuthType, actor: Actor) => {
  await holdLicences(strapi);
  const user = await holdUserForChange(strapi, userId, actor);
  if (user.adminUserId === actor.adminUserId) throw new GatehouseError('OWN_USER');
  if (user.type !== 'api-only') throw new GatehouseError('API_ONLY_USERS');
  if (user.authType !== authType) throw new GatehouseError('OTHER_AUTH_TYPE');
  await assertLicenceAllowsKeys(strapi, user);
  const roleIds = await roleIdsOf(strapi, { id: user.adminUserId });
  await assertMayGrant(strapi, roleIds, actor);
  // A leaked token could otherwise make others that outlive it.
  if (isByToken(strapi)) throw new GatehouseError('SESSION_NEEDED');
  return { user, roleIds };
};
