import { getPasswordRules } from '../../../../shared/contracts/password-rules';
import { GatehouseError } from '../../lib/errors';
import { route } from '../../lib/handle';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';

export const passwordPolicyRoutes = (strapi: Strapi) => [
  route(getPasswordRules, async ({ params }) => {
    const user = await getService(strapi, 'users').find(params.id);
    if (!user) throw new GatehouseError('NOT_FOUND');
    return { data: await getService(strapi, 'passwordPolicy').rulesFor(user) };
  }),
];
