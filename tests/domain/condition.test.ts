import { type Condition, holds } from '../../server/src/domain/condition';
import { aMomentAfter, aMomentBefore, now } from './builders';

type Field = 'colour' | 'date';
const facts = (date: Date | null, colour = 'red') => ({ colour, date });

describe('a condition', () => {
  it.each<[Condition<Field>, Date | null, boolean]>([
    [{ field: 'colour', is: 'red' }, null, true],
    [{ field: 'colour', is: 'blue' }, null, false],
    [{ field: 'date', empty: true }, null, true],
    [{ field: 'date', empty: true }, now, false],
    [{ field: 'date', after: 'now' }, aMomentAfter, true],
    [{ field: 'date', after: 'now' }, now, false],
    [{ field: 'date', after: 'now' }, aMomentBefore, false],
    [{ field: 'date', before: 'now' }, aMomentBefore, true],
    [{ field: 'date', before: 'now' }, now, false],
    [{ field: 'date', before: 'now' }, aMomentAfter, false],
  ])('%j of the date %p holds: %s', (condition, date, expected) => {
    expect(holds(condition, facts(date), now)).toBe(expected);
  });

  it('about a missing date holds neither before nor after', () => {
    expect(holds<Field>({ field: 'date', after: 'now' }, facts(null), now)).toBe(false);
    expect(holds<Field>({ field: 'date', before: 'now' }, facts(null), now)).toBe(false);
  });

  const yes: Condition<Field> = { field: 'colour', is: 'red' };
  const no: Condition<Field> = { field: 'colour', is: 'blue' };

  it.each<[string, Condition<Field>, boolean]>([
    ['all of two that hold', { all: [yes, yes] }, true],
    ['all of one that holds and one that does not', { all: [yes, no] }, false],
    ['all of none', { all: [] }, true],
    ['any of one that holds and one that does not', { any: [no, yes] }, true],
    ['any of two that do not', { any: [no, no] }, false],
    ['any of none', { any: [] }, false],
    ['one within another', { all: [yes, { any: [no, { all: [yes] }] }] }, true],
  ])('joins: %s', (_name, condition, expected) => {
    expect(holds(condition, facts(null), now)).toBe(expected);
  });
});
