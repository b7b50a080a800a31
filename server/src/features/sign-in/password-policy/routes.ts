import { getPasswordRules } from '../../../../../shared/contracts/password-rules';
import { GatehouseError } from '../../../platform/errors';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { findUser } from '../../people/users/store';
import { passwordRulesFor } from './record';

export const passwordPolicyRoutes = (strapi: Strapi) => [
  route(getPasswordRules, async ({ params }) => {
    const user = await findUser(strapi, params.id);
    if (!user) throw new GatehouseError('NOT_FOUND');
    return { data: await passwordRulesFor(strapi, user) };
  }),
];
