import type { Realm } from '../../../shared/constants';
import type { Rule } from '../domain/answer';
import { decide, type Decision } from '../domain/decide';
import { isNativeActive } from '../domain/status';
import { clock } from '../lib/clock';
import { nativeUsers } from '../lib/native';
import { getService } from '../lib/services';
import type { Strapi } from '../lib/strapi';
import { loadFacts } from './facts';

/** A native user, as Strapi loads it for a session or a token. */
export type NativePrincipal = { id: number; email: string; isActive?: boolean; roles?: { id: number }[] };

/**
 * Whether a native user whom Strapi has already recognised may come in, by these rules. An entry that is missing, or
 * whose address shows that it is another's (a restored or transferred database), is brought in step first; so is one
 * whose native user was switched off behind our back.
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
  } else if (principal.isActive === false && isNativeActive(user, clock.now())) {
    await getService(strapi, 'directory').sync([principal.id]);
    user = await users.findByAdminUser(principal.id);
  }
  const roleIds = principal.roles?.map(({ id }) => Number(id));
  const decision = decide(rules, await loadFacts(strapi, { realm, user, address, roleIds }));
  return { decision, userId: user?.id ?? null, userName: user?.userName ?? principal.email };
};

/** The user is back from a suspension that has ended: Strapi's own record, which it asks too, follows. */
export const activate = async (strapi: Strapi, principal: NativePrincipal) => {
  if (principal.isActive === false) await nativeUsers(strapi).updateById(principal.id, { isActive: true });
};
