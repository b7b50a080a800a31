import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import { hashOfToken, newToken } from '../../../platform/tokens';
import { endOfTrust, startOfTrust } from '../../../domain/device-trust';
import { createDeviceStore, type Seen } from './store';

/** The token for its cookie, and whether the user has no other. */
type Remembered = { token: string; isFirst: boolean };

/** Browsers remembered for a user. */
const DEVICES_A_USER = 20;

export const devicesService = ({ strapi }: { strapi: Strapi }) => {
  const store = createDeviceStore(strapi);
  return {
    /** The user's known device that one of the tokens belongs to; null where none was given out for this user alone. */
    async find(userId: number, tokens: readonly string[]) {
      return tokens.length === 0 ? null : store.find(userId, tokens.map(hashOfToken));
    },

    /**
     * Remembers the browser for the user, by a token of its own: one that the browser has already may be known to
     * somebody else.
     */
    async remember(userId: number, seen: Seen, { isTrusted }: { isTrusted: boolean }): Promise<Remembered> {
      const token = newToken();
      await store.insert(userId, hashOfToken(token), { ...seen, isTrusted }, clock.now());
      await store.keepLatest(userId, DEVICES_A_USER);
      return { token, isFirst: (await store.count(userId)) === 1 };
    },

    use: (id: number, seen: Seen) => store.use(id, seen, clock.now()),

    /**
     * The browser is not asked for the second factor for as long as the policy says. It is known by a new token from then
     * on: whoever has seen the one before is not trusted with it.
     */
    async trust(id: number): Promise<string> {
      const token = newToken();
      await store.trust(id, hashOfToken(token), clock.now());
      return token;
    },

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

declare module '../../../platform/services' {
  interface Services {
    devices: ReturnType<typeof devicesService>;
  }
}
