import type { NewMembership } from '../../../../../shared/contracts/accounts';
import type { Actor } from '../../../platform/actor';
import { fieldError, GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { scopeOf } from '../../permissions/scope/record';
import { hold } from './memberships';

/** Before a user is created: whether the actor may place them in these accounts. */
export const assertMayPlaceInAccounts = async (
  strapi: Strapi,
  placements: readonly NewMembership[] | undefined,
  actor: Actor,
) => {
  if (placements?.length && !actor.can('accounts.assign')) throw new GatehouseError('NOT_PERMITTED');
  if (!placements?.length && (await scopeOf(strapi, actor))) throw fieldError('ACCOUNT_NEEDED', 'accounts');
  if (placements) await hold(strapi, placements, actor);
};
