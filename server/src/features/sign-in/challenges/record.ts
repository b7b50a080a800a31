/** Sign-ins that have a step left. Kept are hashes alone. */

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

/** Long enough to think of a password. */
export const CHALLENGE_MS = 5 * 60_000;
const MAX_TRIES = 5;

const secretsOf = (token: string, browserTokens: readonly string[]) => ({
  tokenHash: hashOfToken(token),
  browserHashes: browserTokens.map(hashOfToken),
});

/** So that nobody opens steps without an end, nor without the owner's notice. */
const lookAfter = async (strapi: Strapi, userId: number, now: Date) => {
  const open = await store.openOf(strapi, userId);
  const dropped = stepsToDrop(open);
  if (dropped.length > 0) await store.remove(strapi, dropped);
  const told = toldLately(open, now);
  // Those that were told may be the next to make room.
  if (told) await store.markTold(strapi, userId, told);
  else if (seemsKnown(open, now) && (await store.markTold(strapi, userId, now)) >= TELLING_STEPS)
    noticePasswordKnown(strapi, userId);
};

/** A step for who knew the password: the token is for the answer, the browser's for a cookie. */
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

/** Takes a try of it; null for one that is used, too old, out of tries, another browser's, or never was one. */
export const takeChallengeTry = (strapi: Strapi, token: string, browserTokens: readonly string[]) =>
  store.takeTry(strapi, secretsOf(token, browserTokens), MAX_TRIES, clock.now());

/** Whose it is and what it asks for; null as above. */
export const findChallenge = (strapi: Strapi, token: string, browserTokens: readonly string[]) =>
  store.find(strapi, secretsOf(token, browserTokens), clock.now());

export const setToSign = (strapi: Strapi, token: string, toSign: string) =>
  store.setToSign(strapi, hashOfToken(token), toSign);
export const toSignOf = (strapi: Strapi, token: string) => store.toSignOf(strapi, hashOfToken(token));
export const takeToSign = (strapi: Strapi, token: string) => store.takeToSign(strapi, hashOfToken(token));

/** In the transaction that does what the step asked for. False: somebody was quicker. */
export const useUpChallenge = (strapi: Strapi, token: string) =>
  store.useUp(strapi, hashOfToken(token), clock.now());
/** What nobody has finished counts for a while after it has run out. */
export const removeExpiredChallenges = (strapi: Strapi) =>
  store.removeExpired(strapi, new Date(clock.now().getTime() - STEP_MEMORY_MS));
