import { onEverySessionRequest } from '../domain/decide';
import { recordAttempt } from '../features/activity/login-attempts/record';
import { noteSignIn } from '../features/sign-in/lockout/store';
import { clock } from '../platform/clock';
import type { Strapi } from '../platform/strapi';
import type { Asker } from './identify';
import { decidePrincipal, type NativePrincipal } from './request';

/**
 * A sign-in that another plugin has vouched for, by making the session: single sign-on, a link of its own. It is recorded
 * as what its first request will be answered with, which is the guard.
 */
export const recordOtherSignIn = async (
  strapi: Strapi,
  { userId: adminUserId, sessionId }: { userId: string; sessionId: string },
  { address, userAgent }: Asker,
) => {
  const principal: NativePrincipal | null = await strapi.db
    .query('admin::user')
    .findOne({ where: { id: Number(adminUserId) }, populate: ['roles'] });
  if (!principal) return;
  const { decision, userId, userName } = await decidePrincipal(strapi, {
    rules: onEverySessionRequest,
    realm: 'panel',
    principal,
    address,
    sessionId,
  });
  const { outcome, reason } = decision;
  await recordAttempt(strapi, {
    userId,
    userName,
    realm: 'panel',
    outcome: outcome === 'allow' ? 'success' : outcome === 'deny' ? 'failure' : 'challenge',
    reason,
    method: 'other',
    ip: address,
    userAgent,
  });
  if (outcome === 'allow' && userId !== null) await noteSignIn(strapi, userId, clock.now());
};
