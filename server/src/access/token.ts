import type { UserType } from '../../../shared/constants';
import { onEveryRequest } from '../domain/decide';
import { getService } from '../lib/services';
import type { Strapi } from '../lib/strapi';
import type { Asker } from './identify';
import { activate, decidePrincipal, type NativePrincipal } from './request';

/**
 * Of which type the user of a token is, which is worth what its user is; null where it may not be used, which is
 * recorded. Fails closed: an error here is refused like any other.
 */
export const admitToken = async (
  strapi: Strapi,
  principal: NativePrincipal,
  { address, userAgent }: Asker,
  method: 'api-token' | 'oauth' = 'api-token',
): Promise<UserType | null> => {
  try {
    const { decision, userId, userName, type } = await decidePrincipal(strapi, {
      rules: onEveryRequest,
      realm: 'api',
      principal,
      address,
    });
    if (decision.outcome === 'allow') {
      await activate(strapi, principal);
      return type;
    }
    await getService(strapi, 'loginAttempts').recordRepeatable({
      userId,
      userName,
      realm: 'api',
      outcome: 'failure',
      reason: decision.reason,
      method,
      ip: address,
      userAgent,
    });
  } catch (error) {
    strapi.log.error('[gatehouse] access of a token could not be checked', error);
  }
  return null;
};
