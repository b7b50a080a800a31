/**
 * Sets of roles that are given as one. The roles Strapi has for a user are always those given directly plus
 * those of their groups, so that whatever reads roles, Strapi included, need not know of groups.
 *
 * Whatever changes groups or their members locks the super admin role first: one such change at a time.
 */

import type { z } from 'zod';

import type { UserType } from '../../../../../shared/constants';
import type * as contracts from '../../../../../shared/contracts/role-groups';
import { MAX_ROLE_GROUPS, type RoleGroup } from '../../../../../shared/contracts/role-groups';
import { nameKey } from '../../../domain/name-key';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { dropUndefined } from '../../../platform/drop-undefined';
import { fieldError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import type { Target } from '../../activity/log/one-entry';
import { syncUsers } from '../../people/directory/sync';
import { holdLicences } from '../licences/store';
import { assertMayGrant, assertRolesForType } from '../roles/guards';
import { holdSuperAdmins } from '../roles/record';
import { assertLicensed, assertMayManage, assertNameIsFree, assertNobodyIsLost } from './guards';
import { find } from './queries';
import { idsOf, namesOf, record } from './record';
import * as store from './store';
import type { NewRoleGroup } from './store';

/** Locks for a change. */
const hold = async (strapi: Strapi, id: number) => {
  await holdSuperAdmins(strapi);
  return find(strapi, id);
};

/** Changes the roles of the group, and those of its users accordingly. */
const changeRoles = async (strapi: Strapi, group: RoleGroup, roleIds: readonly number[], actor: Actor) => {
  const before = idsOf(group.roles);
  const added = roleIds.filter((id) => !before.includes(id));
  const removed = before.filter((id) => !roleIds.includes(id));
  if (added.length + removed.length === 0) return;
  await assertMayGrant(strapi, added, actor);
  for (const type of await store.typesIn(strapi, group.id))
    await assertRolesForType(strapi, type as UserType, added);
  await assertLicensed(strapi, group.id, added);
  const now = clock.now();
  await store.changeRoles(strapi, group.id, { added, removed }, now);
  const lost = await store.unfoundedIn(strapi, group.id, removed);
  await store.disinherit(strapi, lost);
  const gained = await store.missingIn(strapi, group.id);
  await store.inherit(strapi, gained, now);
  if (lost.length > 0) await assertNobodyIsLost(strapi, group.id, removed);
  const concerned = new Set([...lost, ...gained].map(({ adminUserId }) => adminUserId));
  await syncUsers(strapi, [...concerned], actor, 'of-others');
};

export const createRoleGroup = (
  strapi: Strapi,
  { roles: roleIds, ...body }: z.output<typeof contracts.createRoleGroup.body>,
  actor: Actor,
) =>
  inTransaction(strapi, async () => {
    await holdSuperAdmins(strapi);
    if ((await store.count(strapi)) >= MAX_ROLE_GROUPS) throw fieldError('TOO_MANY_ROLE_GROUPS', 'name');
    await assertNameIsFree(strapi, body.name);
    const made = await store.insert(strapi, { ...body, description: body.description ?? null }, clock.now());
    const empty: RoleGroup = { ...made, roles: [], userCount: 0 };
    await changeRoles(strapi, empty, roleIds, actor);
    const data = await find(strapi, made.id);
    await record(strapi, 'role-group-created', targetOf(data), {}, factsOfGroup(data), actor);
    return { data };
  });

export const updateRoleGroup = (
  strapi: Strapi,
  id: number,
  body: z.output<typeof contracts.updateRoleGroup.body>,
  actor: Actor,
) =>
  inTransaction(strapi, async () => {
    if (body.roles) await holdLicences(strapi);
    const before = await hold(strapi, id);
    await assertMayManage(strapi, before, actor);
    const { roles: roleIds, ...named } = dropUndefined(body);
    const after: NewRoleGroup = { name: before.name, description: before.description, ...named };
    const isRenamed = nameKey(after.name) !== nameKey(before.name);
    if (isRenamed) await assertNameIsFree(strapi, after.name, id);
    await store.update(strapi, { id, ...after }, isRenamed, clock.now());
    if (roleIds) await changeRoles(strapi, before, roleIds, actor);
    const data = await find(strapi, id);
    await record(
      strapi,
      'role-group-changed',
      targetOf(data),
      factsOfGroup(before),
      factsOfGroup(data),
      actor,
    );
    return { data };
  });

/** First takes its roles from its users, with all the checks of such a change. */
export const deleteRoleGroup = (strapi: Strapi, id: number, actor: Actor) =>
  inTransaction(strapi, async () => {
    const data = await hold(strapi, id);
    await assertMayManage(strapi, data, actor);
    await changeRoles(strapi, data, [], actor);
    await store.remove(strapi, id);
    await record(strapi, 'role-group-deleted', targetOf(data), factsOfGroup(data), {}, actor);
    return { data };
  });

const targetOf = ({ id, name }: RoleGroup): Target => ({ kind: 'role-group', id, name });

const factsOfGroup = ({ name, description, roles }: RoleGroup) => ({
  name,
  description,
  roles: namesOf(roles),
});
