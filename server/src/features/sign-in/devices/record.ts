import { endOfTrust, startOfTrust } from '../../../domain/device-trust';
import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import { hashOfToken, newToken } from '../../../platform/tokens';
import * as store from './store';
import type { Seen } from './store';

/** The token for its cookie, and whether the user has no other. */
type Remembered = { token: string; isFirst: boolean };

/** Browsers remembered for a user. */
const DEVICES_A_USER = 20;

/** The user's known device that one of the tokens belongs to; null where none was given out for this user alone. */
export const findDevice = async (strapi: Strapi, userId: number, tokens: readonly string[]) => {
  return tokens.length === 0 ? null : store.find(strapi, userId, tokens.map(hashOfToken));
};

/**
 * Remembers the browser for the user, by a token of its own: one that the browser has already may be known to
 * somebody else.
 */
export const rememberDevice = async (
  strapi: Strapi,
  userId: number,
  seen: Seen,
  { isTrusted }: { isTrusted: boolean },
): Promise<Remembered> => {
  const token = newToken();
  await store.insert(strapi, userId, hashOfToken(token), { ...seen, isTrusted }, clock.now());
  await store.keepLatest(strapi, userId, DEVICES_A_USER);
  return { token, isFirst: (await store.count(strapi, userId)) === 1 };
};

export const noteDeviceUse = (strapi: Strapi, id: number, seen: Seen) =>
  store.use(strapi, id, seen, clock.now());

/**
 * The browser is not asked for the second factor for as long as the policy says. It is known by a new token from then
 * on: whoever has seen the one before is not trusted with it.
 */
export const trustDevice = async (strapi: Strapi, id: number): Promise<string> => {
  const token = newToken();
  await store.trust(strapi, id, hashOfToken(token), clock.now());
  return token;
};

/** The browsers that are trusted under a policy of so many days. */
export const trustedDevicesOf = async (strapi: Strapi, userId: number, days: number) => {
  const trusted = await store.trustedOf(strapi, userId, startOfTrust(days, clock.now()));
  return trusted.map(({ trustedAt, ...device }) => ({
    ...device,
    trustedUntil: endOfTrust(trustedAt, days),
  }));
};
