/**
 * Where an account is in the tree: the ids of its ancestors and its own, such as `/1/7/12/`. No id occurs in
 * a path twice, so `/7/` is in the paths of account 7 and of all below it, and in no other.
 */
export const pathOf = (parent: string | null, id: number) => `${parent ?? '/'}${id}/`;

/** Levels from the top down to the account, its own included. */
export const depthOf = (path: string) => path.split('/').length - 2;

/** Whether the path leads to one of these accounts or to one below them. */
export const isWithin = (path: string, accountIds: readonly number[]) =>
  accountIds.some((id) => path.includes(`/${id}/`));

/** Whether it is below one of these accounts; one of them counts only if another of them is above it. */
export const isBelow = (path: string, accountIds: readonly number[]) =>
  isWithin(path.replace(/\d+\/$/, ''), accountIds);
