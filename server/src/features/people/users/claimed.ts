import type { Strapi } from '../../../platform/strapi';
import { hashOfToken } from '../../../platform/tokens';
import { complete } from '../../settings/policy/record';
import { readLists } from '../../sign-in/ip-rules/record';
import * as store from './claimed-store';

/**
 * The policy, and who has the typed name, with what is known of them and of this browser at that moment.
 * `known`: null if MariaDB truncated one of its lists.
 */
export const findClaimed = async (strapi: Strapi, name: string, deviceTokens: readonly string[]) => {
  const found = await store.findClaimed(strapi, name, deviceTokens.map(hashOfToken));
  const policy = complete(found.policy);
  if (!found.claimed) return { policy, claimed: null };
  const { user, native, roleList, ruleLists, device } = found.claimed;
  const roles = readRoles(roleList);
  const addressRules = readLists(ruleLists);
  const known = roles && addressRules && { ...roles, addressRules, device };
  return { policy, claimed: { user, native, known } };
};

export type Claimed = NonNullable<Awaited<ReturnType<typeof findClaimed>>['claimed']>;

/** `2,5 -1,7 3`: two roles, 5 and 7, of which 7 allows three sessions. */
const readRoles = (list: string) => {
  const roles = [...list.matchAll(/,(\d+) (-?\d+)/g)].map(([, id, most]) => ({
    id: Number(id),
    most: Number(most),
  }));
  if (roles.length !== Number.parseInt(list, 10)) return null;
  const limits = roles.map(({ most }) => most).filter((most) => most >= 0);
  return {
    roleIds: roles.map(({ id }) => id),
    fewestSessions: limits.length > 0 ? Math.min(...limits) : null,
  };
};
