import { followDeletedUsers } from '../../../platform/deleted-users';
import type { Strapi } from '../../../platform/strapi';
import { removeOAuthClientsOf } from './store';

/** Deletes the clients of deleted users, with their access tokens. */
export const followClients = (strapi: Strapi) =>
  followDeletedUsers(strapi, ({ userIds }) => removeOAuthClientsOf(strapi, userIds));
