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
 * Decides by these rules whether a native user that Strapi has recognised may come in. First syncs an entry
 * that is missing, whose address shows that it is another user's (a restored table), or whose native user was
 * disabled behind our back.
 */
export const decideRequest = async (
  strapi: Strapi,
  {
    rules,
    realm,
    strapiUser,
    address,
    sessionId,
  }: {
    rules: readonly Rule[];
    realm: Realm;
    strapiUser: StrapiUser;
    address: string | null;
    /** Strapi's id of the session behind the request, if any. */
    sessionId?: string | undefined;
  },
): Promise<{ decision: Decision; userId: number | null; userName: string; type: UserType | null }> => {
  const roleIds = await roleIdsOf(strapi, strapiUser);
  const find = () => findPrincipal(strapi, strapiUser.id, roleIds);
  let found = await find();
  if (found?.user.email !== strapiUser.email.toLowerCase()) {
    await mendEntry(strapi, [strapiUser.id]);
    found = await find();
  } else if (strapiUser.isActive === false && isNativeActive(found.user, clock.now())) {
    await syncUsers(strapi, [strapiUser.id]);
    found = await find();
  }
  const user = found?.user ?? null;
  const now = clock.now();
  // Looked up only for users who may be asked for a second factor.
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
    userName: user?.userName ?? strapiUser.email,
    type: user?.type ?? null,
  };
};

const concernsMfa = ({ mfaEnabled, mfaRequired, mfaSetupDue }: MfaFacts) =>
  mfaEnabled || mfaRequired || mfaSetupDue;

/** After a suspension has ended: re-enables Strapi's own record, which Strapi checks too. */
export const activate = async (strapi: Strapi, strapiUser: StrapiUser, type: UserType | null) => {
  if (strapiUser.isActive === false && type !== 'api-only')
    await nativeUsers(strapi).updateById(strapiUser.id, { isActive: true });
};
