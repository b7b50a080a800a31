/** Failures from one address, across all users and all servers. */

import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';

import type { ThrottlePolicy } from '../../../../../shared/contracts/policy';
import { throttleKey } from '../../../domain/throttle-key';
import { perStrapi } from '../../../platform/per-strapi';
import type { Strapi } from '../../../platform/strapi';
import { counting, createLimiter } from './limiter';

const SECONDS = 60;
/** Codes sent to one user by mail or SMS: enough to allow for typing errors, too few to pester anybody. */
const CODES = { points: 6, duration: 15 * SECONDS, keyPrefix: 'code' };
/** All codes requested from browsers the user has never signed in from. */
const CODES_OF_STRANGERS = { ...CODES, points: 12, keyPrefix: 'stranger-code' };

/** Where a code is requested from. */
type CodePlace = { deviceId: number | null; address: string | null };

type Limiters = Partial<Record<'created' | 'codes' | 'strangersCodes', Promise<RateLimiterAbstract>>>;
const limitersOf = perStrapi((): Limiters => ({}));

/** One limiter, updated to the current policy. */
const limiterFor = async (strapi: Strapi, policy: ThrottlePolicy) => {
  // Points and duration are placeholders: the policy's are set below.
  const limiter = await (limitersOf(strapi).created ??= createLimiter(strapi, {
    points: 1,
    duration: 1,
    keyPrefix: 'address',
  }));
  limiter.points = policy.maxFailuresPerAddress;
  limiter.duration = policy.windowMinutes * SECONDS;
  return limiter;
};

/** False: the limit is reached. */
const consume = (strapi: Strapi, limiter: RateLimiterAbstract, key: string) =>
  counting(strapi, limiter, async (one) => {
    try {
      await one.consume(key, 1);
      return true;
    } catch (error) {
      if (error instanceof RateLimiterRes) return false;
      throw error;
    }
  });

export const giveTryBackAt = async (strapi: Strapi, place: string, policy: ThrottlePolicy) => {
  if (policy.maxFailuresPerAddress === 0) return;
  const limiter = await limiterFor(strapi, policy);
  const { consumedPoints } = await counting(strapi, limiter, (one) => one.reward(place, 1));
  // The window in which the attempt was counted has ended: there is nothing to give back in the new one.
  if (consumedPoints < 0) await counting(strapi, limiter, (one) => one.penalty(place, 1));
};

const countsOf = (strapi: Strapi, userId: number, { deviceId, address }: CodePlace) => {
  const codes = (limitersOf(strapi).codes ??= createLimiter(strapi, CODES));
  if (deviceId !== null) return [{ limiter: codes, key: `${userId} device ${deviceId}` }];
  const strangersCodes = (limitersOf(strapi).strangersCodes ??= createLimiter(strapi, CODES_OF_STRANGERS));
  return [
    { limiter: codes, key: `${userId} ${throttleKey(address)}` },
    { limiter: strangersCodes, key: String(userId) },
  ];
};

/** Called at start, so that an unreachable store stops Strapi rather than the first sign-in. */
export const prepareThrottle = (strapi: Strapi, policy: ThrottlePolicy) => limiterFor(strapi, policy);

/**
 * Counts an attempt before it is made, in one statement, so that parallel guesses can't exceed the limit.
 * False: too many have failed. Fails closed: throws if the store can't be reached.
 */
export const takeAddressTry = async (
  strapi: Strapi,
  address: string | null,
  policy: ThrottlePolicy,
): Promise<boolean> => {
  return (
    policy.maxFailuresPerAddress === 0 ||
    consume(strapi, await limiterFor(strapi, policy), throttleKey(address))
  );
};

/**
 * Counts a code before it is sent. False: there have been too many. Also fails closed. A browser the user has
 * signed in from before has its own count, so that a stranger who knows the password can't use it up.
 */
export const takeCodeTurn = async (strapi: Strapi, userId: number, place: CodePlace): Promise<boolean> => {
  for (const { limiter, key } of countsOf(strapi, userId, place))
    if (!(await consume(strapi, await limiter, key))) return false;
  return true;
};

/** Seconds until a code can be requested from there again; undefined if it can be now. */
export const secondsUntilCode = async (
  strapi: Strapi,
  userId: number,
  place: CodePlace,
): Promise<number | undefined> => {
  const counts = countsOf(strapi, userId, place).map(async ({ limiter, key }) => (await limiter).get(key));
  const rests = (await Promise.all(counts)).flatMap((counted) =>
    counted && counted.remainingPoints <= 0 ? [counted.msBeforeNext / 1000] : [],
  );
  return rests.length === 0 ? undefined : Math.max(...rests);
};

/** Gives a successful attempt back, as it is no failure. */
export const giveAddressTryBack = (strapi: Strapi, address: string | null, policy: ThrottlePolicy) =>
  giveTryBackAt(strapi, throttleKey(address), policy);

/** Whether an attempt from there would be denied now. */
export const isAddressUsedUp = async (
  strapi: Strapi,
  address: string | null,
  policy: ThrottlePolicy,
): Promise<boolean> => {
  if (policy.maxFailuresPerAddress === 0) return false;
  const counted = await (await limiterFor(strapi, policy)).get(throttleKey(address));
  return counted !== null && counted.consumedPoints >= policy.maxFailuresPerAddress;
};
