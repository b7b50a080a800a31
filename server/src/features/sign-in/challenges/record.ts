/** Sign-ins with a step left. Only hashes of their tokens are stored. */

import {
  seemsKnown,
  STEP_MEMORY_MS,
  stepsToDrop,
  TELLING_STEPS,
  toldLately,
} from '../../../domain/open-steps';
import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import { hashOfToken, newToken } from '../../../platform/tokens';
import { noticePasswordKnown } from '../../activity/notices/record';
import * as store from './store';
import type { OpenChallenge } from './store';

/** Long enough to think of a new password. */
export const CHALLENGE_MS = 5 * 60_000;
const MAX_TRIES = 5;

const secretsOf = (token: string, browserTokens: readonly string[]) => ({
  tokenHash: hashOfToken(token),
  browserHashes: browserTokens.map(hashOfToken),
});

/** Bounds the number of open steps, and notifies the owner when there are suspiciously many. */
const lookAfter = async (strapi: Strapi, userId: number, now: Date) => {
  const open = await store.openOf(strapi, userId);
  const dropped = stepsToDrop(open);
  if (dropped.length > 0) await store.remove(strapi, dropped);
  const told = toldLately(open, now);
  // Marks the new steps too, as those already marked may be the next to be dropped.
  if (told) await store.markTold(strapi, userId, told);
  else if (seemsKnown(open, now) && (await store.markTold(strapi, userId, now)) >= TELLING_STEPS)
    noticePasswordKnown(strapi, userId);
};

/** Opens a step after the right password: `token` goes into the answer, `browserToken` into a cookie. */
export const openChallenge = async (
  strapi: Strapi,
  { userId, kind, ...how }: Omit<OpenChallenge, 'expiresAt'>,
) => {
  const [token, browserToken] = [newToken(), newToken()];
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + CHALLENGE_MS);
  const hashes = { tokenHash: hashOfToken(token), browserHash: hashOfToken(browserToken) };
  await store.insert(strapi, { userId, kind, expiresAt, ...hashes, ...how }, now);
  await lookAfter(strapi, userId, now);
  return { token, browserToken, expiresAt };
};

/** Takes an attempt; null if the step is used, expired, out of attempts, another browser's or unknown. */
export const takeChallengeTry = (strapi: Strapi, token: string, browserTokens: readonly string[]) =>
  store.takeTry(strapi, secretsOf(token, browserTokens), MAX_TRIES, clock.now());

/** Finds the step without taking an attempt; null if used, expired, another browser's or unknown. */
export const findChallenge = (strapi: Strapi, token: string, browserTokens: readonly string[]) =>
  store.find(strapi, secretsOf(token, browserTokens), clock.now());

export const setToSign = (strapi: Strapi, token: string, toSign: string) =>
  store.setToSign(strapi, hashOfToken(token), toSign);
export const toSignOf = (strapi: Strapi, token: string) => store.toSignOf(strapi, hashOfToken(token));
export const takeToSign = (strapi: Strapi, token: string) => store.takeToSign(strapi, hashOfToken(token));

/** Call in the transaction that does what the step asked for. False: another request was quicker. */
export const useUpChallenge = (strapi: Strapi, token: string) =>
  store.useUp(strapi, hashOfToken(token), clock.now());
/** Unfinished steps count for a while after they have expired, so they are kept that long. */
export const removeExpiredChallenges = (strapi: Strapi) =>
  store.removeExpired(strapi, new Date(clock.now().getTime() - STEP_MEMORY_MS));
