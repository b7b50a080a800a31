/** Who belongs to which account. */

import type { AccountRole } from '../../../../../shared/constants';
import type { Membership, NewMembership } from '../../../../../shared/contracts/accounts';
import { isWithin } from '../../../domain/account-path';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { fieldError, GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { scopeOf } from '../../permissions/scope/record';
import { currentPolicy } from '../../settings/policy/record';
import { findUser } from '../users/store';
import * as members from './member-store';
import { membershipsOf, type StoredMembership } from './member-store';
import * as accounts from './store';

export type Placement = { account: number; role: AccountRole };

/** As the log keeps them. */
export const inWords = (memberships: readonly { name: string; role: AccountRole }[]) =>
  memberships.map(({ name, role }) => `${name}: ${role}`).sort();

const describe = ({ accountId, name, role }: StoredMembership): Membership => ({
  account: { id: accountId, name },
  role,
});

/** The memberships in the actor's scope; actors see all of their own. */
export const seen = async (strapi: Strapi, userId: number, actor: Actor) => {
  const all = await membershipsOf(strapi, [userId]);
  const scope = await scopeOf(strapi, actor);
  return scope && scope.userId !== userId ? all.filter(({ path }) => isWithin(path, scope.accountIds)) : all;
};

/** Locks the accounts' rows until the transaction ends. Throws where one is not in the actor's scope. */
export const hold = async (strapi: Strapi, placements: readonly { account: number }[], actor: Actor) => {
  const held = await accounts.holdMany(
    strapi,
    placements.map(({ account }) => account),
  );
  const scope = await scopeOf(strapi, actor);
  const known = held.filter(({ path }) => !scope || isWithin(path, scope.accountIds));
  // An account outside the actor's scope counts as unknown.
  if (known.length < placements.length) throw fieldError('UNKNOWN_ACCOUNT', 'accounts');
  return new Map(known.map(({ id, name }) => [id, name]));
};

export const insert = (strapi: Strapi, userId: number, placements: readonly Placement[]) =>
  members.insert(
    strapi,
    userId,
    placements.map(({ account, role }) => ({ accountId: account, role })),
    clock.now(),
  );

export const listMemberships = async (strapi: Strapi, userId: number, actor: Actor) => {
  if (!(await findUser(strapi, userId))) throw new GatehouseError('NOT_FOUND');
  return { data: (await seen(strapi, userId, actor)).map(describe) };
};

/** Call in the transaction that creates the user. Returns the memberships as the log keeps them. */
export const placeInAccounts = async (
  strapi: Strapi,
  userId: number,
  placements: readonly NewMembership[] | undefined,
  actor: Actor,
) => {
  if (!placements?.length) return undefined;
  const names = await hold(strapi, placements, actor);
  const { invitations } = await currentPolicy(strapi);
  const placed = placements.map(({ account, role = invitations.accountRole }) => ({ account, role }));
  await insert(strapi, userId, placed);
  return inWords(placed.map(({ account, role }) => ({ name: names.get(account) ?? '', role })));
};
