import * as contracts from '../../../../../shared/contracts/policy';
import { withStepUp } from '../../../access/step-up';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { updatePolicy } from './actions';
import { getPolicy, listPolicyChanges, previewPolicy } from './queries';

export const policyRoutes = (strapi: Strapi) => [
  route(contracts.getPolicy, () => getPolicy(strapi)),
  route(
    contracts.updatePolicy,
    withStepUp(strapi, ({ body, actor }) => updatePolicy(strapi, body, actor)),
  ),
  route(contracts.listPolicyChanges, ({ query }) => listPolicyChanges(strapi, query)),
  route(contracts.previewPolicy, ({ body }) => previewPolicy(strapi, body)),
];
