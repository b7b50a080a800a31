import { GatehouseError } from '../../../platform/errors';
import { secretsOf } from '../../../platform/secrets';
import type { Strapi } from '../../../platform/strapi';

/** Without a key no secret is kept, and so none is made. */
export const sealing = (strapi: Strapi) => {
  const secrets = secretsOf(strapi);
  if (!secrets) throw new GatehouseError('MFA_UNAVAILABLE');
  return secrets;
};
