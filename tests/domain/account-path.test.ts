import { depthOf, isBelow, isWithin, pathOf } from '../../server/src/domain/account-path';

it('names all above an account and the account itself', () => {
  expect(pathOf(null, 7)).toBe('/7/');
  expect(pathOf('/7/', 12)).toBe('/7/12/');
  expect([depthOf('/7/'), depthOf('/7/12/')]).toEqual([1, 2]);
});

it.each<[string, number[], boolean, boolean]>([
  ['/7/', [7], true, false],
  ['/7/12/', [7], true, true],
  ['/7/12/3/', [12], true, true],
  ['/7/12/', [12], true, false],
  ['/7/12/', [7, 12], true, true],
  ['/7/12/', [1, 2], false, false],
  ['/17/', [7], false, false],
  ['/7/12/', [], false, false],
])('%s within %j: %s, below: %s', (path, ids, within, below) => {
  expect(isWithin(path, ids)).toBe(within);
  expect(isBelow(path, ids)).toBe(below);
});
