import { randomBytes } from 'node:crypto';

import type { Rule } from '../domain/answer';
import type { Asker } from '../domain/client-address';
import { beforePassword, onInvitation } from '../domain/decide';
import { recordAttempt } from '../features/activity/login-attempts/record';
import { choosePassword } from '../features/people/users/choose-password';
import { findUser } from '../features/people/users/store';
import { currentPolicy } from '../features/settings/policy/record';
import { findLink, useUpLink } from '../features/sign-in/links/record';
import { giveAddressTryBack, takeAddressTry } from '../features/sign-in/throttle/record';
import { clock } from '../platform/clock';
import { withinTransaction } from '../platform/database';
import type { Strapi } from '../platform/strapi';
import { markLetIn } from './let-in';
import { activate, decideRequest, type StrapiUser } from './request';

/** An entry by something other than a password, and the rules it has to pass. */
type Visit = { method: string; rules: readonly Rule[]; asker: Asker };

type LinkKind = 'invitation' | 'reset';
const VISITS: Record<LinkKind, Omit<Visit, 'asker'>> = {
  invitation: { method: 'invitation', rules: onInvitation },
  reset: { method: 'reset-password', rules: beforePassword },
};
const LOGGED_AS = { invitation: 'invitation-accepted', reset: 'password-reset' } as const;

/** Applies the rules to a native user and records a refusal. Returns the user's id, or null if refused. */
export const mayRecover = async (
  strapi: Strapi,
  strapiUser: StrapiUser,
  { rules, asker, method }: Visit,
): Promise<number | null> => {
  const { decision, type, ...whom } = await decideRequest(strapi, {
    rules,
    realm: 'panel',
    strapiUser,
    address: asker.address,
  });
  if (decision.outcome === 'deny') {
    await recordAttempt(strapi, asker, whom, { realm: 'panel', method, reason: decision.reason });
    return null;
  }
  // An invitation makes the record active when it is accepted.
  if (rules !== onInvitation) await activate(strapi, strapiUser, type);
  return whom.userId;
};

/**
 * Runs `attempt` at the cost of one of the address's tries, which is given back on success. Null if no try is
 * left or `attempt` returns null.
 */
export const withTryOf = async <T>(
  strapi: Strapi,
  address: string | null,
  attempt: () => Promise<T | null>,
): Promise<T | null> => {
  const { throttle: limits } = await currentPolicy(strapi);
  if (!(await takeAddressTry(strapi, address, limits))) return null;
  const result = await attempt();
  if (result !== null) await giveAddressTryBack(strapi, address, limits);
  return result;
};

/** The link and its user, if the link is usable and nothing keeps the user out; otherwise null. */
export const openLink = (strapi: Strapi, token: unknown, asker: Asker, kind?: LinkKind) =>
  withTryOf(strapi, asker.address, async () => {
    const link = await findLink(strapi, token);
    if (!link || (kind && link.kind !== kind)) return null;
    const user = await findUser(strapi, link.userId);
    const strapiUser: (StrapiUser & { firstname: string | null; lastname: string | null }) | null =
      user &&
      (await strapi.db
        .query('admin::user')
        .findOne({ where: { id: user.adminUserId }, populate: ['roles'] }));
    if (!user || !strapiUser) return null;
    const userId = await mayRecover(strapi, strapiUser, { ...VISITS[link.kind], asker });
    return userId === user.id ? { kind: link.kind, user, strapiUser } : null;
  });

type Opened = NonNullable<Awaited<ReturnType<typeof openLink>>>;

/**
 * Strapi's own handling of such a link, given a Strapi token that is made for this one call and that nobody
 * else ever sees.
 */
export type Follow = (token: string, opened: Opened) => Promise<unknown>;

/**
 * Has Strapi set the password, once, and returns the user; null for a link that opens nothing. A password
 * that is refused, by us or by Strapi, throws and leaves the link usable.
 */
export const followLink = async (
  strapi: Strapi,
  { token, password, kind }: { token: string; password: string; kind?: LinkKind },
  asker: Asker,
  follow: Follow,
) => {
  const opened = await openLink(strapi, token, asker, kind);
  if (!opened) return null;
  const { user } = opened;
  const isDone = await choosePassword(strapi, user.id, {
    password,
    useUp: () => useUpLink(strapi, token),
    loggedAs: LOGGED_AS[opened.kind],
    set: async () => follow(await giveToken(strapi, user.adminUserId, opened.kind), opened),
    ip: asker.address,
  });
  if (!isDone) return null;
  markLetIn(strapi, user.adminUserId);
  return user;
};

const TOKEN_BYTES = 20;
/** Longer than Strapi takes to use it. */
const TOKEN_MS = 60_000;

/** Writes a Strapi token in the transaction in which Strapi uses it up: nobody outside can read it. */
const giveToken = async (strapi: Strapi, adminUserId: number, kind: LinkKind) => {
  const token = randomBytes(TOKEN_BYTES).toString('hex');
  const { from } = await withinTransaction(strapi);
  // Bypasses the followers of Strapi's records: the directory would take it for an invitation.
  await from('admin_users')
    .where({ id: adminUserId })
    .update({
      reset_password_token: kind === 'reset' ? token : null,
      reset_password_token_expires_at: kind === 'reset' ? new Date(clock.now().getTime() + TOKEN_MS) : null,
      registration_token: kind === 'invitation' ? token : null,
    });
  return token;
};
