import { followDeletedUsers } from '../../../platform/deleted-users';
import type { Strapi } from '../../../platform/strapi';
import { removeIpRulesFor } from './store';

/** Rules for a deleted user go, by the column that they are looked up by. */
export const followRuled = (strapi: Strapi) =>
  followDeletedUsers(strapi, ({ userIds }) =>
    removeIpRulesFor(
      strapi,
      userIds.map((id) => `user:${id}`),
    ),
  );
