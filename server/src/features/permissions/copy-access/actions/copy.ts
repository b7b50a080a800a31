/** Copies one user's access to another through the ordinary actions, and so with their refusals. */

import type { z } from 'zod';

import { MAX_ACCOUNTS_A_USER } from '../../../../../../shared/contracts/accounts';
import type * as contracts from '../../../../../../shared/contracts/copy-access';
import { MAX_DAC_GROUPS_A_USER } from '../../../../../../shared/contracts/dac-groups';
import { MAX_ROLE_GROUPS_A_USER, type RoleSource } from '../../../../../../shared/contracts/role-groups';
import { MAX_ROLES_A_USER } from '../../../../../../shared/contracts/users';
import { refuse } from '../../../../../../shared/refusals';
import type { Actor } from '../../../../platform/actor';
import { fieldError, GatehouseError } from '../../../../platform/errors';
import type { Strapi } from '../../../../platform/strapi';
import { inOneEntry, recordChange } from '../../../activity/log/record';
import { setMemberships } from '../../../people/accounts/actions/set-memberships';
import { listMemberships } from '../../../people/accounts/memberships';
import { updateUser } from '../../../people/users/actions/update';
import { holdUserForChange } from '../../../people/users/guards';
import { findUser } from '../../../people/users/store';
import { setDacGroups } from '../../dac-groups/actions';
import { dacGroupsHeldBy } from '../../dac-groups/record';
import { holdLicences } from '../../licences/store';
import { seesUser } from '../../scope/record';
import { roleGroupsOfUsers } from '../../role-groups/record';
import { holdSuperAdmins } from '../../roles/record';

type Request = z.output<typeof contracts.copyAccess.body>;
type Someone = { id: number; adminUserId: number };
type Part = 'roles' | 'roleGroups' | 'accounts' | 'dacGroups';

export const findSource = async (strapi: Strapi, from: number, actor: Actor) => {
  const source = await findUser(strapi, from);
  // Users outside the actor's scope count as unknown.
  if (!source || !(await seesUser(strapi, from, actor))) throw fieldError('UNKNOWN_USER', 'from');
  return source;
};

/** Roles given to the source directly; those that groups give come with `roleGroups`. */
const copyRoles = async (strapi: Strapi, source: Someone, target: Someone, actor: Actor) => {
  const rolesOf = await roleGroupsOfUsers(strapi, [source, target]);
  const added = missing(directIn(rolesOf(source)), rolesOf(target).roles, ({ id }) => id);
  const roles = [...directIn(rolesOf(target)), ...added].map(({ id }) => id);
  assertAtMost(MAX_ROLES_A_USER, roles, 'roles');
  if (added.length > 0) await updateUser(strapi, target.id, { roles }, actor);
  return added.map(({ name }) => name);
};

const copyRoleGroups = async (strapi: Strapi, source: Someone, target: Someone, actor: Actor) => {
  const rolesOf = await roleGroupsOfUsers(strapi, [source, target]);
  const held = rolesOf(target).roleGroups;
  const added = missing(rolesOf(source).roleGroups, held, ({ id }) => id);
  const roleGroups = [...held, ...added].map(({ id }) => id);
  assertAtMost(MAX_ROLE_GROUPS_A_USER, roleGroups, 'roleGroups');
  if (added.length > 0) await updateUser(strapi, target.id, { roleGroups }, actor);
  return added.map(({ name }) => name);
};

const copyAccounts = async (strapi: Strapi, source: Someone, target: Someone, actor: Actor) => {
  const { data: held } = await listMemberships(strapi, target.id, actor);
  const added = missing(
    (await listMemberships(strapi, source.id, actor)).data,
    held,
    ({ account }) => account.id,
  );
  const all = [...held, ...added].map(({ account, role }) => ({ account: account.id, role }));
  assertAtMost(MAX_ACCOUNTS_A_USER, all, 'accounts');
  if (added.length > 0) await setMemberships(strapi, target.id, { accounts: all }, actor);
  return added.map(({ account }) => account.name);
};

const copyDacGroups = async (strapi: Strapi, source: Someone, target: Someone, actor: Actor) => {
  const { data: held } = await dacGroupsHeldBy(strapi, target.id);
  const added = missing((await dacGroupsHeldBy(strapi, source.id)).data, held, ({ id }) => id);
  const all = [...held, ...added].map(({ id }) => id);
  assertAtMost(MAX_DAC_GROUPS_A_USER, all, 'dacGroups');
  if (added.length > 0) await setDacGroups(strapi, target.id, all, actor);
  return added.map(({ name }) => name);
};

export const copyAccess = (strapi: Strapi, id: number, { from, ...wanted }: Request, actor: Actor) =>
  inOneEntry(strapi, async () => {
    // Locks in the same order as every change of roles.
    await holdLicences(strapi);
    await holdSuperAdmins(strapi);
    const target = await holdUserForChange(strapi, id, actor);
    const source = await findSource(strapi, from, actor);
    const part = (name: Part, may: boolean, copy: typeof copyRoles) =>
      wanted[name] ? namingField(name, may, () => copy(strapi, source, target, actor)) : [];
    const data = {
      roles: await part('roles', true, copyRoles),
      roleGroups: await part('roleGroups', true, copyRoleGroups),
      accounts: await part('accounts', actor.can('accounts.assign'), copyAccounts),
      dacGroups: await part('dacGroups', actor.can('dac-groups.assign'), copyDacGroups),
    };
    if (Object.values(data).some((added) => added.length > 0))
      await recordChange(strapi, {
        about: { kind: 'user', id, name: target.userName },
        action: 'access-copied',
        changes: null,
        text: source.userName,
        actor,
      });
    return { data };
  });

export const directIn = ({ roleSources }: { roleSources: readonly RoleSource[] }) =>
  roleSources.filter(({ direct }) => direct).map(({ role }) => role);

export const missing = <T>(source: readonly T[], held: readonly T[], idOf: (one: T) => number) =>
  source.filter((one) => !held.some((other) => idOf(other) === idOf(one)));

const assertAtMost = (max: number, all: readonly unknown[], field: Part) => {
  if (all.length > max) throw fieldError('VALIDATION', field, refuse('too-many', { max }));
};

/** Gives a refusal that names no field the part it is about as its field. */
const namingField = async <T>(field: Part, may: boolean, copy: () => Promise<T>) => {
  try {
    if (!may) throw new GatehouseError('NOT_PERMITTED');
    return await copy();
  } catch (error) {
    throw error instanceof GatehouseError && !error.details.errors ? fieldError(error.code, field) : error;
  }
};
