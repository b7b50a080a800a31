import { createHash, randomBytes } from 'node:crypto';

import { clock } from '../../lib/clock';
import type { Strapi } from '../../lib/strapi';
import { createDeviceStore } from './store';

/** Browsers remembered for a user. */
const DEVICES_A_USER = 20;
/** 256 bits, as a cookie carries them. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

// The token is random and long, so that one fast hash is enough at rest (ASVS 6.6, OWASP on high-entropy tokens).
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

export const devicesService = ({ strapi }: { strapi: Strapi }) => {
  const store = createDeviceStore(strapi);
  return {
    /** The user's known device that the token belongs to; null for a token that was never given out for this user. */
    async find(userId: number, token: string | undefined) {
      return token && TOKEN.test(token) ? store.find(userId, hashOf(token)) : null;
    },

    /** Remembers the browser for the user. Answers the token for its cookie: the one it brought where that is well formed. */
    async remember(userId: number, brought: string | undefined): Promise<string> {
      const token = brought && TOKEN.test(brought) ? brought : randomBytes(32).toString('base64url');
      await store.insert(userId, hashOf(token), clock.now());
      await store.keepLatest(userId, DEVICES_A_USER);
      return token;
    },

    removeByUsers: (userIds: readonly number[]) => store.removeByUsers(userIds),
  };
};

declare module '../../lib/services' {
  interface Services {
    devices: ReturnType<typeof devicesService>;
  }
}
