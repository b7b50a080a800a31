import type { z } from 'zod';

import { MAX_ACCOUNTS_A_USER } from '../../../../../shared/contracts/accounts';
import type { copyAccess } from '../../../../../shared/contracts/copy-access';
import { MAX_DAC_GROUPS_A_USER } from '../../../../../shared/contracts/dac-groups';
import { MAX_ROLE_GROUPS_A_USER, type RoleSource } from '../../../../../shared/contracts/role-groups';
import { MAX_ROLES_A_USER } from '../../../../../shared/contracts/users';
import { refuse } from '../../../../../shared/refusals';
import { inOneEntry } from '../../activity/log/one-entry';
import type { Actor } from '../../../platform/actor';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

type Request = z.output<typeof copyAccess.body>;
type Someone = { id: number; adminUserId: number };
type Part = 'roles' | 'roleGroups' | 'accounts' | 'dacGroups';

/** Copies one user's access to another, by the same ways, and so with the same refusals, as it is given singly. */
export const copyAccessService = ({ strapi }: { strapi: Strapi }) => {
  const users = () => getService(strapi, 'users');

  const findSource = async (from: number, actor: Actor) => {
    const source = await users().find(from);
    // Whoever is beyond reach is not there.
    if (!source || !(await getService(strapi, 'reach').sees(from, actor)))
      throw fieldError('UNKNOWN_USER', 'from');
    return source;
  };

  /** Those that were given to the source alone; what groups give, they give with `roleGroups`. */
  const copyRoles = async (source: Someone, target: Someone, actor: Actor) => {
    const rolesOf = await getService(strapi, 'roleGroups').ofUsers([source, target]);
    const added = missing(directIn(rolesOf(source)), rolesOf(target).roles, ({ id }) => id);
    const roles = [...directIn(rolesOf(target)), ...added].map(({ id }) => id);
    assertAtMost(MAX_ROLES_A_USER, roles, 'roles');
    if (added.length > 0) await users().update(target.id, { roles }, actor);
    return added.map(({ name }) => name);
  };

  const copyRoleGroups = async (source: Someone, target: Someone, actor: Actor) => {
    const rolesOf = await getService(strapi, 'roleGroups').ofUsers([source, target]);
    const held = rolesOf(target).roleGroups;
    const added = missing(rolesOf(source).roleGroups, held, ({ id }) => id);
    const roleGroups = [...held, ...added].map(({ id }) => id);
    assertAtMost(MAX_ROLE_GROUPS_A_USER, roleGroups, 'roleGroups');
    if (added.length > 0) await users().update(target.id, { roleGroups }, actor);
    return added.map(({ name }) => name);
  };

  const copyAccounts = async (source: Someone, target: Someone, actor: Actor) => {
    const accounts = getService(strapi, 'accounts');
    const { data: held } = await accounts.listOf(target.id, actor);
    const added = missing((await accounts.listOf(source.id, actor)).data, held, ({ account }) => account.id);
    const all = [...held, ...added].map(({ account, role }) => ({ account: account.id, role }));
    assertAtMost(MAX_ACCOUNTS_A_USER, all, 'accounts');
    if (added.length > 0) await accounts.setOf(target.id, { accounts: all }, actor);
    return added.map(({ account }) => account.name);
  };

  const copyDacGroups = async (source: Someone, target: Someone, actor: Actor) => {
    const groups = getService(strapi, 'dacGroups');
    const { data: held } = await groups.heldBy(target.id);
    const added = missing((await groups.heldBy(source.id)).data, held, ({ id }) => id);
    const all = [...held, ...added].map(({ id }) => id);
    assertAtMost(MAX_DAC_GROUPS_A_USER, all, 'dacGroups');
    if (added.length > 0) await groups.setOf(target.id, all, actor);
    return added.map(({ name }) => name);
  };

  return {
    copy: (id: number, { from, ...wanted }: Request, actor: Actor) =>
      inOneEntry(strapi, async () => {
        // In the order of every change of roles.
        await getService(strapi, 'licences').hold();
        await getService(strapi, 'roles').holdSuperAdmins();
        const target = await users().holdForChange(id, actor);
        const source = await findSource(from, actor);
        const part = (name: Part, may: boolean, copy: typeof copyRoles) =>
          wanted[name] ? namingField(name, may, () => copy(source, target, actor)) : [];
        const data = {
          roles: await part('roles', true, copyRoles),
          roleGroups: await part('roleGroups', true, copyRoleGroups),
          accounts: await part('accounts', actor.can('accounts.assign'), copyAccounts),
          dacGroups: await part('dacGroups', actor.can('dac-groups.assign'), copyDacGroups),
        };
        if (Object.values(data).some((added) => added.length > 0))
          await getService(strapi, 'log').recordChange({
            about: { kind: 'user', id, name: target.userName },
            action: 'access-copied',
            changes: null,
            text: source.userName,
            actor,
          });
        return { data };
      }),
  };
};

const directIn = ({ roleSources }: { roleSources: readonly RoleSource[] }) =>
  roleSources.filter(({ direct }) => direct).map(({ role }) => role);

/** What of the one list is not in the other. */
const missing = <T>(source: readonly T[], held: readonly T[], idOf: (one: T) => number) =>
  source.filter((one) => !held.some((other) => idOf(other) === idOf(one)));

const assertAtMost = (max: number, all: readonly unknown[], field: Part) => {
  if (all.length > max) throw fieldError('VALIDATION', field, refuse('too-many', { max }));
};

/** A refusal that names no field names the part that it is about. */
const namingField = async <T>(field: Part, may: boolean, copy: () => Promise<T>) => {
  try {
    if (!may) throw new GatehouseError('NOT_PERMITTED');
    return await copy();
  } catch (error) {
    throw error instanceof GatehouseError && !error.details.errors ? fieldError(error.code, field) : error;
  }
};

declare module '../../../platform/services' {
  interface Services {
    copyAccess: ReturnType<typeof copyAccessService>;
  }
}
