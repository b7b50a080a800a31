import type { Realm } from '../../../shared/constants';
import type { Rule } from '../domain/answer';
import { decide, type Decision } from '../domain/decide';
import { getService } from '../lib/services';
import type { Strapi } from '../lib/strapi';
import { loadFacts } from './facts';

/** A native user, as Strapi loads it for a session or a token. */
export type NativePrincipal = { id: number; email: string; roles?: { id: number }[] };

/**
 * Whether a native user whom Strapi has already recognised may come in, by these rules. An entry that is missing, or
 * whose address shows that it is another's (a restored or transferred database), is brought in step first.
 */
export const decidePrincipal = async (
  strapi: Strapi,
  {
    rules,
    realm,
    principal,
    address,
  }: { rules: readonly Rule[]; realm: Realm; principal: NativePrincipal; address: string | null },
): Promise<{ decision: Decision; userId: number | null; userName: string }> => {
  const users = getService(strapi, 'users');
  let user = await users.findByAdminUser(principal.id);
  if (user?.email !== principal.email.toLowerCase()) {
    await getService(strapi, 'directory').mend([principal.id]);
    user = await users.findByAdminUser(principal.id);
  }
  const roleIds = principal.roles?.map(({ id }) => Number(id));
  const decision = decide(rules, await loadFacts(strapi, { realm, user, address, roleIds }));
  return { decision, userId: user?.id ?? null, userName: user?.userName ?? principal.email };
};
