import { getPasswordRules } from '../../../../../shared/contracts/password-rules';
import { GatehouseError } from '../../../platform/errors';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const passwordPolicyRoutes = (strapi: Strapi) => [
  route(getPasswordRules, async ({ params }) => {
    const user = await getService(strapi, 'users').find(params.id);
    if (!user) throw new GatehouseError('NOT_FOUND');
    return { data: await getService(strapi, 'passwordPolicy').rulesFor(user) };
  }),
];
