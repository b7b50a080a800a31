import type { Policy, PolicyEffect } from '../../../../../shared/contracts/policy';
import type { Strapi } from '../../../platform/strapi';
import * as store from './preview-store';
import { countOldPasswords } from '../../sign-in/password-policy/store';
import { countUsersWithMoreSessions } from '../../sign-in/sessions/store';

type Counting = (policy: Policy) => Promise<number>;

/** Each effect with the policy values it depends on. */
const effectsOf = (
  strapi: Strapi,
  now: Date,
): { effect: PolicyEffect; dependsOn: (policy: Policy) => unknown[]; countUnder: Counting }[] => {
  return [
    {
      effect: 'users-without-tries',
      dependsOn: ({ lockout }) => [lockout.maxFailedTries, lockout.windowMinutes],
      countUnder: ({ lockout }) => store.withoutTries(strapi, lockout, now),
    },
    {
      effect: 'users-next-locked-for-good',
      dependsOn: ({ lockout }) => [lockout.permanentAfter],
      countUnder: ({ lockout }) => store.nextLockedForGood(strapi, lockout),
    },
    {
      effect: 'users-with-known-devices',
      dependsOn: ({ lockout }) => [lockout.knownDevices],
      countUnder: async ({ lockout }) => (lockout.knownDevices ? store.withKnownDevices(strapi) : 0),
    },
    {
      effect: 'addresses-turned-away',
      dependsOn: ({ throttle }) => [throttle.maxFailuresPerAddress, throttle.windowMinutes],
      countUnder: ({ throttle }) => store.turnedAway(strapi, throttle, now),
    },
    {
      effect: 'users-with-old-passwords',
      dependsOn: ({ password }) => [password.maxAgeDays],
      countUnder: ({ password }) => countOldPasswords(strapi, password, now),
    },
    {
      effect: 'users-with-ended-passwords',
      dependsOn: ({ password }) => [password.temporaryHours],
      countUnder: ({ password }) => store.withEndedPasswords(strapi, password, now),
    },
    {
      effect: 'users-without-second-factor',
      dependsOn: ({ mfa }) => [mfa.requirement],
      countUnder: ({ mfa }) => store.withoutSecondFactor(strapi, mfa),
    },
    {
      effect: 'users-exempt-from-second-factor',
      dependsOn: ({ mfa }) => [mfa.requirement],
      countUnder: async ({ mfa }) => (mfa.requirement === 'required' ? store.exemptFromMfa(strapi) : 0),
    },
    {
      effect: 'api-only-users',
      dependsOn: ({ mfa }) => [mfa.requirement],
      countUnder: async ({ mfa }) => (mfa.requirement === 'required' ? store.apiOnlyUsers(strapi) : 0),
    },
    {
      effect: 'users-with-trusted-devices',
      dependsOn: ({ mfa }) => [mfa.trustedDeviceDays],
      countUnder: ({ mfa }) => store.withTrustedDevices(strapi, mfa, now),
    },
    {
      effect: 'users-left-with-recovery-codes',
      dependsOn: ({ mfa }) => [mfa.methods],
      countUnder: ({ mfa }) => store.withoutUsableFactor(strapi, mfa),
    },
    {
      effect: 'users-to-show-more',
      dependsOn: ({ mfa }) => [mfa.afterLoss],
      countUnder: ({ mfa }) => store.toShowMore(strapi, mfa),
    },
    {
      effect: 'users-over-session-limit',
      dependsOn: ({ sessions }) => [sessions.maxPerUser],
      countUnder: async ({ sessions: { maxPerUser } }) =>
        maxPerUser === 0 ? 0 : countUsersWithMoreSessions(strapi, maxPerUser, now),
    },
    {
      effect: 'log-entries-too-old',
      dependsOn: ({ log }) => [log.retentionDays],
      countUnder: ({ log }) => store.logEntriesTooOld(strapi, log, now),
    },
  ];
};

/** Counts what a policy change affects: only effects that depend on a changed value. */
export const previewOf = async (
  strapi: Strapi,
  { before, after, now }: { before: Policy; after: Policy; now: Date },
) => {
  const touched = effectsOf(strapi, now).filter(
    ({ dependsOn }) => JSON.stringify(dependsOn(before)) !== JSON.stringify(dependsOn(after)),
  );
  const effects = await Promise.all(
    touched.map(async ({ effect, countUnder }) => ({
      effect,
      before: await countUnder(before),
      after: await countUnder(after),
    })),
  );
  return { lockedNow: await store.lockedAt(strapi, now), effects };
};
