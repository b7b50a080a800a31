import { DEFAULT_POLICY, type PolicyChange } from '../../../../../shared/contracts/policy';
import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import { listLogOfEnvironment } from '../../activity/log/queries';
import { sessionLifespans } from '../../sign-in/sessions/record';
import { previewOf } from './preview';
import { complete, merge } from './record';
import * as store from './store';
import type { StoredPolicy } from './store';

export const describe = (strapi: Strapi, { value, updatedAt, updatedBy, lastChanges }: StoredPolicy) => ({
  data: complete(value),
  meta: {
    defaults: DEFAULT_POLICY,
    updatedAt: updatedBy === null ? null : updatedAt,
    updatedBy,
    lastChanges,
    sessionLifespans: sessionLifespans(strapi),
  },
});

export const getPolicy = async (strapi: Strapi) => {
  return describe(strapi, await store.read(strapi));
};

export const listPolicyChanges = (strapi: Strapi, paging: { page: number; pageSize: number }) =>
  listLogOfEnvironment(strapi, 'policy-changed', paging);

/** What the change would affect if it were made now. Changes nothing. */
export const previewPolicy = async (strapi: Strapi, change: PolicyChange) => {
  const before = complete((await store.read(strapi)).value);
  return {
    data: await previewOf(strapi, {
      before,
      after: merge(before, change),
      now: clock.now(),
    }),
  };
};
