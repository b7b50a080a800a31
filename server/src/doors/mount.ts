import { PLUGIN_ID } from '../../../shared/constants';
import type { Config } from '../config';
import type { Strapi } from '../platform/strapi';
import { adminToken } from './admin-token';
import { authenticatedRequest } from './authenticated-request';
import { dataTransfer } from './data-transfer';
import { type Door, lostOf } from './door';
import { nativeUserChanges } from './native-user-changes';
import { nativeHandlers } from './native-handlers';
import { oauthToken } from './oauth';
import { panelSignIn } from './panel-sign-in';
import { passwordHashing } from './password-hashing';
import { passwordRecovery } from './password-recovery';
import { passwordSetting } from './password-setting';
import { rateLimit } from './rate-limit';
import { sessionRenewal } from './session-renewal';
import { sessionKey } from './session-key';
import { userMetrics } from './user-metrics';
import { userPermissions } from './user-permissions';

/** Every door there is. The only place that changes Strapi's own functions. */
export const DOORS: readonly Door[] = [
  passwordHashing,
  // Wraps the one before: an unacceptable password is not hashed.
  passwordSetting,
  nativeUserChanges,
  // Wraps the one before: no password is tried for a user who may not be changed.
  nativeHandlers,
  rateLimit,
  panelSignIn,
  sessionRenewal,
  passwordRecovery,
  sessionKey,
  userPermissions,
  authenticatedRequest,
  adminToken,
  oauthToken,
  userMetrics,
  dataTransfer,
];

/** The version that all tests ran with. */
const TESTED = '5.54.0';

const versionOf = (strapi: Strapi) =>
  `Gatehouse was tested with Strapi ${TESTED}; this is ${strapi.config.get('info.strapi')}.`;

/**
 * Strapi must not start with a guard missing: an upgrade that moved or changed a decorated function would
 * drop it silently.
 */
const assertInPlace = (strapi: Strapi, door: Door) => {
  for (const { name, find, arity, isOptional, onlyFaster } of door.decorates) {
    if (onlyFaster) continue;
    const { target, method } = find(strapi);
    const found = target?.[method];
    if (found === undefined && isOptional) continue;
    if (typeof found !== 'function' || found.length !== arity)
      throw new Error(
        `[gatehouse] ${name} is ${typeof found === 'function' ? 'not as expected' : 'missing'}: the door “${door.name}” ` +
          `cannot be guarded. ${versionOf(strapi)}`,
      );
  }
};

/**
 * Where a function is replaced whole, anything new in Strapi's original would be lost. If the function lets
 * somebody in, Strapi then does not start, unless the operator says so.
 */
const assertNothingIsLost = (strapi: Strapi, door: Door) => {
  const { compatibility } = strapi.config.get(`plugin::${PLUGIN_ID}`) as Config;
  for (const { name, find, calls, letsIn, onlyFaster } of door.decorates) {
    if (!calls || onlyFaster) continue;
    const { target, method } = find(strapi);
    const lost = lostOf(target[method], calls);
    if (lost === null) continue;
    const problem = `${name} of this Strapi ${lost}, which the door “${door.name}” in its place does not. ${versionOf(strapi)}`;
    if (letsIn && compatibility === 'strict')
      throw new Error(
        `[gatehouse] ${problem} Use that version; or, if you have made sure that nothing is lost by it, set ` +
          "compatibility: 'warn' of Gatehouse in config/plugins.",
      );
    strapi.log.warn(`[gatehouse] GH006: ${problem} Hint: look for a newer Gatehouse.`);
  }
};

export const mountDoors = (strapi: Strapi) => {
  for (const door of DOORS) {
    assertInPlace(strapi, door);
    assertNothingIsLost(strapi, door);
  }
  for (const { decorates } of DOORS) for (const { mount } of decorates) mount?.(strapi);
};
