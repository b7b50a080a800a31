import { GatehouseError } from '../../../platform/errors';
import { secretsOf } from '../../../platform/secrets';
import type { Strapi } from '../../../platform/strapi';

/** @throws MFA_UNAVAILABLE without an encryption key: secrets are never stored unsealed. */
export const sealing = (strapi: Strapi) => {
  const secrets = secretsOf(strapi);
  if (!secrets) throw new GatehouseError('MFA_UNAVAILABLE');
  return secrets;
};
