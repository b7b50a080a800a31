import { PLUGIN_ID } from '../../../shared/constants';

/** Strapi's own actions about users, roles, tokens and sign-in by a provider (admin/server/src/config/admin-actions.ts, 5.54). */
const OF_STRAPI = ['users', 'roles', 'api-tokens', 'admin-tokens', 'transfer.tokens', 'provider-login'].map(
  (what) => `admin::${what}.`,
);
/** They show what is there, and no secret. `admin::api-tokens.read` shows the tokens themselves. */
const SHOWS = /\.(read|access)$/;
const SHOWS_SECRETS = 'admin::api-tokens.read';

/** Of Gatehouse's own: what shows, tells, or is done every day and takes nothing that stays. */
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
 * Whether the action gives power or takes protection away: whatever manages users, roles, tokens, the policy or addresses.
 * One of Gatehouse's that is not known to be harmless is taken for one that does.
 */
export const isPrivileged = (action: string): boolean => {
  if (action === SHOWS_SECRETS) return true;
  if (SHOWS.test(action) || DAILY.has(action)) return false;
  return [...OF_STRAPI, `plugin::${PLUGIN_ID}.`].some((prefix) => action.startsWith(prefix));
};
