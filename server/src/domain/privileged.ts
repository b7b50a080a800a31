import { PLUGIN_ID } from '../../../shared/constants';

/** Strapi's actions on users, roles, tokens and SSO (admin/server/src/config/admin-actions.ts, 5.54). */
const OF_STRAPI = ['users', 'roles', 'api-tokens', 'admin-tokens', 'transfer.tokens', 'provider-login'].map(
  (what) => `admin::${what}.`,
);
/** They show what exists, but no secret. `admin::api-tokens.read` shows the tokens themselves. */
const SHOWS = /\.(read|access)$/;
const SHOWS_SECRETS = 'admin::api-tokens.read';

/** Of Gatehouse's own: those that show, notify, or are everyday work and take away nothing for good. */
const DAILY = new Set(
  [
    'users.reset-tries',
    'users.force-password-change',
    'saved-views.share',
    'sessions.end',
    'log.note',
    'login-attempts.export',
    'activity.export',
    'mails.send',
    'access.explain',
  ].map((uid) => `plugin::${PLUGIN_ID}.${uid}`),
);

/**
 * Whether the action gives power or removes protection: any that manages users, roles, tokens, the policy or
 * addresses. One of Gatehouse's counts unless it is known to be harmless.
 */
export const isPrivileged = (action: string): boolean => {
  if (action === SHOWS_SECRETS) return true;
  if (SHOWS.test(action) || DAILY.has(action)) return false;
  return [...OF_STRAPI, `plugin::${PLUGIN_ID}.`].some((prefix) => action.startsWith(prefix));
};
