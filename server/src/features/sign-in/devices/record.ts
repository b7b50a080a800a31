import { endOfTrust, startOfTrust } from '../../../domain/device-trust';
import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import { hashOfToken, newToken } from '../../../platform/tokens';
import * as store from './store';
import type { Seen } from './store';

/** The token for its cookie, and whether it is the user's only device. */
type Remembered = { token: string; isFirst: boolean };

/** Browsers remembered per user. */
const DEVICES_A_USER = 20;

/** The user's known device that one of the tokens belongs to; null if none was issued for this user alone. */
export const findDevice = async (strapi: Strapi, userId: number, tokens: readonly string[]) => {
  return tokens.length === 0 ? null : store.find(strapi, userId, tokens.map(hashOfToken));
};

/** Remembers the browser for the user, by a new token: one it already has may be known to somebody else. */
export const rememberDevice = async (
  strapi: Strapi,
  userId: number,
  seen: Seen,
  { isTrusted }: { isTrusted: boolean },
): Promise<Remembered> => {
  const token = newToken();
  await store.insert(strapi, userId, hashOfToken(token), { ...seen, isTrusted }, clock.now());
  return { token, isFirst: (await store.keepLatest(strapi, userId, DEVICES_A_USER)) === 1 };
};

export const noteDeviceUse = (strapi: Strapi, id: number, seen: Seen) =>
  store.use(strapi, id, seen, clock.now());

/**
 * Skips the second factor in this browser for as long as the policy says. It gets a new token, so that
 * whoever has seen the old one isn't trusted too.
 */
export const trustDevice = async (strapi: Strapi, id: number): Promise<string> => {
  const token = newToken();
  await store.trust(strapi, id, hashOfToken(token), clock.now());
  return token;
};

/** The browsers trusted under a policy of this many days. */
export const trustedDevicesOf = async (strapi: Strapi, userId: number, days: number) => {
  const trusted = await store.trustedOf(strapi, userId, startOfTrust(days, clock.now()));
  return trusted.map(({ trustedAt, ...device }) => ({
    ...device,
    trustedUntil: endOfTrust(trustedAt, days),
  }));
};
