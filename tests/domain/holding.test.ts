import fc from '../support/fast-check';
import { grantedBetween, type Holding, inheritedIn, rolesIn } from '../../server/src/domain/holding';

const newsroom = { id: 1, name: 'Newsroom', roleIds: [10, 11] };
const desk = { id: 2, name: 'Desk', roleIds: [11, 12] };
const nothing: Holding = { direct: [], groups: [] };

it('puts together what is given directly and what groups give, each role once', () => {
  const holding = { direct: [9, 10], groups: [newsroom, desk] };

  expect(rolesIn(holding)).toEqual([9, 10, 11, 12]);
  expect(inheritedIn(holding)).toEqual([11, 12]);
});

it.each<[string, Holding, Holding, number[]]>([
  ['a role', nothing, { direct: [9], groups: [] }, [9]],
  ['a group', nothing, { direct: [], groups: [newsroom] }, [10, 11]],
  [
    'a group whose roles they have',
    { direct: [10, 11], groups: [] },
    { direct: [10, 11], groups: [newsroom] },
    [10, 11],
  ],
  [
    'what they have from a group',
    { direct: [], groups: [newsroom] },
    { direct: [10], groups: [newsroom] },
    [10],
  ],
  ['nothing new', { direct: [9], groups: [desk, newsroom] }, { direct: [9], groups: [newsroom] }, []],
])('counts as granted: %s', (_, before, after, granted) => {
  expect(grantedBetween({ before, after })).toEqual(granted);
});

it('counts whatever somebody did not hold before as granted', () => {
  const roles = fc.uniqueArray(fc.nat(6), { maxLength: 4 });
  const groups = fc.uniqueArray(fc.nat(3), { maxLength: 3 });
  fc.assert(
    fc.property(
      roles,
      groups,
      roles,
      groups,
      fc.array(roles, { minLength: 4, maxLength: 4 }),
      (a, g, b, h, given) => {
        const holding = (direct: number[], ids: number[]): Holding => ({
          direct,
          groups: ids.map((id) => ({ id, name: String(id), roleIds: given[id] ?? [] })),
        });
        const [before, after] = [holding(a, g), holding(b, h)];
        const granted = grantedBetween({ before, after });

        for (const id of rolesIn(after))
          expect(rolesIn(before).includes(id) || granted.includes(id)).toBe(true);
      },
    ),
  );
});
