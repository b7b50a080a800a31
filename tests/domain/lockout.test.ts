import fc from '../support/fast-check';
import { DEFAULT_POLICY, type LockoutPolicy } from '../../shared/contracts/policy';
import { nextLockEnd, nextTryAt, startOfWindow } from '../../server/src/domain/lockout';
import { now } from './builders';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const policy = DEFAULT_POLICY.lockout;

const lockedFor = (
  autoLocks: number,
  { neverForGood = false, ...changes }: Partial<LockoutPolicy> & { neverForGood?: boolean } = {},
) => {
  const end = nextLockEnd({ ...policy, ...changes }, { autoLocks, neverForGood, now });
  return end && end.getTime() - now.getTime();
};

describe('an automatic lock', () => {
  it.each([
    ['first', 0, 15 * MINUTE],
    ['second', 1, 30 * MINUTE],
    ['third', 2, HOUR],
    ['fourth', 3, 2 * HOUR],
    ['fifth', 4, 4 * HOUR],
    ['sixth', 5, 8 * HOUR],
    ['seventh', 6, 16 * HOUR],
    ['eighth', 7, 24 * HOUR],
    ['ninth', 8, 24 * HOUR],
    ['tenth', 9, null],
    ['eleventh', 10, null],
  ])('is, for the %s time, as long as it should be', (_name, before, expected) => {
    expect(lockedFor(before)).toBe(expected);
  });

  it('of the last usable super admin is never for good', () => {
    expect(lockedFor(8, { neverForGood: true })).toBe(24 * HOUR);
    expect(lockedFor(9, { neverForGood: true })).toBe(24 * HOUR);
    expect(lockedFor(10_000, { neverForGood: true })).toBe(24 * HOUR);
  });

  it('is never for good where the policy knows no such lock', () => {
    expect(lockedFor(9, { permanentAfter: 0 })).toBe(24 * HOUR);
    expect(lockedFor(10_000, { permanentAfter: 0 })).toBe(24 * HOUR);
  });

  it('is for good at once where the policy says so, the last usable super admin’s excepted', () => {
    expect(lockedFor(0, { permanentAfter: 1 })).toBeNull();
    expect(lockedFor(0, { permanentAfter: 1, neverForGood: true })).toBe(15 * MINUTE);
  });

  it('stays as long as it is where the policy does not multiply', () => {
    expect([0, 1, 5, 8].map((before) => lockedFor(before, { multiplier: 1 }))).toEqual(
      Array(4).fill(15 * MINUTE),
    );
  });

  it('is no longer than the longest, even the first', () => {
    expect(lockedFor(0, { lockMinutes: 60, maxLockMinutes: 20 })).toBe(20 * MINUTE);
  });

  it('under any policy has an end to come, no sooner than the one before, and none past the longest', () => {
    fc.assert(
      fc.property(
        fc.record({
          lockMinutes: fc.integer({ min: 1, max: 1440 }),
          multiplier: fc.integer({ min: 1, max: 10 }),
          maxLockMinutes: fc.integer({ min: 1, max: 43_200 }),
          permanentAfter: fc.integer({ min: 0, max: 1000 }),
        }),
        fc.integer({ min: 0, max: 5_000 }),
        (wishes, before) => {
          const [first, second] = [before, before + 1].map((count) =>
            lockedFor(count, { ...wishes, neverForGood: true }),
          );
          expect(first).toBeGreaterThan(0);
          expect(second).toBeGreaterThanOrEqual(first as number);
          expect(second).toBeLessThanOrEqual(wishes.maxLockMinutes * MINUTE);
        },
      ),
    );
  });
});

describe('the window', () => {
  it('begins as many minutes ago as the policy says', () => {
    expect(startOfWindow(policy, now)).toEqual(new Date(now.getTime() - 15 * MINUTE));
    expect(startOfWindow({ ...policy, windowMinutes: 60 }, now)).toEqual(new Date(now.getTime() - HOUR));
  });
});

describe('the next try of who has none left', () => {
  const later = new Date(now.getTime() + HOUR);

  it.each([
    ['ends with the lock', { lock: 'auto', lockedUntil: later, lastFailedAt: now }, later],
    ['never ends with a lock for good', { lock: 'auto', lockedUntil: null, lastFailedAt: now }, null],
    [
      'comes with a new window',
      { lock: null, lockedUntil: null, lastFailedAt: now },
      new Date(now.getTime() + policy.windowMinutes * MINUTE),
    ],
    ['is not known where nothing is', { lock: null, lockedUntil: null, lastFailedAt: null }, null],
  ] as const)('%s', (_, counted, at) => {
    expect(nextTryAt(counted, policy)).toEqual(at);
  });
});
