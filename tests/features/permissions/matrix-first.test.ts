import { keepsToItsRow, rows } from './matrix';
import { mutations } from './scene';

it('has a row for every mutation, and no row for none', () => {
  expect(Object.keys(rows).sort()).toEqual(mutations.map(([name]) => name).sort());
});

keepsToItsRow(mutations.slice(0, mutations.length / 2));
