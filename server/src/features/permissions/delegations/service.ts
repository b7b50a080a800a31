import type { z } from 'zod';

import {
  type createDelegation,
  type Delegation,
  type listDelegates,
  MAX_DELEGATIONS_A_USER,
  type updateDelegation,
} from '../../../../../shared/contracts/delegations';
import { refuse } from '../../../../../shared/refusals';
import { type DelegationFacts, stateOf } from '../../../domain/delegation';
import type { LogAction } from '../../../../../shared/log/actions';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { dropUndefined } from '../../../platform/drop-undefined';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { paginate } from '../../../platform/pagination';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { createQuestions, standingFor } from './questions';
import { createDelegationStore, type StoredDelegation } from './store';

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

/** Who may act for whom, for what and when. What that allows is the project's to say, which asks `canActFor`. */
export const delegationService = ({ strapi }: { strapi: Strapi }) => {
  const store = createDelegationStore(strapi);
  const users = () => getService(strapi, 'users');
  const dacGroups = () => getService(strapi, 'dacGroups');
  const reach = () => getService(strapi, 'reach');

  /** In the logs of both users; it is told once, as what was done to who acts. */
  const record = (
    action: LogAction,
    changed: readonly { delegation: StoredDelegation; before: Terms | null; after: Terms | null }[],
    actor: Actor,
  ) =>
    getService(strapi, 'log').recordChanges(
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
  const hold = async ({ userId, forUserId, dacGroupId }: Between) => {
    const ids = [userId, ...(forUserId === null ? [] : [forUserId])].sort((one, other) => one - other);
    for (const id of ids) await users().hold(id);
    if (dacGroupId !== null) await dacGroups().hold(dacGroupId, 'forDacGroup');
  };

  /**
   * Nobody lets themself act for others; for a super admin a super admin alone lets anybody. Who is limited to their own
   * accounts names users within reach: who holds a group, and whose a resource is, reaches further.
   */
  const assertMayGive = async ({ userId, forUserId, dacGroupId }: Between, actor: Actor) => {
    const user = await users().holdForChange(userId, actor);
    if (user.adminUserId === actor.adminUserId) throw new GatehouseError('OWN_USER');
    if (forUserId !== null) return users().assertMayManage(forUserId, actor, 'forUser');
    await reach().assertEverywhere(actor);
    if (dacGroupId !== null) await dacGroups().assertMayGive([dacGroupId], actor);
  };

  const findSeen = async (id: number, actor: Actor) => {
    const found = await store.find(id);
    if (!found) throw new GatehouseError('NOT_FOUND');
    await reach().assertSees(found.user.id, actor);
    if (found.forUserId !== null) await reach().assertSees(found.forUserId, actor);
    return found;
  };

  /** Changes one that is there, and stays as it is meanwhile. */
  const change = async <T>(id: number, actor: Actor, work: (held: StoredDelegation) => Promise<T>) => {
    const between = betweenOf(await findSeen(id, actor));
    return inTransaction(strapi, async () => {
      await hold(between);
      if (!(await store.hold(id))) throw new GatehouseError('NOT_FOUND');
      return work((await store.find(id)) as StoredDelegation);
    });
  };

  return {
    ...createQuestions(strapi, store),

    async list(userId: number, actor: Actor) {
      if (!(await users().find(userId))) throw new GatehouseError('NOT_FOUND');
      return { data: (await store.listOf(userId, await reach().of(actor))).map(describe) };
    },

    async listDelegates(
      userId: number,
      { page, pageSize }: z.output<typeof listDelegates.query>,
      actor: Actor,
    ) {
      const user = await users().find(userId);
      if (!user) throw new GatehouseError('NOT_FOUND');
      const dacGroupIds = (await standingFor(strapi, user)).map(({ id }) => id);
      const { total, delegations } = await store.listDelegates(
        { userId, dacGroupIds },
        await reach().of(actor),
        { offset: (page - 1) * pageSize, limit: pageSize },
      );
      return { data: delegations.map(describe), meta: paginate({ page, pageSize, total }) };
    },

    create: (userId: number, body: z.output<typeof createDelegation.body>, actor: Actor) =>
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
        await hold(between);
        await assertMayGive(between, actor);
        if ((await store.countOf(userId)) >= MAX_DELEGATIONS_A_USER)
          throw new GatehouseError('TOO_MANY_DELEGATIONS');
        const made = await store.insert(
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
        await record('delegation-given', [{ delegation: made, before: null, after: terms }], actor);
        return { data: describe(made) };
      }),

    update: (
      id: number,
      { purpose, validFrom, validTo }: z.output<typeof updateDelegation.body>,
      actor: Actor,
    ) =>
      change(id, actor, async (held) => {
        await assertMayGive(betweenOf(held), actor);
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
          await store.update(id, after, clock.now());
          await record('delegation-changed', [{ delegation: held, before: held, after }], actor);
        }
        return { data: describe(after) };
      }),

    end: (id: number, actor: Actor) =>
      change(id, actor, async (held) => {
        await users().holdForChange(held.user.id, actor);
        await store.remove([id]);
        await record('delegation-ended', [{ delegation: held, before: held, after: null }], actor);
        return { data: describe(held) };
      }),

    /** In the transaction that deletes the group, which is held. */
    async endOfDacGroup(dacGroupId: number, actor: Actor) {
      const ended = await store.listOfDacGroup(dacGroupId);
      await store.remove(ended.map(({ id }) => id));
      await record(
        'delegation-ended',
        ended.map((delegation) => ({ delegation, before: delegation, after: null })),
        actor,
      );
    },

    removeOf: (userIds: readonly number[]) => store.removeOf(userIds),
  };
};

declare module '../../../platform/services' {
  interface Services {
    delegation: ReturnType<typeof delegationService>;
  }
}
