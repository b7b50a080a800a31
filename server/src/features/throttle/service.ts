import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';

import type { ThrottlePolicy } from '../../../../shared/contracts/policy';
import { throttleKey } from '../../domain/throttle-key';
import type { Strapi } from '../../lib/strapi';
import { createLimiter } from './limiter';

const SECONDS = 60;

/** Failures from one address over all users, counted over all servers. */
export const throttleService = ({ strapi }: { strapi: Strapi }) => {
  let created: Promise<RateLimiterAbstract> | undefined;

  /** One limiter, with what the policy says at the moment. */
  const limiterFor = async (policy: ThrottlePolicy) => {
    created ??= createLimiter(strapi);
    const limiter = await created;
    limiter.points = policy.maxFailuresPerAddress;
    limiter.duration = policy.windowMinutes * SECONDS;
    return limiter;
  };

  return {
    /** At start, so that a store that can't be reached stops Strapi and not the first sign-in. */
    prepare: (policy: ThrottlePolicy) => limiterFor(policy),

    /**
     * Counts a try before it is made, in one statement, so that parallel guesses get no more than there are. False:
     * too many have failed. A store that can't be asked throws: fails closed.
     */
    async take(address: string | null, policy: ThrottlePolicy): Promise<boolean> {
      if (policy.maxFailuresPerAddress === 0) return true;
      try {
        await (await limiterFor(policy)).consume(throttleKey(address), 1);
        return true;
      } catch (error) {
        if (error instanceof RateLimiterRes) return false;
        throw error;
      }
    },

    /** A try that succeeded is no failure. */
    async giveBack(address: string | null, policy: ThrottlePolicy) {
      if (policy.maxFailuresPerAddress === 0) return;
      const limiter = await limiterFor(policy);
      const { consumedPoints } = await limiter.reward(throttleKey(address), 1);
      // The window in which it was taken has ended meanwhile: in the new one there is nothing to give back.
      if (consumedPoints < 0) await limiter.penalty(throttleKey(address), 1);
    },

    /** Whether a try from there would be turned away now. */
    async isUsedUp(address: string | null, policy: ThrottlePolicy): Promise<boolean> {
      if (policy.maxFailuresPerAddress === 0) return false;
      const counted = await (await limiterFor(policy)).get(throttleKey(address));
      return counted !== null && counted.consumedPoints >= policy.maxFailuresPerAddress;
    },
  };
};

declare module '../../lib/services' {
  interface Services {
    throttle: ReturnType<typeof throttleService>;
  }
}
