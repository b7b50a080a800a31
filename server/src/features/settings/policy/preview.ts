import type { Policy, PolicyEffect } from '../../../../../shared/contracts/policy';
import type { PreviewStore } from './preview-store';

type Counting = (policy: Policy) => Promise<number>;

/** Each with the values it depends on. */
const effectsOf = (
  store: PreviewStore,
  now: Date,
): { effect: PolicyEffect; dependsOn: (policy: Policy) => unknown[]; countUnder: Counting }[] => [
  {
    effect: 'users-without-tries',
    dependsOn: ({ lockout }) => [lockout.maxFailedTries, lockout.windowMinutes],
    countUnder: ({ lockout }) => store.withoutTries(lockout, now),
  },
  {
    effect: 'users-next-locked-for-good',
    dependsOn: ({ lockout }) => [lockout.permanentAfter],
    countUnder: ({ lockout }) => store.nextLockedForGood(lockout),
  },
  {
    effect: 'users-with-known-devices',
    dependsOn: ({ lockout }) => [lockout.knownDevices],
    countUnder: async ({ lockout }) => (lockout.knownDevices ? store.withKnownDevices() : 0),
  },
  {
    effect: 'addresses-turned-away',
    dependsOn: ({ throttle }) => [throttle.maxFailuresPerAddress, throttle.windowMinutes],
    countUnder: ({ throttle }) => store.turnedAway(throttle, now),
  },
  {
    effect: 'users-with-old-passwords',
    dependsOn: ({ password }) => [password.maxAgeDays],
    countUnder: ({ password }) => store.withOldPasswords(password, now),
  },
  {
    effect: 'users-with-ended-passwords',
    dependsOn: ({ password }) => [password.temporaryHours],
    countUnder: ({ password }) => store.withEndedPasswords(password, now),
  },
  {
    effect: 'users-without-second-factor',
    dependsOn: ({ mfa }) => [mfa.requirement],
    countUnder: ({ mfa }) => store.withoutSecondFactor(mfa),
  },
  {
    effect: 'users-with-trusted-devices',
    dependsOn: ({ mfa }) => [mfa.trustedDeviceDays],
    countUnder: ({ mfa }) => store.withTrustedDevices(mfa, now),
  },
  {
    effect: 'users-left-with-recovery-codes',
    dependsOn: ({ mfa }) => [mfa.methods],
    countUnder: ({ mfa }) => store.withoutUsableFactor(mfa),
  },
  {
    effect: 'users-to-show-more',
    dependsOn: ({ mfa }) => [mfa.afterLoss],
    countUnder: ({ mfa }) => store.toShowMore(mfa),
  },
];

/** What a change of the policy bears on, in numbers: only what depends on a value that is changed. */
export const previewOf = async (
  store: PreviewStore,
  { before, after, now }: { before: Policy; after: Policy; now: Date },
) => {
  const touched = effectsOf(store, now).filter(
    ({ dependsOn }) => JSON.stringify(dependsOn(before)) !== JSON.stringify(dependsOn(after)),
  );
  const effects = await Promise.all(
    touched.map(async ({ effect, countUnder }) => ({
      effect,
      before: await countUnder(before),
      after: await countUnder(after),
    })),
  );
  return { lockedNow: await store.lockedAt(now), effects };
};
