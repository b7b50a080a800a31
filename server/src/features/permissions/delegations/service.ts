/** Who may act for whom, for what and when. What that allows is the project's to say, which asks `canActFor`. */

import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/delegations';
import { type Delegation, MAX_DELEGATIONS_A_USER } from '../../../../../shared/contracts/delegations';
import { refuse } from '../../../../../shared/refusals';
import { type DelegationFacts, stateOf } from '../../../domain/delegation';
import type { LogAction } from '../../../../../shared/log/actions';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { dropUndefined } from '../../../platform/drop-undefined';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { paginate } from '../../../platform/pagination';
import type { Strapi } from '../../../platform/strapi';
import { standingFor } from './questions';
import type { StoredDelegation } from './store';
import { recordChanges } from '../../activity/log/service';
import { findUser, holdUser } from '../../people/users/store';
import { assertMayGiveDacGroups, holdDacGroup } from '../dac-groups/service';
import { assertMayManageUser, holdUserForChange } from '../../people/users/service';
import { assertReachesEverywhere, assertSeesUser, reachOf } from '../reach/service';
import * as store from './store';

type Terms = Pick<DelegationFacts, 'purpose' | 'validFrom' | 'validTo'>;
/** Who may act for whom, and by which group. */
type Between = { userId: number; forUserId: number | null; dacGroupId: number | null };

const describe = (stored: StoredDelegation): Delegation => ({
  ...stored,
  forDacGroup: stored.dacGroup,
  validFrom: stored.validFrom.toISOString(),
  validTo: stored.validTo?.toISOString() ?? null,
  state: stateOf(stored, clock.now()),
  createdAt: stored.createdAt.toISOString(),
});

const betweenOf = ({ user, forUserId, dacGroup }: StoredDelegation): Between => ({
  userId: user.id,
  forUserId,
  dacGroupId: dacGroup?.id ?? null,
});

const assertDates = ({ validFrom, validTo }: Terms) => {
  if (validTo && validTo < validFrom) throw fieldError('VALIDATION', 'validTo', refuse('ends-before-start'));
};

/** As the log keeps them; `*`: for everything. */
const inWords = (terms: Terms | null) => ({
  purpose: terms && (terms.purpose ?? '*'),
  validFrom: terms?.validFrom.toISOString() ?? null,
  validTo: terms?.validTo?.toISOString() ?? null,
});
const changesBetween = (before: Terms | null, after: Terms | null) => {
  const [was, is] = [inWords(before), inWords(after)];
  return Object.fromEntries(
    (Object.keys(is) as (keyof typeof is)[])
      .filter((name) => was[name] !== is[name])
      .map((name) => [name, { before: was[name], after: is[name] }]),
  );
};

/** In the logs of both users; it is told once, as what was done to who acts. */
const record = (
  strapi: Strapi,
  action: LogAction,
  changed: readonly { delegation: StoredDelegation; before: Terms | null; after: Terms | null }[],
  actor: Actor,
) =>
  recordChanges(
    strapi,
    changed.flatMap(({ delegation: { user, forUser, dacGroup, resource }, before, after }) =>
      [user, ...(forUser ? [forUser] : [])].map(({ id, userName }) => ({
        about: { kind: 'user' as const, id, name: userName },
        action,
        changes: changesBetween(before, after),
        text: `${user.userName} → ${forUser?.userName ?? dacGroup?.code ?? resource}`,
        actor,
        isEcho: id !== user.id,
      })),
    ),
  );

/** In one order for all: users by their ids, then the group. */
const hold = async (strapi: Strapi, { userId, forUserId, dacGroupId }: Between) => {
  const ids = [userId, ...(forUserId === null ? [] : [forUserId])].sort((one, other) => one - other);
  for (const id of ids) await holdUser(strapi, id);
  if (dacGroupId !== null) await holdDacGroup(strapi, dacGroupId, 'forDacGroup');
};

/**
 * Nobody lets themself act for others; for a super admin a super admin alone lets anybody. Who is limited to their own
 * accounts names users within reach: who holds a group, and whose a resource is, reaches further.
 */
const assertMayGive = async (strapi: Strapi, { userId, forUserId, dacGroupId }: Between, actor: Actor) => {
  const user = await holdUserForChange(strapi, userId, actor);
  if (user.adminUserId === actor.adminUserId) throw new GatehouseError('OWN_USER');
  if (forUserId !== null) return assertMayManageUser(strapi, forUserId, actor, 'forUser');
  await assertReachesEverywhere(strapi, actor);
  if (dacGroupId !== null) await assertMayGiveDacGroups(strapi, [dacGroupId], actor);
};

const findSeen = async (strapi: Strapi, id: number, actor: Actor) => {
  const found = await store.find(strapi, id);
  if (!found) throw new GatehouseError('NOT_FOUND');
  await assertSeesUser(strapi, found.user.id, actor);
  if (found.forUserId !== null) await assertSeesUser(strapi, found.forUserId, actor);
  return found;
};

/** Changes one that is there, and stays as it is meanwhile. */
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

export const listDelegations = async (strapi: Strapi, userId: number, actor: Actor) => {
  if (!(await findUser(strapi, userId))) throw new GatehouseError('NOT_FOUND');
  return { data: (await store.listOf(strapi, userId, await reachOf(strapi, actor))).map(describe) };
};

export const listDelegates = async (
  strapi: Strapi,
  userId: number,
  { page, pageSize }: z.output<typeof contracts.listDelegates.query>,
  actor: Actor,
) => {
  const user = await findUser(strapi, userId);
  if (!user) throw new GatehouseError('NOT_FOUND');
  const dacGroupIds = (await standingFor(strapi, user)).map(({ id }) => id);
  const { total, delegations } = await store.listDelegates(
    strapi,
    { userId, dacGroupIds },
    await reachOf(strapi, actor),
    { offset: (page - 1) * pageSize, limit: pageSize },
  );
  return { data: delegations.map(describe), meta: paginate({ page, pageSize, total }) };
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

/** In the transaction that deletes the group, which is held. */
export const endDelegationsOfDacGroup = async (strapi: Strapi, dacGroupId: number, actor: Actor) => {
  const ended = await store.listOfDacGroup(strapi, dacGroupId);
  await store.remove(
    strapi,
    ended.map(({ id }) => id),
  );
  await record(
    strapi,
    'delegation-ended',
    ended.map((delegation) => ({ delegation, before: delegation, after: null })),
    actor,
  );
};
