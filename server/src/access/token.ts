import type { Reason, UserType } from '../../../shared/constants';
import type { Asker } from '../domain/client-address';
import { onEveryRequest } from '../domain/decide';
import { recordRepeatableAttempt } from '../features/activity/login-attempts/record';
import { ownerOfToken } from '../features/programs/api-keys/store';
import type { Strapi } from '../platform/strapi';
import { activate, decideRequest, type StrapiUser } from './request';

/**
 * The type of a token's user; null if the token may not be used, which is recorded. A token is worth no more
 * than its user. Fails closed: errors refuse too. `tokenId`: if Strapi names the user as the token's owner.
 */
export const admitToken = async (
  strapi: Strapi,
  strapiUser: StrapiUser,
  asker: Asker,
  { method = 'api-token', tokenId }: { method?: 'api-token' | 'oauth' | undefined; tokenId?: number } = {},
): Promise<UserType | null> => {
  try {
    const { decision, type, ...whom } = await decideRequest(strapi, {
      rules: onEveryRequest,
      realm: 'api',
      strapiUser,
      address: asker.address,
    });
    const reason =
      decision.outcome === 'allow'
        ? await refusalOfToken(strapi, { type, strapiUser, tokenId })
        : decision.reason;
    if (reason === null) {
      await activate(strapi, strapiUser, type);
      return type;
    }
    await recordRepeatableAttempt(strapi, asker, whom, { realm: 'api', method, reason });
  } catch (error) {
    strapi.log.error('[gatehouse] access of a token could not be checked', error);
  }
  return null;
};

/** API-only users may use only their keys: a token made past Gatehouse can't be seen or revoked in it. */
const refusalOfToken = async (
  strapi: Strapi,
  { type, strapiUser, tokenId }: { type: UserType | null; strapiUser: StrapiUser; tokenId?: number },
): Promise<Reason | null> => {
  if (type !== 'api-only' || tokenId === undefined) return null;
  const owner = await ownerOfToken(strapi, tokenId);
  return owner?.adminUserId === strapiUser.id ? null : 'not-a-key';
};
