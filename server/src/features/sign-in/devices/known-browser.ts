import { currentContext } from '../../../platform/current-context';
import type { Strapi } from '../../../platform/strapi';
import { deviceTokensOf } from '../challenges/cookies';
import { findDevice } from './record';

/** The id of the browser that asks, where the user has signed in from it before; null for another, and for none. */
export const knownBrowserOf = async (strapi: Strapi, userId: number): Promise<number | null> => {
  const ctx = currentContext(strapi);
  const device = ctx && (await findDevice(strapi, userId, deviceTokensOf(ctx)));
  return device?.id ?? null;
};

/** Whose tries a guess at work takes: the browser's own, as at the sign-in, so that no stranger's guesses use them up. */
export const poolOf = async (
  strapi: Strapi,
  userId: number,
  { knownDevices }: { knownDevices: boolean },
) => ({ userId, deviceId: knownDevices ? await knownBrowserOf(strapi, userId) : null });
