import type { Strapi } from '../../../platform/strapi';
import { ipRulesFor, readList, targetsOf } from '../../sign-in/ip-rules/record';
import * as store from './store';

/** Null where the native user has no entry. With the ranges of everyone, of the roles and of the user, and the licence. */
export const findPrincipal = async (strapi: Strapi, adminUserId: number, roleIds: readonly number[]) => {
  const found = await store.findPrincipal(strapi, adminUserId, targetsOf({ roleIds }));
  if (!found) return null;
  const { user, ruleList, allowsKeys } = found;
  const addressRules = readList(ruleList) ?? (await ipRulesFor(strapi, { userId: user.id, roleIds }));
  return { user, addressRules, allowsKeys };
};
