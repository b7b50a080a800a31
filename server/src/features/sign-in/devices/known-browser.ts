import { currentContext } from '../../../platform/current-context';
import type { Strapi } from '../../../platform/strapi';
import { deviceTokensOf } from '../challenges/cookies';
import { findDevice } from './record';

/** The id of the current browser if the user has signed in from it before, else null. */
export const knownBrowserOf = async (strapi: Strapi, userId: number): Promise<number | null> => {
  const ctx = currentContext(strapi);
  const device = ctx && (await findDevice(strapi, userId, deviceTokensOf(ctx)));
  return device?.id ?? null;
};

/** The attempts a guess counts against: as at sign-in, a known browser has its own, safe from strangers. */
export const poolOf = async (
  strapi: Strapi,
  userId: number,
  { knownDevices }: { knownDevices: boolean },
) => ({ userId, deviceId: knownDevices ? await knownBrowserOf(strapi, userId) : null });
