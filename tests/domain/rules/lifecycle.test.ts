import type { UserFacts } from '../../../server/src/domain/facts';
import { lifecycle } from '../../../server/src/domain/rules/lifecycle';
import { aMomentAfter, aUserWho, factsOf, now, tomorrow, yesterday } from '../builders';

const asked = (facts: Partial<UserFacts>) => lifecycle(factsOf(aUserWho(facts)));

describe('the lifecycle', () => {
  it.each<[string, Partial<UserFacts>]>([
    ['an active user', {}],
    ['one whose suspension has just ended', { lifecycle: 'suspended', suspendedUntil: now }],
    ['one whose suspension ended long ago', { lifecycle: 'suspended', suspendedUntil: yesterday }],
    ['one who was never let in, whom another rule keeps out', { lifecycle: 'provisioned' }],
    ['one with the end of a suspension that is none', { lifecycle: 'active', suspendedUntil: tomorrow }],
  ])('lets in %s', (_name, facts) => {
    expect(asked(facts)).toEqual({ outcome: 'pass' });
  });

  it.each<[string, Partial<UserFacts>, object]>([
    ['a disabled user', { lifecycle: 'disabled' }, { reason: 'disabled' }],
    [
      'a disabled user, whatever ended',
      { lifecycle: 'disabled', suspendedUntil: yesterday },
      { reason: 'disabled' },
    ],
    ['one suspended without an end', { lifecycle: 'suspended' }, { reason: 'suspended' }],
    [
      'one suspended for a moment yet',
      { lifecycle: 'suspended', suspendedUntil: aMomentAfter },
      { reason: 'suspended', until: aMomentAfter },
    ],
  ])('keeps out %s', (_name, facts, answer) => {
    expect(asked(facts)).toEqual({ outcome: 'deny', ...answer });
  });
});
