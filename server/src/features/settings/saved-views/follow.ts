import { followDeletedUsers } from '../../../platform/deleted-users';
import type { Strapi } from '../../../platform/strapi';
import { leaveSavedViews } from './store';

/** Deletes the private views of deleted users; shared ones stay without an owner. */
export const followViews = (strapi: Strapi) =>
  followDeletedUsers(strapi, ({ adminUserIds }) => leaveSavedViews(strapi, adminUserIds));
