import type { z } from 'zod';

import {
  type createDacGroup,
  type DacGroup,
  type listDacGroups,
  MAX_DAC_GROUPS,
} from '../../../../../shared/contracts/dac-groups';
import { compareTexts } from '../../../domain/order-key';
import type { LogAction } from '../../../../../shared/log/actions';
import { type Actor, personOf } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { paginate } from '../../../platform/pagination';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { createDacGroupStore, type StoredDacGroup } from './store';

const isAmong = (groups: readonly StoredDacGroup[]) => {
  const ids = new Set(groups.map(({ id }) => id));
  return (id: number) => ids.has(id);
};
const codesIn = (groups: readonly StoredDacGroup[]) => groups.map(({ code }) => code).sort(compareTexts);

export const dacGroupsService = ({ strapi }: { strapi: Strapi }) => {
  const store = createDacGroupStore(strapi);
  const users = () => getService(strapi, 'users');

  const describe = async (groups: readonly StoredDacGroup[]): Promise<DacGroup[]> => {
    const counts = await store.countHolders(groups.map(({ id }) => id));
    return groups.map((group) => ({ ...group, userCount: counts.get(group.id) ?? 0 }));
  };
  const describeOne = async (group: StoredDacGroup) => (await describe([group]))[0] as DacGroup;

  const holdOne = async (id: number) => {
    const [group] = await store.hold([id]);
    if (!group) throw new GatehouseError('NOT_FOUND');
    return group;
  };

  /** What is done to a group itself is in no user's log. */
  const record = (
    action: LogAction,
    { id, code }: StoredDacGroup,
    before: string | null,
    after: string | null,
    actor: Actor,
  ) =>
    getService(strapi, 'log').recordChange({
      about: { kind: 'dac-group', id, name: code },
      action,
      changes: { name: { before, after } },
      actor,
    });

  /** Nobody gives what they do not hold; a super admin gives all there are. */
  const assertMayGive = async (ids: readonly number[], actor: Actor) => {
    if (actor.isSuperAdmin || ids.length === 0) return;
    const own = await store.heldByAdminUser(personOf(actor));
    if (!ids.every(isAmong(own))) throw new GatehouseError('MORE_THAN_YOU_HOLD');
  };

  return {
    async list({ page, pageSize, sort, _q }: z.output<typeof listDacGroups.query>) {
      const { total, groups } = await store.list(_q, {
        sort,
        offset: (page - 1) * pageSize,
        limit: pageSize,
      });
      return { data: await describe(groups), meta: paginate({ page, pageSize, total }) };
    },

    create: (body: z.output<typeof createDacGroup.body>, actor: Actor) =>
      inTransaction(strapi, async () => {
        if ((await store.count()) >= MAX_DAC_GROUPS) throw fieldError('TOO_MANY_DAC_GROUPS', 'code');
        const group = await store.insert(body, clock.now());
        if (!group) throw fieldError('DAC_CODE_TAKEN', 'code');
        await record('dac-group-created', group, null, group.name, actor);
        return { data: await describeOne(group) };
      }),

    rename: (id: number, name: string, actor: Actor) =>
      inTransaction(strapi, async () => {
        const group = await holdOne(id);
        if (group.name !== name) {
          await store.rename(id, name, clock.now());
          await record('dac-group-renamed', group, group.name, name, actor);
        }
        return { data: await describeOne({ ...group, name }) };
      }),

    /** Whoever gives the group at the same time waits for it, or is waited for. */
    remove: (id: number, actor: Actor) =>
      inTransaction(strapi, async () => {
        const data = await describeOne(await holdOne(id));
        if (data.userCount > 0) throw new GatehouseError('DAC_GROUP_HELD');
        await getService(strapi, 'delegation').endOfDacGroup(id, actor);
        await store.remove(id);
        await record('dac-group-deleted', data, data.name, null, actor);
        return { data };
      }),

    async heldBy(userId: number) {
      if (!(await users().find(userId))) throw new GatehouseError('NOT_FOUND');
      return { data: await store.heldBy(userId) };
    },

    setOf: (userId: number, ids: readonly number[], actor: Actor) =>
      inTransaction(strapi, async () => {
        // Of two who save at once, the second reads what the first has written.
        await users().holdForChange(userId, actor);
        const wanted = await store.hold(ids);
        if (wanted.length !== ids.length) throw fieldError('UNKNOWN_DAC_GROUP', 'dacGroups');
        const held = await store.heldBy(userId);
        const isHeld = isAmong(held);
        const given = ids.filter((id) => !isHeld(id));
        const taken = held.map(({ id }) => id).filter((id) => !ids.includes(id));
        await assertMayGive(given, actor);
        await store.take(userId, taken);
        await store.give(userId, given, clock.now());
        if (given.length + taken.length > 0)
          await getService(strapi, 'log').recordChange({
            about: { kind: 'user', id: userId },
            action: 'dac-groups-changed',
            changes: { dacGroups: { before: codesIn(held), after: codesIn(wanted) } },
            actor,
          });
        return { data: await store.heldBy(userId) };
      }),

    /** The codes that a panel user holds, as they are at this moment. */
    codesOf: async (adminUserId: number) =>
      (await store.heldByAdminUser(adminUserId)).map(({ code }) => code),

    assertMayGive,

    /** What else is given by the group: it is there, and stays until the transaction ends. */
    async hold(id: number, field: string) {
      const [group] = await store.hold([id]);
      if (!group) throw fieldError('UNKNOWN_DAC_GROUP', field);
    },

    removeOf: (userIds: readonly number[]) => store.removeOf(userIds),
  };
};

declare module '../../../platform/services' {
  interface Services {
    dacGroups: ReturnType<typeof dacGroupsService>;
  }
}
