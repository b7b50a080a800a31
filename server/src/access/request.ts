import { decide, onEveryRequest } from '../domain/decide';
import { getService } from '../lib/services';
import type { Strapi } from '../lib/strapi';
import { loadFacts } from './facts';

export type SessionUser = { id: number; email: string; roles?: { id: number }[] };

/**
 * Whether a request of an open session may go on. An entry that is missing, or whose address shows that it is
 * another's (a restored or transferred database), is brought in step first.
 */
export const decideRequest = async (strapi: Strapi, session: SessionUser, address: string | null) => {
  const users = getService(strapi, 'users');
  let user = await users.findByAdminUser(session.id);
  if (user?.email !== session.email.toLowerCase()) {
    await getService(strapi, 'directory').sync([session.id]);
    user = await users.findByAdminUser(session.id);
  }
  const roleIds = (session.roles ?? []).map(({ id }) => Number(id));
  return decide(onEveryRequest, await loadFacts(strapi, { realm: 'panel', user, address, roleIds }));
};
