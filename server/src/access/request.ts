import type { Realm, UserType } from '../../../shared/constants';
import type { Rule } from '../domain/answer';
import { decide, type Decision } from '../domain/decide';
import { factsOf, type MfaFacts } from '../domain/facts';
import { ssoOnly } from '../domain/rules/sso-only';
import { isNativeActive } from '../domain/status';
import { mendEntry, syncUsers } from '../features/people/directory/sync';
import { findPrincipal } from '../features/people/users/principal';
import { mfaOfSession } from '../features/sign-in/mfa/record';
import { clock } from '../platform/clock';
import { nativeUsers } from '../platform/native';
import type { Strapi } from '../platform/strapi';
import { roleIdsOf } from './facts';
import { isSsoLocked } from './sso-lock';

/** A native user, as Strapi loads it for a session or a token. */
export type StrapiUser = { id: number; email: string; isActive?: boolean; roles?: { id: number }[] };

/**
 * Whether a native user whom Strapi has already recognised may come in, by these rules. An entry that is missing, or
 * whose address shows that it is another's (a restored table), is brought in step first; so is one whose native user was
 * switched off behind our back.
 */
export const decideRequest = async (
  strapi: Strapi,
  {
    rules,
    realm,
    principal,
    address,
    sessionId,
  }: {
    rules: readonly Rule[];
    realm: Realm;
    principal: StrapiUser;
    address: string | null;
    /** Strapi's id of the session that asks; none where there is none. */
    sessionId?: string | undefined;
  },
): Promise<{ decision: Decision; userId: number | null; userName: string; type: UserType | null }> => {
  const roleIds = await roleIdsOf(strapi, principal);
  const find = () => findPrincipal(strapi, principal.id, roleIds);
  let found = await find();
  if (found?.user.email !== principal.email.toLowerCase()) {
    await mendEntry(strapi, [principal.id]);
    found = await find();
  } else if (principal.isActive === false && isNativeActive(found.user, clock.now())) {
    await syncUsers(strapi, [principal.id]);
    found = await find();
  }
  const user = found?.user ?? null;
  const now = clock.now();
  // Looked up for those alone of whom a second factor may be asked.
  const proof =
    sessionId !== undefined && user !== null && concernsMfa(user)
      ? await mfaOfSession(strapi, sessionId)
      : {};
  const isLocked = rules.includes(ssoOnly) && (await isSsoLocked(strapi, roleIds));
  const facts = factsOf({ ...found, ...proof, user, realm, address, now, isSsoLocked: isLocked });
  const decision = decide(rules, facts);
  return {
    decision,
    userId: user?.id ?? null,
    userName: user?.userName ?? principal.email,
    type: user?.type ?? null,
  };
};

const concernsMfa = ({ mfaEnabled, mfaRequired, mfaSetupDue }: MfaFacts) =>
  mfaEnabled || mfaRequired || mfaSetupDue;

/** The user is back from a suspension that has ended: Strapi's own record, which it asks too, follows. */
export const activate = async (strapi: Strapi, principal: StrapiUser, type: UserType | null) => {
  if (principal.isActive === false && type !== 'api-only')
    await nativeUsers(strapi).updateById(principal.id, { isActive: true });
};
