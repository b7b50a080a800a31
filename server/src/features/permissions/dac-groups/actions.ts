import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/dac-groups';
import { type DacGroup, MAX_DAC_GROUPS } from '../../../../../shared/contracts/dac-groups';
import type { LogAction } from '../../../../../shared/log/actions';
import { compareTexts } from '../../../domain/order-key';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { fieldError, GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { recordChange } from '../../activity/log/record';
import { holdUserForChange } from '../../people/users/guards';
import { endDelegationsOfDacGroup } from '../delegations/record';
import { assertMayGiveDacGroups, isAmong } from './guards';
import { describe } from './queries';
import * as store from './store';
import type { StoredDacGroup } from './store';

const codesIn = (groups: readonly StoredDacGroup[]) => groups.map(({ code }) => code).sort(compareTexts);
const describeOne = async (strapi: Strapi, group: StoredDacGroup) =>
  (await describe(strapi, [group]))[0] as DacGroup;

const holdOne = async (strapi: Strapi, id: number) => {
  const [group] = await store.hold(strapi, [id]);
  if (!group) throw new GatehouseError('NOT_FOUND');
  return group;
};

/** Changes to a group itself are in no user's log. */
const record = (
  strapi: Strapi,
  action: LogAction,
  { id, code }: StoredDacGroup,
  before: string | null,
  after: string | null,
  actor: Actor,
) =>
  recordChange(strapi, {
    about: { kind: 'dac-group', id, name: code },
    action,
    changes: { name: { before, after } },
    actor,
  });

export const createDacGroup = (
  strapi: Strapi,
  body: z.output<typeof contracts.createDacGroup.body>,
  actor: Actor,
) =>
  inTransaction(strapi, async () => {
    if ((await store.count(strapi)) >= MAX_DAC_GROUPS) throw fieldError('TOO_MANY_DAC_GROUPS', 'code');
    const group = await store.insert(strapi, body, clock.now());
    if (!group) throw fieldError('DAC_CODE_TAKEN', 'code');
    await record(strapi, 'dac-group-created', group, null, group.name, actor);
    return { data: await describeOne(strapi, group) };
  });

export const renameDacGroup = (strapi: Strapi, id: number, name: string, actor: Actor) =>
  inTransaction(strapi, async () => {
    const group = await holdOne(strapi, id);
    if (group.name !== name) {
      await store.rename(strapi, id, name, clock.now());
      await record(strapi, 'dac-group-renamed', group, group.name, name, actor);
    }
    return { data: await describeOne(strapi, { ...group, name }) };
  });

/** Waits for a concurrent change that gives the group, or makes it wait. */
export const deleteDacGroup = (strapi: Strapi, id: number, actor: Actor) =>
  inTransaction(strapi, async () => {
    const data = await describeOne(strapi, await holdOne(strapi, id));
    if (data.userCount > 0) throw new GatehouseError('DAC_GROUP_HELD');
    await endDelegationsOfDacGroup(strapi, id, actor);
    await store.remove(strapi, id);
    await record(strapi, 'dac-group-deleted', data, data.name, null, actor);
    return { data };
  });

export const setDacGroups = (strapi: Strapi, userId: number, ids: readonly number[], actor: Actor) =>
  inTransaction(strapi, async () => {
    // Of two concurrent saves, the second reads what the first wrote.
    await holdUserForChange(strapi, userId, actor);
    const wanted = await store.hold(strapi, ids);
    if (wanted.length !== ids.length) throw fieldError('UNKNOWN_DAC_GROUP', 'dacGroups');
    const held = await store.heldBy(strapi, userId);
    const isHeld = isAmong(held);
    const added = ids.filter((id) => !isHeld(id));
    const taken = held.map(({ id }) => id).filter((id) => !ids.includes(id));
    await assertMayGiveDacGroups(strapi, added, actor);
    await store.take(strapi, userId, taken);
    await store.give(strapi, userId, added, clock.now());
    if (added.length + taken.length > 0)
      await recordChange(strapi, {
        about: { kind: 'user', id: userId },
        action: 'dac-groups-changed',
        changes: { dacGroups: { before: codesIn(held), after: codesIn(wanted) } },
        actor,
      });
    return { data: await store.heldBy(strapi, userId) };
  });
