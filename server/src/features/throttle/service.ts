import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';

import type { ThrottlePolicy } from '../../../../shared/contracts/policy';
import { throttleKey } from '../../domain/throttle-key';
import type { Strapi } from '../../lib/strapi';
import { createLimiter } from './limiter';

const SECONDS = 60;
/** Codes that leave for one user by mail or SMS: enough for who mistypes, too few to pester anybody. */
const CODES = { points: 6, duration: 15 * SECONDS, keyPrefix: 'code' };

/** Failures from one address over all users, counted over all servers. */
export const throttleService = ({ strapi }: { strapi: Strapi }) => {
  let created: Promise<RateLimiterAbstract> | undefined;
  let codes: Promise<RateLimiterAbstract> | undefined;

  /** One limiter, with what the policy says at the moment. */
  const limiterFor = async (policy: ThrottlePolicy) => {
    // Points and duration are the policy's.
    created ??= createLimiter(strapi, { points: 1, duration: 1, keyPrefix: 'address' });
    const limiter = await created;
    limiter.points = policy.maxFailuresPerAddress;
    limiter.duration = policy.windowMinutes * SECONDS;
    return limiter;
  };

  const consume = async (limiter: RateLimiterAbstract, key: string) => {
    try {
      await limiter.consume(key, 1);
      return true;
    } catch (error) {
      if (error instanceof RateLimiterRes) return false;
      throw error;
    }
  };

  return {
    /** At start, so that a store that can't be reached stops Strapi and not the first sign-in. */
    prepare: (policy: ThrottlePolicy) => limiterFor(policy),

    /**
     * Counts a try before it is made, in one statement, so that parallel guesses get no more than there are. False:
     * too many have failed. A store that can't be asked throws: fails closed.
     */
    async take(address: string | null, policy: ThrottlePolicy): Promise<boolean> {
      return policy.maxFailuresPerAddress === 0 || consume(await limiterFor(policy), throttleKey(address));
    },

    /** Counts a code before it is sent. False: there have been too many. Fails closed likewise. */
    async takeCode(userId: number): Promise<boolean> {
      codes ??= createLimiter(strapi, CODES);
      return consume(await codes, String(userId));
    },

    /** Until codes are counted anew; undefined where none has been. */
    async secondsUntilCode(userId: number): Promise<number | undefined> {
      const counted = await (await codes)?.get(String(userId));
      return counted ? counted.msBeforeNext / 1000 : undefined;
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
