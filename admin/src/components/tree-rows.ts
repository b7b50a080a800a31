import type { Account } from '../../../shared/contracts/accounts';
import { askedFor, isFound, searchTextOfNames } from '../../../shared/search';

/** One account as the tree shows it. */
export type TreeRow = {
  account: Account;
  level: number;
  /** Its position among its visible siblings, counted from 1. */
  place: number;
  siblings: number;
  hasChildren: boolean;
  isOpen: boolean;
};

export type Forest = {
  byId: Map<number, Account>;
  /** By parent; null is the top level. */
  children: Map<number | null, Account[]>;
};

/** From the server's flat list, in which siblings are in order. */
export const forestOf = (accounts: readonly Account[]): Forest => {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const children: Forest['children'] = new Map();
  for (const account of accounts) {
    const siblings = children.get(account.parent);
    if (siblings) siblings.push(account);
    else children.set(account.parent, [account]);
  }
  return { byId, children };
};

/** From the top down to the account, inclusive. */
export const lineOf = ({ byId }: Forest, id: number): Account[] => {
  const line: Account[] = [];
  for (let account = byId.get(id); account; account = byId.get(account.parent ?? 0)) line.unshift(account);
  return line;
};

/** @example 'Acme › Europe' */
export const pathNameOf = (forest: Forest, id: number) =>
  lineOf(forest, id)
    .map(({ name }) => name)
    .join(' › ');

/** Accounts whose name matches the search, with all their ancestors. */
const matching = (forest: Forest, search: string): Set<number> => {
  const asked = askedFor(search);
  const found = [...forest.byId.values()].filter(({ name }) => isFound(searchTextOfNames(name), asked));
  return new Set(found.flatMap(({ id }) => lineOf(forest, id).map((account) => account.id)));
};

/**
 * The visible rows, from the top down. A search shows the matches and their ancestors, all open; the account
 * `without` is left out with its descendants.
 */
export const rowsOf = (
  forest: Forest,
  {
    open,
    search = '',
    without = null,
  }: { open: ReadonlySet<number>; search?: string; without?: number | null },
): TreeRow[] => {
  const shown = search.trim() ? matching(forest, search.trim()) : null;
  const childrenOf = (parent: number | null) =>
    (forest.children.get(parent) ?? []).filter(({ id }) => id !== without && (shown?.has(id) ?? true));
  const rows: TreeRow[] = [];
  const add = (parent: number | null, level: number) => {
    const siblings = childrenOf(parent);
    siblings.forEach((account, index) => {
      const hasChildren = childrenOf(account.id).length > 0;
      const isOpen = hasChildren && (shown !== null || open.has(account.id));
      rows.push({ account, level, place: index + 1, siblings: siblings.length, hasChildren, isOpen });
      if (isOpen) add(account.id, level + 1);
    });
  };
  add(null, 1);
  return rows;
};

/** Where a row is dropped on another: into it, or beside it. */
export type Drop = 'before' | 'inside' | 'after';

/** The move that a drop asks for; null if it would change nothing or make a cycle. */
export const moveOf = (
  forest: Forest,
  moved: number,
  { target, drop }: { target: number; drop: Drop },
): { parent: number | null; position?: number } | null => {
  if (lineOf(forest, target).some(({ id }) => id === moved)) return null;
  const [account, other] = [forest.byId.get(moved), forest.byId.get(target)];
  if (!account || !other) return null;
  if (drop === 'inside') return account.parent === target ? null : { parent: target };
  const siblings = (forest.children.get(other.parent) ?? []).filter(({ id }) => id !== moved);
  const at = siblings.indexOf(other) + (drop === 'after' ? 1 : 0);
  const before = (forest.children.get(account.parent) ?? []).indexOf(account);
  return account.parent === other.parent && before === at ? null : { parent: other.parent, position: at };
};
