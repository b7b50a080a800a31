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
  const { user, native, roleList, ruleLists, device, fewestSessions } = found.claimed;
  const roleIds = readIds(roleList);
  const addressRules = readLists(...ruleLists);
  const known = roleIds && addressRules && { roleIds, addressRules, device, fewestSessions };
  return { policy, claimed: { user, native, known } };
};

export type Claimed = NonNullable<Awaited<ReturnType<typeof findClaimed>>['claimed']>;

/** `2,5,7`: two, and which. */
const readIds = (list: string): number[] | null => {
  const [count, ...ids] = list.split(',').map(Number);
  return ids.filter((id) => id > 0).length === count ? ids.filter((id) => id > 0) : null;
};
