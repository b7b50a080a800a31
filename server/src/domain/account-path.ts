/**
 * Where an account lies in the tree: the ids of all above it and its own, such as `/1/7/12/`. No id stands in a path
 * twice, so that `/7/` is in the paths of account 7 and of all below it, and in no other.
 */
export const pathOf = (parent: string | null, id: number) => `${parent ?? '/'}${id}/`;

/** The levels down to the account, itself included. */
export const depthOf = (path: string) => path.split('/').length - 2;

/** Whether it is one of these accounts or below one. */
export const isWithin = (path: string, accountIds: readonly number[]) =>
  accountIds.some((id) => path.includes(`/${id}/`));

/** Whether it is below one of these accounts, and none of them itself where no other is above it. */
export const isBelow = (path: string, accountIds: readonly number[]) =>
  isWithin(path.replace(/\d+\/$/, ''), accountIds);
