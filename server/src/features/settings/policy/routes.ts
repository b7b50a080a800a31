import {
  getPolicy,
  listPolicyChanges,
  previewPolicy,
  updatePolicy,
} from '../../../../../shared/contracts/policy';
import { withFreshProof } from '../../../access/fresh-proof';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const policyRoutes = (strapi: Strapi) => [
  route(getPolicy, () => getService(strapi, 'policy').get()),
  route(
    updatePolicy,
    withFreshProof(strapi, ({ body, actor }) => getService(strapi, 'policy').update(body, actor)),
  ),
  route(listPolicyChanges, ({ query }) => getService(strapi, 'policy').changes(query)),
  route(previewPolicy, ({ body }) => getService(strapi, 'policy').preview(body)),
];
