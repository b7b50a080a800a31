/** What copying would add, and why it could not, by the checks that copying asks. Changes nothing. */

import type { z } from 'zod';

import { MAX_ACCOUNTS_A_USER } from '../../../../../../shared/contracts/accounts';
import type * as contracts from '../../../../../../shared/contracts/copy-access';
import { MAX_DAC_GROUPS_A_USER } from '../../../../../../shared/contracts/dac-groups';
import { MAX_ROLE_GROUPS_A_USER } from '../../../../../../shared/contracts/role-groups';
import { MAX_ROLES_A_USER } from '../../../../../../shared/contracts/users';
import type { ErrorCode } from '../../../../../../shared/error-codes';
import type { Actor } from '../../../../platform/actor';
import { GatehouseError } from '../../../../platform/errors';
import type { Strapi } from '../../../../platform/strapi';
import { listMemberships } from '../../../people/accounts/memberships';
import { assertMayManage } from '../../../people/users/guards';
import { findUser } from '../../../people/users/store';
import type { StoredUser } from '../../../people/users/user-row';
import { guardGivingDacGroups } from '../../dac-groups/guards';
import { dacGroupsHeldBy } from '../../dac-groups/record';
import { licenceRefusalOfRoles } from '../../licences/holding';
import { roleGroupsOfUsers, rolesOfGroups } from '../../role-groups/record';
import { guardGranting } from '../../roles/guards';
import { findRoles } from '../../roles/store';
import { askScope, scopeOf } from '../../scope/record';
import { directIn, findSource, missing } from './copy';

type Request = z.output<typeof contracts.previewCopyAccess.body>;
type Part = z.output<typeof contracts.previewCopyAccess.response>['roles'];
type Named = { id: number; name: string };

const NOTHING: Part = { items: [], refused: null };
const idsOf = (all: readonly Named[]) => all.map(({ id }) => id);

/** Why the target may not be given each of these roles. */
const guardRoles = async (strapi: Strapi, target: StoredUser, ids: readonly number[], actor: Actor) => {
  const roles = await findRoles(strapi, ids);
  const refusalOfGrant = await guardGranting(strapi, roles, actor);
  const refusalOfLicence = await licenceRefusalOfRoles(strapi, target);
  const codes = new Map<number, ErrorCode | null>(
    roles.map((role) => [
      role.id,
      refusalOfGrant(role) ??
        (role.userTypes.includes(target.type) ? null : 'ROLE_NOT_FOR_TYPE') ??
        refusalOfLicence(role)?.code ??
        null,
    ]),
  );
  return (id: number): ErrorCode | null => codes.get(id) ?? null;
};

/** Roles given directly, and role groups: copied one after the other, as the groups' roles add to the roles. */
const previewRoles = async (
  strapi: Strapi,
  source: StoredUser,
  target: StoredUser,
  wanted: Request,
  actor: Actor,
) => {
  const rolesOf = await roleGroupsOfUsers(strapi, [source, target]);
  const [from, to] = [rolesOf(source), rolesOf(target)];
  const roles = wanted.roles ? missing(directIn(from), to.roles, ({ id }) => id) : [];
  const groups = wanted.roleGroups ? missing(from.roleGroups, to.roleGroups, ({ id }) => id) : [];
  const rolesIn = await rolesOfGroups(strapi, groups);
  const concerned = [...new Set([...idsOf(roles), ...groups.flatMap((group) => rolesIn(group))])];
  const refusalOf = await guardRoles(strapi, target, concerned, actor);
  const { refusalOfRoles } = await askScope(strapi, [], actor, [...idsOf(to.roles), ...concerned]);
  const after = [...idsOf(to.roles), ...idsOf(roles)];
  const ofGroup = (group: Named) => rolesIn(group).map(refusalOf).find(Boolean) ?? null;
  return {
    roles: {
      items: roles.map(({ id, name }) => ({ name, refused: refusalOf(id) })),
      refused: refusalOfPart(roles.length, directIn(to).length, MAX_ROLES_A_USER, () =>
        refusalOfRoles(after),
      ),
    },
    roleGroups: {
      items: groups.map((group) => ({ name: group.name, refused: ofGroup(group) })),
      refused: refusalOfPart(groups.length, to.roleGroups.length, MAX_ROLE_GROUPS_A_USER, () =>
        refusalOfRoles([...idsOf(to.roles), ...concerned]),
      ),
    },
  };
};

const previewAccounts = async (strapi: Strapi, source: StoredUser, target: StoredUser, actor: Actor) => {
  if (!actor.can('accounts.assign')) return { items: [], refused: 'NOT_PERMITTED' as const };
  const { data: held } = await listMemberships(strapi, target.id, actor);
  const { data } = await listMemberships(strapi, source.id, actor);
  const added = missing(data, held, ({ account }) => account.id);
  const isOwn = target.adminUserId === actor.adminUserId && (await scopeOf(strapi, actor)) !== null;
  return {
    items: added.map(({ account: { name } }) => ({ name, refused: null })),
    refused: refusalOfPart(added.length, held.length, MAX_ACCOUNTS_A_USER, () => (isOwn ? 'OWN_USER' : null)),
  };
};

const previewDacGroups = async (strapi: Strapi, source: StoredUser, target: StoredUser, actor: Actor) => {
  if (!actor.can('dac-groups.assign')) return { items: [], refused: 'NOT_PERMITTED' as const };
  const { data: held } = await dacGroupsHeldBy(strapi, target.id);
  const added = missing((await dacGroupsHeldBy(strapi, source.id)).data, held, ({ id }) => id);
  const refusalOf = await guardGivingDacGroups(strapi, actor);
  return {
    items: added.map(({ id, name }) => ({ name, refused: refusalOf(id) })),
    refused: refusalOfPart(added.length, held.length, MAX_DAC_GROUPS_A_USER, () => null),
  };
};

const refusalOfPart = (
  added: number,
  held: number,
  most: number,
  refusal: () => ErrorCode | null,
): ErrorCode | null => {
  if (added + held > most) return 'VALIDATION';
  return added > 0 ? refusal() : null;
};

export const previewCopyAccess = async (
  strapi: Strapi,
  id: number,
  { from, ...wanted }: Request,
  actor: Actor,
) => {
  const target = await findUser(strapi, id);
  if (!target) throw new GatehouseError('NOT_FOUND');
  await assertMayManage(strapi, target, actor);
  const source = await findSource(strapi, from, actor);
  return {
    data: {
      ...(await previewRoles(strapi, source, target, { from, ...wanted }, actor)),
      accounts: wanted.accounts ? await previewAccounts(strapi, source, target, actor) : NOTHING,
      dacGroups: wanted.dacGroups ? await previewDacGroups(strapi, source, target, actor) : NOTHING,
    },
  };
};
