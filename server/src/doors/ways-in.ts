import type { Strapi } from '../platform/strapi';
import { authenticationController } from './native';
import type { Route, Routers } from './native-handlers';

/** Every handler of Strapi's own routes that needs no sign-in (5.54, both editions). */
export const OPEN_HANDLERS: ReadonlySet<unknown> = new Set([
  'admin.init',
  'admin.getProjectType',
  'authentication.login',
  'authentication.accessToken',
  'authentication.registerAdmin',
  'authentication.registrationInfo',
  'authentication.register',
  'authentication.forgotPassword',
  'authentication.resetPassword',
  'authentication.getProviders',
  'authentication.providerLogin',
]);

/** The attributes of Strapi's records that the doors read or write. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  'admin::user': [
    'email',
    'isActive',
    'password',
    'registrationToken',
    'resetPasswordToken',
    'resetPasswordTokenExpiresAt',
    'roles',
  ],
  'admin::session': ['absoluteExpiresAt', 'deviceId', 'expiresAt', 'origin', 'sessionId', 'status', 'userId'],
  'admin::api-token': ['accessKey', 'adminPermissions', 'adminUserOwner', 'expiresAt', 'kind', 'lastUsedAt'],
};

const refuse = (strapi: Strapi, why: string) =>
  new Error(
    `[gatehouse] ${why} Gatehouse was not made for Strapi ${strapi.config.get('info.strapi')}: use a version that it was ` +
      'tested with, or a newer Gatehouse.',
  );

/** Routes of Strapi's admin that need no sign-in and that nobody has reviewed. */
export const unknownOpenRoutes = (strapi: Strapi): Route[] =>
  Object.values((strapi.admin?.routes ?? {}) as unknown as Routers)
    .flatMap(({ routes = [] }) => routes)
    .filter(({ handler, config }) => config?.auth === false && !OPEN_HANDLERS.has(handler));

type Features = { future?: { isEnabled?: (flag: string) => boolean } } | undefined;

/**
 * Strapi's own second factor, which newer versions may bring, has its own routes and its own prompt: together
 * with ours, it would keep everybody out.
 */
const hasNativeMfa = (strapi: Strapi) => {
  const { target } = authenticationController('loginMfa').find(strapi);
  const isThere =
    typeof target.loginMfa === 'function' || (strapi.service('admin::mfa') as unknown) !== undefined;
  const { future } = (strapi.features as unknown as Features) ?? {};
  return isThere && future?.isEnabled?.('unstableAdminMfa') === true;
};

/**
 * Keeps Strapi from starting if it has a way in that no door guards, or stores its records differently. Runs
 * after every plugin has added its routes and before the first request.
 */
export const assertNoOtherWayIn = (strapi: Strapi) => {
  if (hasNativeMfa(strapi))
    throw refuse(
      strapi,
      'Strapi asks for a second factor of its own (features.future.unstableAdminMfa), beside which nobody would come in.',
    );
  const [way] = unknownOpenRoutes(strapi).filter(
    ({ handler, method }) => method === 'POST' && /^authentication\./.test(String(handler)),
  );
  if (way)
    throw refuse(
      strapi,
      `Strapi lets people in by a route that Gatehouse does not guard: ${way.method} ${way.path} (${way.handler}).`,
    );
  for (const [uid, names] of Object.entries(ATTRIBUTES)) {
    const { attributes = {} } = strapi.contentTypes[uid as never] ?? {};
    const missing = names.filter((name) => !(name in attributes));
    if (missing.length > 0) throw refuse(strapi, `${uid} has no ${missing.join(', ')}.`);
  }
};
