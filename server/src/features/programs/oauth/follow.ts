import { followDeletedUsers } from '../../../platform/deleted-users';
import type { Strapi } from '../../../platform/strapi';
import { removeOAuthClientsOf } from './store';

/** Clients of a deleted user go, and with them their access tokens. */
export const followClients = (strapi: Strapi) =>
  followDeletedUsers(strapi, ({ userIds }) => removeOAuthClientsOf(strapi, userIds));
