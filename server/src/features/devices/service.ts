import { clock } from '../../lib/clock';
import type { Strapi } from '../../lib/strapi';
import { hashOfToken, isToken, newToken } from '../../lib/tokens';
import { endOfTrust, startOfTrust } from '../../domain/device-trust';
import { createDeviceStore, type Seen } from './store';

/** The token for its cookie, and whether the user has no other. */
type Remembered = { token: string; isFirst: boolean };

/** Browsers remembered for a user. */
const DEVICES_A_USER = 20;

export const devicesService = ({ strapi }: { strapi: Strapi }) => {
  const store = createDeviceStore(strapi);
  return {
    /** The user's known device that the token belongs to; null for a token that was never given out for this user. */
    async find(userId: number, token: string | undefined) {
      return isToken(token) ? store.find(userId, hashOfToken(token)) : null;
    },

    /**
     * Remembers the browser for the user. Answers the token for its cookie: the one it has from somebody else who signs
     * in there, and never one that somebody made up and put there.
     */
    async remember(userId: number, brought: string | undefined, seen: Seen): Promise<Remembered> {
      const isOurs = isToken(brought) && (await store.isKnown(hashOfToken(brought)));
      const token = isOurs ? brought : newToken();
      await store.insert(userId, hashOfToken(token), seen, clock.now());
      await store.keepLatest(userId, DEVICES_A_USER);
      return { token, isFirst: (await store.count(userId)) === 1 };
    },

    use: (id: number, seen: Seen) => store.use(id, seen, clock.now()),

    /** The browser with this token is not asked for the second factor for as long as the policy says. */
    trust: (userId: number, token: string) => store.trust(userId, hashOfToken(token), clock.now()),
    distrust: (userIds: readonly number[]) => store.distrust(userIds),

    /** The browsers that are trusted under a policy of so many days. */
    async trustedOf(userId: number, days: number) {
      const trusted = await store.trustedOf(userId, startOfTrust(days, clock.now()));
      return trusted.map(({ trustedAt, ...device }) => ({
        ...device,
        trustedUntil: endOfTrust(trustedAt, days),
      }));
    },

    removeByUsers: (userIds: readonly number[]) => store.removeByUsers(userIds),
  };
};

declare module '../../lib/services' {
  interface Services {
    devices: ReturnType<typeof devicesService>;
  }
}
