import { followDeletedUsers } from '../../../platform/deleted-users';
import type { Strapi } from '../../../platform/strapi';
import { removeIpRulesFor } from './store';

/** Deletes the rules of deleted users. */
export const followRuled = (strapi: Strapi) =>
  followDeletedUsers(strapi, ({ userIds }) =>
    removeIpRulesFor(
      strapi,
      userIds.map((id) => `user:${id}`),
    ),
  );
