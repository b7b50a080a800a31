import { createAddressReader } from '../access/identify';
import type { Strapi } from '../lib/strapi';
import { adminToken } from './admin-token';
import { authenticatedRequest } from './authenticated-request';
import { dataTransfer } from './data-transfer';
import type { Door } from './door';
import { nativeHandlers } from './native-handlers';
import { oauthToken } from './oauth';
import { panelSignIn } from './panel-sign-in';
import { passwordHashing } from './password-hashing';
import { passwordRecovery } from './password-recovery';
import { passwordSetting } from './password-setting';
import { rateLimit } from './rate-limit';
import { sessionRenewal } from './session-renewal';
import { userMetrics } from './user-metrics';

/** Every door there is. The only place that changes Strapi's own functions. */
export const DOORS: readonly Door[] = [
  passwordHashing,
  // Around the one before: what is not acceptable is not hashed.
  passwordSetting,
  // Around the one before: a password is not tried where its user may not be changed.
  nativeHandlers,
  rateLimit,
  panelSignIn,
  sessionRenewal,
  passwordRecovery,
  authenticatedRequest,
  adminToken,
  oauthToken,
  userMetrics,
  dataTransfer,
];

const SUPPORTED = '5.54';

/**
 * Strapi must not start with a guard missing: an upgrade that moved or changed what a door decorates would drop it
 * without a word.
 */
const assertInPlace = (strapi: Strapi, door: Door) => {
  for (const { name, find, arity, isOptional } of door.decorates) {
    const { target, method } = find(strapi);
    const found = target?.[method];
    if (found === undefined && isOptional) continue;
    if (typeof found !== 'function' || found.length !== arity)
      throw new Error(
        `[gatehouse] ${name} is ${typeof found === 'function' ? 'not as expected' : 'missing'}: the door “${door.name}” ` +
          `cannot be guarded. Gatehouse supports Strapi ${SUPPORTED}; this is ${strapi.config.get('info.strapi')}.`,
      );
  }
};

export const mountDoors = (strapi: Strapi) => {
  const context = { strapi, addressOf: createAddressReader(strapi) };
  for (const door of DOORS) assertInPlace(strapi, door);
  for (const door of DOORS) door.mount(context);
};
