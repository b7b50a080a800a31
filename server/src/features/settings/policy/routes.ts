import * as contracts from '../../../../../shared/contracts/policy';
import { withFreshProof } from '../../../access/fresh-proof';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { updatePolicy } from './actions';
import { getPolicy, listPolicyChanges, previewPolicy } from './queries';

export const policyRoutes = (strapi: Strapi) => [
  route(contracts.getPolicy, () => getPolicy(strapi)),
  route(
    contracts.updatePolicy,
    withFreshProof(strapi, ({ body, actor }) => updatePolicy(strapi, body, actor)),
  ),
  route(contracts.listPolicyChanges, ({ query }) => listPolicyChanges(strapi, query)),
  route(contracts.previewPolicy, ({ body }) => previewPolicy(strapi, body)),
];
