import { MAX_IP_RULES } from '../../../../../shared/contracts/ip-rules';
import { assertSteppedUp } from '../../../access/step-up';
import { decide } from '../../../domain/decide';
import { factsOf } from '../../../domain/facts';
import { address as addressRule } from '../../../domain/rules/address';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { fieldError, GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { assertMayManageUser } from '../../people/users/guards';
import { findPrincipal } from '../../people/users/principal';
import { holdUser } from '../../people/users/store';
import { assertScopeIsUnlimited } from '../../permissions/scope/record';
import { assertMayManageRole } from '../../permissions/roles/guards';
import { holdRole, holdSuperAdmins } from '../../permissions/roles/record';
import * as store from './store';
import type { StoredRule } from './store';

/** Rules for everyone restrict super admins too, so only they may set them. The role or user must exist. */
export const assertMayChange = async (
  strapi: Strapi,
  { scope, userId, roleId }: Pick<StoredRule, 'scope' | 'userId' | 'roleId'>,
  actor: Actor,
) => {
  if (scope !== 'user') await assertScopeIsUnlimited(strapi, actor);
  if (scope === 'everyone' && !actor.isSuperAdmin) throw new GatehouseError('SUPER_ADMIN_ONLY');
  if (scope === 'user') await assertMayManageUser(strapi, userId as number, actor, 'user');
  if (scope === 'role') await assertMayManageRole(strapi, roleId as number, actor);
  if (scope !== 'user') await assertSteppedUp(strapi);
};

/** Locks the row before counting; otherwise parallel requests would each find room for one more. */
export const assertRoom = async (strapi: Strapi, target: Pick<StoredRule, 'scope' | 'userId' | 'roleId'>) => {
  if (target.scope === 'user') await holdUser(strapi, target.userId as number);
  else if (target.scope === 'role') await holdRole(strapi, target.roleId as number);
  // Only super admins change rules for everyone.
  else await holdSuperAdmins(strapi);
  if ((await store.countOf(strapi, target)) >= MAX_IP_RULES[target.scope])
    throw fieldError('TOO_MANY_IP_RULES', 'range');
};

/** Runs inside the transaction, after the change: throwing rolls it back. */
export const assertStillIn = async (strapi: Strapi, actor: Actor, confirmed: boolean | undefined) => {
  if (confirmed || actor.adminUserId === null) return;
  const self = await findPrincipal(strapi, actor.adminUserId, actor.roleIds);
  if (!self) return;
  const facts = factsOf({ ...self, realm: 'panel', address: actor.ip, now: clock.now() });
  if (decide([addressRule], facts).outcome !== 'allow') throw new GatehouseError('SELF_LOCKOUT');
};
