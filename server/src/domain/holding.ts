/** A group of roles, in the part that counts for who is in it. */
export type HeldGroup = { id: number; name: string; roleIds: readonly number[] };
/** What roles somebody has: those given to them alone, and those of their groups. */
export type Holding = { direct: readonly number[]; groups: readonly HeldGroup[] };

export type RoleChange = { before: Holding; after: Holding };

const given = ({ groups }: Holding) => groups.flatMap(({ roleIds }) => roleIds);

/** All roles, each once. */
export const rolesIn = (holding: Holding): number[] => [...new Set([...holding.direct, ...given(holding)])];

/** Those that come from groups alone. */
export const inheritedIn = (holding: Holding): number[] =>
  rolesIn(holding).filter((id) => !holding.direct.includes(id));

/**
 * What whoever makes the change gives away: roles that are given directly now, and every role of a group that is new. A
 * role that came from a group, too, as it is to stay when the group goes.
 */
export const grantedBetween = ({ before, after }: RoleChange): number[] => {
  const isNew = ({ id }: HeldGroup) => !before.groups.some((group) => group.id === id);
  return rolesIn({
    direct: after.direct.filter((id) => !before.direct.includes(id)),
    groups: after.groups.filter(isNew),
  });
};
