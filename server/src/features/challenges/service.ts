import type { ChallengeKind } from '../../../../shared/constants';
import { clock } from '../../lib/clock';
import type { Strapi } from '../../lib/strapi';
import { hashOfToken, isToken, newToken } from '../../lib/tokens';
import { createChallengeStore, type WantedSession } from './store';

/** Long enough to think of a password. */
export const CHALLENGE_MS = 5 * 60_000;
const MAX_TRIES = 5;

const secretsOf = (token: string, browserToken: string) => ({
  tokenHash: hashOfToken(token),
  browserHash: hashOfToken(browserToken),
});

/** Sign-ins that have a step left. Kept are hashes alone. */
export const challengesService = ({ strapi }: { strapi: Strapi }) => {
  const store = createChallengeStore(strapi);
  return {
    /** A step for who knew the password: the token is for the answer, the browser's for a cookie. */
    async open(userId: number, kind: ChallengeKind, session: WantedSession) {
      const [token, browserToken] = [newToken(), newToken()];
      const now = clock.now();
      const expiresAt = new Date(now.getTime() + CHALLENGE_MS);
      await store.replace(
        {
          userId,
          kind,
          tokenHash: hashOfToken(token),
          browserHash: hashOfToken(browserToken),
          expiresAt,
          ...session,
        },
        now,
      );
      return { token, browserToken, expiresAt };
    },

    /** Takes a try of it; null for one that is used, too old, out of tries, another browser's, or never was one. */
    async takeTry(token: string, browserToken: string | undefined) {
      if (!isToken(browserToken)) return null;
      return store.takeTry(secretsOf(token, browserToken), MAX_TRIES, clock.now());
    },

    /** Whose it is and what it asks for; null as above. */
    async find(token: string, browserToken: string | undefined) {
      return isToken(browserToken) ? store.find(secretsOf(token, browserToken), clock.now()) : null;
    },

    setToSign: (token: string, toSign: string) => store.setToSign(hashOfToken(token), toSign),
    toSignOf: (token: string) => store.toSignOf(hashOfToken(token)),
    takeToSign: (token: string) => store.takeToSign(hashOfToken(token)),

    /** In the transaction that does what the step asked for. False: somebody was quicker. */
    useUp: (token: string) => store.useUp(hashOfToken(token), clock.now()),

    removeOf: (userIds: readonly number[]) => store.removeOf(userIds),
    removeExpired: () => store.removeExpired(clock.now()),
  };
};

declare module '../../lib/services' {
  interface Services {
    challenges: ReturnType<typeof challengesService>;
  }
}
