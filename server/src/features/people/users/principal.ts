import type { Strapi } from '../../../platform/strapi';
import { ipRulesFor, readList, targetsOf } from '../../sign-in/ip-rules/record';
import * as store from './store';

/** With the IP ranges for everyone, the roles and the user, and the licence. Null without an entry. */
export const findPrincipal = async (strapi: Strapi, adminUserId: number, roleIds: readonly number[]) => {
  const found = await store.findPrincipal(strapi, adminUserId, targetsOf({ roleIds }));
  if (!found) return null;
  const { user, ruleList, allowsKeys } = found;
  const addressRules = readList(ruleList) ?? (await ipRulesFor(strapi, { userId: user.id, roleIds }));
  return { user, addressRules, allowsKeys };
};
