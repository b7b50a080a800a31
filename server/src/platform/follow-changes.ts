import { perStrapi } from './per-strapi';
import type { Strapi } from './strapi';

/** What is done when records of Strapi's change; by the names of Strapi's database events. */
export type Follower = { models: readonly string[]; [event: string]: unknown };

const followers = perStrapi((): Follower[] => []);
export const followersOf = (strapi: Strapi): readonly Follower[] => followers(strapi);

/** Follows changes of Strapi's own records, during a data transfer too (`doors/data-transfer.ts`). */
export const followChanges = (strapi: Strapi, follower: Follower) => {
  strapi.db.lifecycles.subscribe(follower as never);
  followers(strapi).push(follower);
};

/**
 * Of what the native records are followed: of a change of these users; of one of something else, such as a group that
 * gives them roles, whose entry tells it; or of what their roles are called.
 */
export type Following = 'change' | 'of-others' | 'names';
