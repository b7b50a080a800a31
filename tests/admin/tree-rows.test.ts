import { type Drop, forestOf, moveOf, pathNameOf, rowsOf } from '../../admin/src/components/tree-rows';

/** Acme (1) with Europe (2) and Asia (3), Europe with Berlin (4); and Beta (5). */
const forest = forestOf(
  (
    [
      [1, 'Acme', null],
      [2, 'Europe', 1],
      [3, 'Asia', 1],
      [4, 'Berlin', 2],
      [5, 'Beta', null],
    ] as const
  ).map(([id, name, parent]) => ({ id, name, parent, userCount: 0, allUserCount: 0, mayChange: true })),
);
const shown = (options: Partial<Parameters<typeof rowsOf>[1]>) =>
  rowsOf(forest, { open: new Set(), ...options }).map(({ account }) => account.name);

it('shows what is at the top, and what is below an account that is open', () => {
  expect(shown({})).toEqual(['Acme', 'Beta']);
  expect(shown({ open: new Set([1]) })).toEqual(['Acme', 'Europe', 'Asia', 'Beta']);
  expect(rowsOf(forest, { open: new Set([1]) })[2]).toMatchObject({
    level: 2,
    place: 2,
    siblings: 2,
    hasChildren: false,
  });
});

it('shows what a search finds with all that is above it, open', () => {
  expect(shown({ search: ' berl ' })).toEqual(['Acme', 'Europe', 'Berlin']);
  expect(shown({ search: 'nothing' })).toEqual([]);
  expect(shown({ search: 'BE\u0301TA' })).toEqual(['Beta']);
});

it('leaves out an account with all below', () => {
  expect(shown({ open: new Set([1, 2]), without: 2 })).toEqual(['Acme', 'Asia', 'Beta']);
});

it('names an account by all above it', () => {
  expect(pathNameOf(forest, 4)).toBe('Acme › Europe › Berlin');
});

it.each<[string, number, number, Drop, ReturnType<typeof moveOf>]>([
  ['into another', 5, 1, 'inside', { parent: 1 }],
  ['before a sibling', 3, 2, 'before', { parent: 1, position: 0 }],
  ['behind a sibling', 2, 3, 'after', { parent: 1, position: 1 }],
  ['beside one at the top', 4, 5, 'after', { parent: null, position: 2 }],
  ['to where it is', 3, 2, 'after', null],
  ['into what it is in', 2, 1, 'inside', null],
  ['below itself', 1, 4, 'inside', null],
  ['on to itself', 1, 1, 'before', null],
])('moves %s', (_, moved, target, drop, expected) => {
  expect(moveOf(forest, moved, { target, drop })).toEqual(expected);
});
