import { accessDates } from '../../../server/src/domain/rules/access-dates';
import {
  aMomentAfter,
  aMomentBefore,
  aUserWho,
  everyCombinationOf,
  factsOf,
  now,
  tomorrow,
  yesterday,
} from '../builders';

const asked = (validFrom: Date | null, validTo: Date | null) =>
  accessDates(factsOf(aUserWho({ validFrom, validTo })));

describe('access dates', () => {
  it.each([
    ['without dates', null, null],
    ['from its first moment on', now, null],
    ['to its last moment', null, now],
    ['between both', yesterday, tomorrow],
    ['on the one moment both name', now, now],
  ])('let in %s', (_name, validFrom, validTo) => {
    expect(asked(validFrom, validTo)).toEqual({ outcome: 'pass' });
  });

  it.each([
    ['a moment before the first', aMomentAfter, null],
    ['long before the first', tomorrow, null],
    ['before the first of two', tomorrow, new Date(tomorrow.getTime() + 1)],
  ])('keep out %s, and tell when it will end', (_name, validFrom, validTo) => {
    expect(asked(validFrom, validTo)).toEqual({ outcome: 'deny', reason: 'not-yet-valid', until: validFrom });
  });

  it.each([
    ['a moment after the last', null, aMomentBefore],
    ['long after the last', null, yesterday],
    ['after the last where the first is yet to come', tomorrow, yesterday],
  ])('keep out %s, for good', (_name, validFrom, validTo) => {
    expect(asked(validFrom, validTo)).toEqual({ outcome: 'deny', reason: 'expired' });
  });

  it('ask of nothing else', () => {
    const around = everyCombinationOf({
      lifecycle: ['active', 'suspended', 'disabled', 'provisioned'] as const,
      lock: ['none', 'auto', 'admin'] as const,
    });
    for (const facts of around) expect(accessDates(factsOf(aUserWho(facts)))).toEqual({ outcome: 'pass' });
  });
});
