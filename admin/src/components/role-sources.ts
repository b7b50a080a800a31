import type { RoleGroup, RoleSource } from '../../../shared/contracts/role-groups';
import type { Translate } from '../translations/use-translation';

type Named = { id: number; name: string };

/** All roles that a form's role and group ids add up to, each with its source. */
export const sourcesOf = (
  roles: readonly Named[],
  groups: readonly RoleGroup[],
  { roleIds, groupIds }: { roleIds: readonly string[]; groupIds: readonly string[] },
): RoleSource[] => {
  const chosen = groups.filter(({ id }) => groupIds.includes(String(id)));
  return roles
    .map(({ id, name }) => ({
      role: { id, name },
      direct: roleIds.includes(String(id)),
      groups: chosen.filter((group) => group.roles.some((role) => role.id === id)),
    }))
    .filter(({ direct, groups: from }) => direct || from.length > 0);
};

/** The role, and the groups it comes from, if any. */
export const sourceText = ({ role, direct, groups }: RoleSource, t: Translate): string => {
  if (groups.length === 0) return role.name;
  const values = { role: role.name, groups: groups.map(({ name }) => name).join(', ') };
  if (direct) return t('role-groups.from.too', values);
  return t(groups.length === 1 ? 'role-groups.from' : 'role-groups.from.several', values);
};
