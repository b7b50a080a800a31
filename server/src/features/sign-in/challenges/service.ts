import {
  seemsKnown,
  STEP_MEMORY_MS,
  stepsToDrop,
  TELLING_STEPS,
  toldLately,
} from '../../../domain/open-steps';
import { clock } from '../../../platform/clock';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { hashOfToken, newToken } from '../../../platform/tokens';
import { createChallengeStore, type OpenChallenge } from './store';

/** Long enough to think of a password. */
export const CHALLENGE_MS = 5 * 60_000;
const MAX_TRIES = 5;

const secretsOf = (token: string, browserTokens: readonly string[]) => ({
  tokenHash: hashOfToken(token),
  browserHashes: browserTokens.map(hashOfToken),
});

/** Sign-ins that have a step left. Kept are hashes alone. */
export const challengesService = ({ strapi }: { strapi: Strapi }) => {
  const store = createChallengeStore(strapi);

  /** So that nobody opens steps without an end, nor without the owner's notice. */
  const lookAfter = async (userId: number, now: Date) => {
    const open = await store.openOf(userId);
    const dropped = stepsToDrop(open);
    if (dropped.length > 0) await store.remove(dropped);
    const told = toldLately(open, now);
    // Those that were told may be the next to make room.
    if (told) await store.markTold(userId, told);
    else if (seemsKnown(open, now) && (await store.markTold(userId, now)) >= TELLING_STEPS)
      getService(strapi, 'notices').passwordKnown(userId);
  };

  return {
    /** A step for who knew the password: the token is for the answer, the browser's for a cookie. */
    async open({ userId, kind, ...how }: Omit<OpenChallenge, 'expiresAt'>) {
      const [token, browserToken] = [newToken(), newToken()];
      const now = clock.now();
      const expiresAt = new Date(now.getTime() + CHALLENGE_MS);
      const hashes = { tokenHash: hashOfToken(token), browserHash: hashOfToken(browserToken) };
      await store.insert({ userId, kind, expiresAt, ...hashes, ...how }, now);
      await lookAfter(userId, now);
      return { token, browserToken, expiresAt };
    },

    /** Takes a try of it; null for one that is used, too old, out of tries, another browser's, or never was one. */
    takeTry: (token: string, browserTokens: readonly string[]) =>
      store.takeTry(secretsOf(token, browserTokens), MAX_TRIES, clock.now()),

    /** Whose it is and what it asks for; null as above. */
    find: (token: string, browserTokens: readonly string[]) =>
      store.find(secretsOf(token, browserTokens), clock.now()),

    setToSign: (token: string, toSign: string) => store.setToSign(hashOfToken(token), toSign),
    toSignOf: (token: string) => store.toSignOf(hashOfToken(token)),
    takeToSign: (token: string) => store.takeToSign(hashOfToken(token)),

    /** In the transaction that does what the step asked for. False: somebody was quicker. */
    useUp: (token: string) => store.useUp(hashOfToken(token), clock.now()),

    removeOf: (userIds: readonly number[]) => store.removeOf(userIds),
    /** What nobody has finished counts for a while after it has run out. */
    removeExpired: () => store.removeExpired(new Date(clock.now().getTime() - STEP_MEMORY_MS)),
  };
};

declare module '../../../platform/services' {
  interface Services {
    challenges: ReturnType<typeof challengesService>;
  }
}
