import { followDeletedUsers } from '../../../platform/deleted-users';
import type { Strapi } from '../../../platform/strapi';
import { leaveSavedViews } from './store';

/** Private views go with their user; shared ones stay, nobody's. */
export const followViews = (strapi: Strapi) =>
  followDeletedUsers(strapi, ({ adminUserIds }) => leaveSavedViews(strapi, adminUserIds));
