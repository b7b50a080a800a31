/** A role group, reduced to what matters for its users. */
export type HeldGroup = { id: number; name: string; roleIds: readonly number[] };
/** The roles somebody has: given directly, and through groups. */
export type Holding = { direct: readonly number[]; groups: readonly HeldGroup[] };

export type RoleChange = { before: Holding; after: Holding };

const rolesOfGroups = ({ groups }: Holding) => groups.flatMap(({ roleIds }) => roleIds);

/** All roles, each once. */
export const rolesIn = (holding: Holding): number[] => [
  ...new Set([...holding.direct, ...rolesOfGroups(holding)]),
];

/** Roles that come only from groups. */
export const inheritedIn = (holding: Holding): number[] =>
  rolesIn(holding).filter((id) => !holding.direct.includes(id));

/**
 * The roles that a change grants: those newly given directly, and every role of a new group. A role that came
 * from a group counts when given directly, since it stays when the group goes.
 */
export const grantedBetween = ({ before, after }: RoleChange): number[] => {
  const isNew = ({ id }: HeldGroup) => !before.groups.some((group) => group.id === id);
  return rolesIn({
    direct: after.direct.filter((id) => !before.direct.includes(id)),
    groups: after.groups.filter(isNew),
  });
};
