/** Who belongs to which account. */

import type { z } from 'zod';

import type { AccountRole } from '../../../../../shared/constants';
import type { Membership, NewMembership, setUserAccounts } from '../../../../../shared/contracts/accounts';
import { isWithin } from '../../../domain/account-path';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { fieldError, GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { membershipsOf, type StoredMembership } from './member-store';
import * as members from './member-store';
import { reachOf } from '../../permissions/reach/service';
import * as accounts from './store';
import { findUser } from '../users/store';
import { currentPolicy } from '../../settings/policy/service';
import { holdUserToPlace } from '../users/service';
import { recordChange } from '../../activity/log/service';

type Change = z.output<typeof setUserAccounts.body>;
type Given = { account: number; role: AccountRole };

/** As the log keeps them. */
const inWords = (memberships: readonly { name: string; role: AccountRole }[]) =>
  memberships.map(({ name, role }) => `${name}: ${role}`).sort();

const describe = ({ accountId, name, role }: StoredMembership): Membership => ({
  account: { id: accountId, name },
  role,
});

/** Those that the actor sees, and may change: of themself all. */
const seen = async (strapi: Strapi, userId: number, actor: Actor) => {
  const all = await membershipsOf(strapi, [userId]);
  const reach = await reachOf(strapi, actor);
  return reach && reach.userId !== userId ? all.filter(({ path }) => isWithin(path, reach.accountIds)) : all;
};

/** They are there and stay there until the transaction ends, and all are within reach. */
const hold = async (strapi: Strapi, given: readonly { account: number }[], actor: Actor) => {
  const held = await accounts.holdMany(
    strapi,
    given.map(({ account }) => account),
  );
  const reach = await reachOf(strapi, actor);
  const known = held.filter(({ path }) => !reach || isWithin(path, reach.accountIds));
  // One that is beyond reach is not there.
  if (known.length < given.length) throw fieldError('UNKNOWN_ACCOUNT', 'accounts');
  return new Map(known.map(({ id, name }) => [id, name]));
};

const insert = (strapi: Strapi, userId: number, given: readonly Given[]) =>
  members.insert(
    strapi,
    userId,
    given.map(({ account, role }) => ({ accountId: account, role })),
    clock.now(),
  );

export const listMemberships = async (strapi: Strapi, userId: number, actor: Actor) => {
  if (!(await findUser(strapi, userId))) throw new GatehouseError('NOT_FOUND');
  return { data: (await seen(strapi, userId, actor)).map(describe) };
};

/** Before a user is made: whether somebody may place them there. */
export const assertMayPlaceInAccounts = async (
  strapi: Strapi,
  given: readonly NewMembership[] | undefined,
  actor: Actor,
) => {
  if (given?.length && !actor.can('accounts.assign')) throw new GatehouseError('NOT_PERMITTED');
  if (!given?.length && (await reachOf(strapi, actor))) throw fieldError('ACCOUNT_NEEDED', 'accounts');
  if (given) await hold(strapi, given, actor);
};

/** In the transaction that makes the user. Answers what the log says of it. */
export const placeInAccounts = async (
  strapi: Strapi,
  userId: number,
  given: readonly NewMembership[] | undefined,
  actor: Actor,
) => {
  if (!given?.length) return undefined;
  const names = await hold(strapi, given, actor);
  const { invitations } = await currentPolicy(strapi);
  const placed = given.map(({ account, role = invitations.accountRole }) => ({ account, role }));
  await insert(strapi, userId, placed);
  return inWords(placed.map(({ account, role }) => ({ name: names.get(account) ?? '', role })));
};

/**
 * Puts the list in the place of what the actor sees of the present one. Of a user who belongs to accounts beyond
 * their reach too, who is limited changes the rest.
 */
export const setMemberships = (strapi: Strapi, userId: number, { accounts: given }: Change, actor: Actor) =>
  inTransaction(strapi, async () => {
    const user = await holdUserToPlace(strapi, userId, actor);
    const names = await hold(strapi, given, actor);
    const before = await seen(strapi, userId, actor);
    // Nobody who is limited widens or loses their own reach.
    if (user.adminUserId === actor.adminUserId && (await reachOf(strapi, actor)))
      throw new GatehouseError('OWN_USER');
    const isSame = (one: Given, { accountId, role }: StoredMembership) =>
      one.account === accountId && one.role === role;
    const gone = before.filter((one) => !given.some((other) => isSame(other, one)));
    const fresh = given.filter((one) => !before.some((other) => isSame(one, other)));
    if (gone.length > 0)
      await members.remove(
        strapi,
        userId,
        gone.map(({ accountId }) => accountId),
      );
    await insert(strapi, userId, fresh);
    if (gone.length + fresh.length > 0)
      await recordChange(strapi, {
        about: { kind: 'user', id: userId, name: user.userName },
        action: 'accounts-changed',
        changes: {
          accounts: {
            before: inWords(before),
            after: inWords(given.map(({ account, role }) => ({ name: names.get(account) ?? '', role }))),
          },
        },
        actor,
      });
    return listMemberships(strapi, userId, actor);
  });
