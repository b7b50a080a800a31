import type { Asker } from '../domain/client-address';
import { onEverySessionRequest } from '../domain/decide';
import { recordAttempt } from '../features/activity/login-attempts/record';
import { noteSignIn } from '../features/sign-in/lockout/store';
import { clock } from '../platform/clock';
import type { Strapi } from '../platform/strapi';
import { decideRequest, type StrapiUser } from './request';

/**
 * A sign-in that another plugin vouched for by creating the session: single sign-on, a link of its own.
 * Recorded with the outcome its first request will get; that request is where it is guarded.
 */
export const recordOtherSignIn = async (
  strapi: Strapi,
  { userId: adminUserId, sessionId }: { userId: string; sessionId: string },
  asker: Asker,
) => {
  const strapiUser: StrapiUser | null = await strapi.db
    .query('admin::user')
    .findOne({ where: { id: Number(adminUserId) }, populate: ['roles'] });
  if (!strapiUser) return;
  const { decision, ...whom } = await decideRequest(strapi, {
    rules: onEverySessionRequest,
    realm: 'panel',
    strapiUser,
    address: asker.address,
    sessionId,
  });
  const { outcome, reason } = decision;
  await recordAttempt(strapi, asker, whom, { realm: 'panel', method: 'other', reason });
  if (outcome === 'allow' && whom.userId !== null) await noteSignIn(strapi, whom.userId, clock.now());
};
