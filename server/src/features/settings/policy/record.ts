import {
  DEFAULT_POLICY,
  policy as policySchema,
  type Policy,
  type PolicyChange,
} from '../../../../../shared/contracts/policy';
import type { Strapi } from '../../../platform/strapi';
import * as store from './store';

/** Fills in the defaults. Throws on a stored value that this version can't read. */
export const complete = (value: unknown): Policy =>
  policySchema.parse(merge(DEFAULT_POLICY, value as PolicyChange));

/** The current policy. Read from the database each time, so that a change applies on every server at once. */
export const currentPolicy = async (strapi: Strapi): Promise<Policy> => {
  return complete((await store.read(strapi)).value);
};

export const merge = (policy: Policy, change: PolicyChange): Policy =>
  Object.fromEntries(
    Object.entries(policy).map(([group, values]) => [
      group,
      { ...values, ...change[group as keyof PolicyChange] },
    ]),
  ) as Policy;
