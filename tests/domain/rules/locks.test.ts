import type { UserFacts } from '../../../server/src/domain/facts';
import { adminLock } from '../../../server/src/domain/rules/admin-lock';
import { autoLock } from '../../../server/src/domain/rules/auto-lock';
import { aKnownDevice, aMomentAfter, aUserWho, factsOf, now, tomorrow, yesterday } from '../builders';

describe('the lock by an admin', () => {
  it.each<Partial<UserFacts>>([{}, { lock: 'auto' }, { lock: 'auto', lockedUntil: tomorrow }])(
    'says nothing of %j',
    (facts) => {
      expect(adminLock(factsOf(aUserWho(facts)))).toEqual({ outcome: 'pass' });
    },
  );

  it.each<[string, Partial<UserFacts>]>([
    ['', {}],
    [', even with an end that has come', { lockedUntil: yesterday }],
  ])('keeps out until it is lifted%s', (_name, facts) => {
    const user = aUserWho({ lock: 'admin', ...facts });

    expect(adminLock(factsOf(user))).toEqual({ outcome: 'deny', reason: 'locked-by-admin' });
  });

  it('keeps out a known device too', () => {
    expect(adminLock(factsOf(aUserWho({ lock: 'admin' }), { device: aKnownDevice() }))).toMatchObject({
      outcome: 'deny',
    });
  });
});

describe('the lock after too many tries', () => {
  it.each<[string, Partial<UserFacts>]>([
    ['nobody is locked', { failedTries: 4 }],
    ['it has just ended', { lock: 'auto', lockedUntil: now }],
    ['it ended long ago', { lock: 'auto', lockedUntil: yesterday }],
    ['it is an admin’s', { lock: 'admin' }],
  ])('says nothing where %s', (_name, facts) => {
    expect(autoLock(factsOf(aUserWho(facts)))).toEqual({ outcome: 'pass' });
  });

  it('keeps out to its last moment, and tells when it will end', () => {
    const user = aUserWho({ lock: 'auto', lockedUntil: aMomentAfter });

    expect(autoLock(factsOf(user))).toEqual({ outcome: 'deny', reason: 'auto-locked', until: aMomentAfter });
  });

  it('keeps out until an admin lifts it where it has no end', () => {
    expect(autoLock(factsOf(aUserWho({ lock: 'auto' })))).toEqual({ outcome: 'deny', reason: 'auto-locked' });
  });

  it.each([null, tomorrow])('lets a known device in, whose tries are its own (until %p)', (lockedUntil) => {
    const user = aUserWho({ lock: 'auto', lockedUntil });

    expect(autoLock(factsOf(user, { device: aKnownDevice() }))).toEqual({ outcome: 'pass' });
    expect(autoLock(factsOf(user, { device: null }))).toMatchObject({ outcome: 'deny' });
  });
});
