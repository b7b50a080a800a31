import { perStrapi } from './per-strapi';
import type { Strapi } from './strapi';

/** What to do when Strapi's records change, by the names of Strapi's database events. */
export type Follower = { models: readonly string[]; [event: string]: unknown };

const followers = perStrapi((): Follower[] => []);
export const followersOf = (strapi: Strapi): readonly Follower[] => followers(strapi);

/** Follows changes of Strapi's own records, during a data transfer too (`doors/data-transfer.ts`). */
export const followChanges = (strapi: Strapi, follower: Follower) => {
  strapi.db.lifecycles.subscribe(follower as never);
  followers(strapi).push(follower);
};

/**
 * Why entries follow the native records: these users changed; something else did, such as a group that gives
 * them roles, and its own log entry says so; or their roles were renamed.
 */
export type Following = 'change' | 'of-others' | 'names';
