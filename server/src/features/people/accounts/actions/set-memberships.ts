import type { z } from 'zod';

import type { setUserAccounts } from '../../../../../../shared/contracts/accounts';
import type { Actor } from '../../../../platform/actor';
import { inTransaction } from '../../../../platform/database';
import { GatehouseError } from '../../../../platform/errors';
import type { Strapi } from '../../../../platform/strapi';
import { recordChange } from '../../../activity/log/record';
import { scopeOf } from '../../../permissions/scope/record';
import { holdUserToPlace } from '../../users/guards';
import * as members from '../member-store';
import type { StoredMembership } from '../member-store';
import { type Placement, hold, insert, inWords, listMemberships, seen } from '../memberships';

type Change = z.output<typeof setUserAccounts.body>;

/** Replaces the memberships the actor can see; those outside the actor's scope stay as they are. */
export const setMemberships = (
  strapi: Strapi,
  userId: number,
  { accounts: placements }: Change,
  actor: Actor,
) =>
  inTransaction(strapi, async () => {
    const user = await holdUserToPlace(strapi, userId, actor);
    const names = await hold(strapi, placements, actor);
    const before = await seen(strapi, userId, actor);
    // Nobody with a limited scope widens or loses it themselves.
    if (user.adminUserId === actor.adminUserId && (await scopeOf(strapi, actor)))
      throw new GatehouseError('OWN_USER');
    const isSame = (one: Placement, { accountId, role }: StoredMembership) =>
      one.account === accountId && one.role === role;
    const gone = before.filter((one) => !placements.some((other) => isSame(other, one)));
    const fresh = placements.filter((one) => !before.some((other) => isSame(one, other)));
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
            after: inWords(placements.map(({ account, role }) => ({ name: names.get(account) ?? '', role }))),
          },
        },
        actor,
      });
    return listMemberships(strapi, userId, actor);
  });
