/** Mails with a link to choose a password. Each is queued with its change and sent after the commit. */

import { refuse } from '../../../../../../shared/refusals';
import { roleIdsOf } from '../../../../access/facts';
import { isSsoLocked } from '../../../../access/sso-lock';
import { type Actor, currentActorOrStrapi } from '../../../../platform/actor';
import { clock } from '../../../../platform/clock';
import { inTransaction } from '../../../../platform/database';
import { GatehouseError } from '../../../../platform/errors';
import { tellResetMade } from '../../../../platform/native-audit';
import type { Strapi } from '../../../../platform/strapi';
import { recordChange } from '../../../activity/log/record';
import { deliverMail } from '../../../activity/mail/delivery';
import { queueMail } from '../../../activity/mail/record';
import { currentPolicy } from '../../../settings/policy/record';
import { issueLink } from '../../../sign-in/links/record';
import { assertMayChangePassword, assertMayManage } from '../guards';
import { getUser } from '../queries';
import { findForUpdate, save } from '../record';
import { endsOpenSteps } from '../shut-out';
import type { StoredUser } from '../user-row';

const HOUR = 60 * 60 * 1000;
const RESET_HOURS = 1;

const inHours = (hours: number) => new Date(clock.now().getTime() + hours * HOUR);

/** Call in the transaction that creates or invites the user. Returns the mail's id. */
export const queueInvitation = async (strapi: Strapi, user: StoredUser): Promise<number> => {
  const { invitations } = await currentPolicy(strapi);
  const expiresAt = inHours(invitations.expiresHours);
  const link = await issueLink(strapi, { userId: user.id, kind: 'invitation', expiresAt });
  return queueMail(strapi, { template: 'invitation', user, variables: { link, expiresAt }, expiresAt });
};

/** Returns the mail's id; null where the user asks too often. */
const queueReset = async (
  strapi: Strapi,
  user: StoredUser,
  actor: Actor,
  isAskedFor: boolean,
): Promise<number | null> => {
  const expiresAt = inHours(RESET_HOURS);
  const link = await issueLink(strapi, {
    userId: user.id,
    kind: 'reset',
    expiresAt,
    isAskedFor,
  });
  if (link === null) return null;
  // A password that must change stays that way.
  if (user.credential === 'ok')
    await save(strapi, user, { credential: 'reset-requested' }, { isChange: !isAskedFor });
  tellResetMade(strapi, { id: user.adminUserId, email: user.email }, expiresAt);
  const action = isAskedFor ? 'reset-requested' : 'reset-mail-sent';
  await recordChange(strapi, {
    about: { kind: 'user', id: user.id, name: user.userName },
    action,
    changes: null,
    actor,
  });
  return queueMail(strapi, { template: 'reset-password', user, variables: { link, expiresAt }, expiresAt });
};

/** Queues in a transaction that locks the user's row, and returns how delivery went. */
const send = async (
  strapi: Strapi,
  id: number,
  actor: Actor,
  queue: (user: StoredUser) => Promise<number>,
) => {
  const mailId = await inTransaction(strapi, async () => {
    const user = await findForUpdate(strapi, id);
    await assertMayManage(strapi, user, actor);
    assertMayChangePassword(user, actor);
    if (endsOpenSteps(user)) throw new GatehouseError('INVALID_TRANSITION', { why: refuse('link-in-vain') });
    return queue(user);
  });
  const sent = await deliverMail(strapi, mailId);
  return { ...(await getUser(strapi, id)), meta: { mail: sent } };
};

const hasPassword = async (strapi: Strapi, { adminUserId }: StoredUser) => {
  const native: { password: string | null } | null = await strapi.db
    .query('admin::user')
    .findOne({ where: { id: adminUserId }, select: ['id', 'password'] });
  return Boolean(native?.password);
};

export const sendResetEmail = (strapi: Strapi, id: number, actor: Actor) =>
  send(strapi, id, actor, async (user) => {
    if (user.lifecycle === 'provisioned')
      throw new GatehouseError('INVALID_TRANSITION', { why: refuse('invitation-due') });
    if (await isSsoLocked(strapi, await roleIdsOf(strapi, { id: user.adminUserId })))
      throw new GatehouseError('INVALID_TRANSITION', { why: refuse('link-in-vain') });
    return (await queueReset(strapi, user, actor, false)) as number;
  });

export const resendInvitation = (strapi: Strapi, id: number, actor: Actor) =>
  send(strapi, id, actor, async (user) => {
    if (user.lifecycle !== 'provisioned' && (await hasPassword(strapi, user)))
      throw new GatehouseError('INVALID_TRANSITION', { why: refuse('has-password') });
    await recordChange(strapi, {
      about: { kind: 'user', id, name: user.userName },
      action: 'invitation-sent',
      changes: null,
      actor,
    });
    return queueInvitation(strapi, user);
  });

/** For a forgotten password, after the rules are checked. False: asked too often, nothing is mailed. */
export const requestPasswordReset = async (strapi: Strapi, id: number): Promise<boolean> => {
  const mailId = await inTransaction(strapi, async () =>
    queueReset(strapi, await findForUpdate(strapi, id), currentActorOrStrapi(strapi), true),
  );
  if (mailId === null) return false;
  await deliverMail(strapi, mailId);
  return true;
};
