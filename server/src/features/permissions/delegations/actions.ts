/** Who may act for whom, for what and when. The project, which asks `canActFor`, decides what that allows. */

import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/delegations';
import { MAX_DELEGATIONS_A_USER } from '../../../../../shared/contracts/delegations';
import { refuse } from '../../../../../shared/refusals';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { dropUndefined } from '../../../platform/drop-undefined';
import { fieldError, GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { assertMayManageUser, holdUserForChange } from '../../people/users/guards';
import { holdUser } from '../../people/users/store';
import { assertMayGiveDacGroups } from '../dac-groups/guards';
import { holdDacGroup } from '../dac-groups/record';
import { assertScopeIsUnlimited, assertSeesUser } from '../scope/record';
import { describe } from './queries';
import { changesBetween, record, type Terms } from './record';
import * as store from './store';
import type { StoredDelegation } from './store';

/** Who may act, and for which user or DAC group. */
type Between = { userId: number; forUserId: number | null; dacGroupId: number | null };

const betweenOf = ({ user, forUserId, dacGroup }: StoredDelegation): Between => ({
  userId: user.id,
  forUserId,
  dacGroupId: dacGroup?.id ?? null,
});

const assertDates = ({ validFrom, validTo }: Terms) => {
  if (validTo && validTo < validFrom) throw fieldError('VALIDATION', 'validTo', refuse('ends-before-start'));
};

/** Locks in the same order everywhere: users by id, then the group. */
const hold = async (strapi: Strapi, { userId, forUserId, dacGroupId }: Between) => {
  const ids = [userId, ...(forUserId === null ? [] : [forUserId])].sort((one, other) => one - other);
  for (const id of ids) await holdUser(strapi, id);
  if (dacGroupId !== null) await holdDacGroup(strapi, dacGroupId, 'forDacGroup');
};

/**
 * Nobody gives themselves a delegation, and only super admins give one for a super admin. Actors with a
 * limited scope name users within it: holders of a group and owners of a resource may be outside it.
 */
const assertMayGive = async (strapi: Strapi, { userId, forUserId, dacGroupId }: Between, actor: Actor) => {
  const user = await holdUserForChange(strapi, userId, actor);
  if (user.adminUserId === actor.adminUserId) throw new GatehouseError('OWN_USER');
  if (forUserId !== null) return assertMayManageUser(strapi, forUserId, actor, 'forUser');
  await assertScopeIsUnlimited(strapi, actor);
  if (dacGroupId !== null) await assertMayGiveDacGroups(strapi, [dacGroupId], actor);
};

const findSeen = async (strapi: Strapi, id: number, actor: Actor) => {
  const found = await store.find(strapi, id);
  if (!found) throw new GatehouseError('NOT_FOUND');
  await assertSeesUser(strapi, found.user.id, actor);
  if (found.forUserId !== null) await assertSeesUser(strapi, found.forUserId, actor);
  return found;
};

/** Changes an existing delegation, with all rows it depends on locked. */
const change = async <T>(
  strapi: Strapi,
  id: number,
  actor: Actor,
  work: (held: StoredDelegation) => Promise<T>,
) => {
  const between = betweenOf(await findSeen(strapi, id, actor));
  return inTransaction(strapi, async () => {
    await hold(strapi, between);
    if (!(await store.hold(strapi, id))) throw new GatehouseError('NOT_FOUND');
    return work((await store.find(strapi, id)) as StoredDelegation);
  });
};

export const createDelegation = (
  strapi: Strapi,
  userId: number,
  body: z.output<typeof contracts.createDelegation.body>,
  actor: Actor,
) =>
  inTransaction(strapi, async () => {
    const { forUser = null, forDacGroup = null, resource = null, purpose } = body;
    const now = clock.now();
    if (forUser === userId) throw fieldError('VALIDATION', 'forUser', refuse('not-oneself'));
    const terms = {
      purpose,
      validFrom: body.validFrom ? new Date(body.validFrom) : now,
      validTo: body.validTo ? new Date(body.validTo) : null,
    };
    assertDates(terms);
    const between = { userId, forUserId: forUser, dacGroupId: forDacGroup };
    await hold(strapi, between);
    await assertMayGive(strapi, between, actor);
    if ((await store.countOf(strapi, userId)) >= MAX_DELEGATIONS_A_USER)
      throw new GatehouseError('TOO_MANY_DELEGATIONS');
    const made = await store.insert(
      strapi,
      {
        ...terms,
        userId,
        forUserId: forUser,
        forDacGroupId: forDacGroup,
        resource,
        givenBy: actor.name.slice(0, 255),
      },
      now,
    );
    await record(strapi, 'delegation-given', [{ delegation: made, before: null, after: terms }], actor);
    return { data: describe(made) };
  });

export const updateDelegation = (
  strapi: Strapi,
  id: number,
  { purpose, validFrom, validTo }: z.output<typeof contracts.updateDelegation.body>,
  actor: Actor,
) =>
  change(strapi, id, actor, async (held) => {
    await assertMayGive(strapi, betweenOf(held), actor);
    const after = {
      ...held,
      ...dropUndefined({
        purpose,
        validFrom: validFrom === undefined ? undefined : new Date(validFrom),
        validTo: validTo ? new Date(validTo) : validTo,
      }),
    } as StoredDelegation;
    assertDates(after);
    if (Object.keys(changesBetween(held, after)).length > 0) {
      await store.update(strapi, id, after, clock.now());
      await record(strapi, 'delegation-changed', [{ delegation: held, before: held, after }], actor);
    }
    return { data: describe(after) };
  });

export const endDelegation = (strapi: Strapi, id: number, actor: Actor) =>
  change(strapi, id, actor, async (held) => {
    await holdUserForChange(strapi, held.user.id, actor);
    await store.remove(strapi, [id]);
    await record(strapi, 'delegation-ended', [{ delegation: held, before: held, after: null }], actor);
    return { data: describe(held) };
  });
