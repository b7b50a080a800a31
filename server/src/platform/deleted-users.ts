import { perStrapi } from './per-strapi';
import type { Strapi } from './strapi';

/** Deleted users: their ids in the directory, and Strapi's. */
export type DeletedUsers = { userIds: readonly number[]; adminUserIds: readonly number[] };
type Follower = (deleted: DeletedUsers) => Promise<unknown>;

const followers = perStrapi((): Follower[] => []);

/** Each feature handles its own records of a deleted user, in the transaction of the deletion. */
export const followDeletedUsers = (strapi: Strapi, follower: Follower) =>
  void followers(strapi).push(follower);

/** Called only by the directory, which knows every way a user is deleted. */
export const tellOfDeletedUsers = async (strapi: Strapi, deleted: DeletedUsers) => {
  for (const follow of followers(strapi)) await follow(deleted);
};
