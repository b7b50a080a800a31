/** The ways to set a password. Each ends all open sessions of the user (people/directory/follow.ts). */

import type { LogAction } from '../../../../../../shared/log/actions';
import { USER_ACTIONS } from '../../../../../../shared/users/actions';
import { endOfTemporaryPassword } from '../../../../domain/password-age';
import type { Actor } from '../../../../platform/actor';
import { clock } from '../../../../platform/clock';
import { inTransaction } from '../../../../platform/database';
import { GatehouseError } from '../../../../platform/errors';
import type { Strapi } from '../../../../platform/strapi';
import { asOneEntry } from '../../../activity/log/record';
import { deliverMail } from '../../../activity/mail/delivery';
import { queueMail } from '../../../activity/mail/record';
import { revokeTokensOf } from '../../../programs/api-keys/record';
import { currentPolicy } from '../../../settings/policy/record';
import { assertAcceptablePassword, generatePassword } from '../../../sign-in/password-policy/record';
import { hashOf, type Whose, write } from '../choose-password';
import { assertMayChangePassword, assertMayManage } from '../guards';
import { getUser } from '../queries';
import { findForUpdate } from '../record';
import { findUser } from '../store';
import { actOnUser } from './act';

type NewPassword = { password: string; forceChange: boolean; revokeTokens?: boolean };

const findWithPassword = async (strapi: Strapi, id: number, actor: Actor) => {
  const user = await findUser(strapi, id);
  if (!user) throw new GatehouseError('NOT_FOUND');
  await assertMayManage(strapi, user, actor);
  assertMayChangePassword(user, actor);
  return user;
};

/** Also unlocks, and grants access to a user who had none yet. `alongside` runs in the same transaction. */
const setFor = async <T>(
  strapi: Strapi,
  user: Whose & { id: number },
  { password, forceChange, loggedAs, revokeTokens }: NewPassword & { loggedAs?: LogAction },
  actor: Actor,
  alongside: () => Promise<T>,
): Promise<T> => {
  const hash = await hashOf(strapi, password);
  return inTransaction(strapi, async () => {
    const { id } = user;
    await asOneEntry(strapi, async () => {
      // The entry before the native record, as everywhere: opposite orders would deadlock.
      await findForUpdate(strapi, id);
      await write(strapi, user, hash);
      await actOnUser(strapi, id, { action: 'set-password', forceChange }, actor, { loggedAs });
    });
    if (revokeTokens) await revokeTokensOf(strapi, user, actor);
    return alongside();
  });
};

export const setPassword = async (strapi: Strapi, id: number, newPassword: NewPassword, actor: Actor) => {
  const user = await findWithPassword(strapi, id, actor);
  await assertAcceptablePassword(strapi, newPassword.password, { user, field: 'password' });
  return setFor(strapi, user, newPassword, actor, () => getUser(strapi, id));
};

/** A random password, shown once or mailed. A new one must be chosen at the next sign-in. */
export const autoResetPassword = async (
  strapi: Strapi,
  id: number,
  { mail: isMailed, revokeTokens }: { mail: boolean; revokeTokens: boolean },
  actor: Actor,
) => {
  const user = await findWithPassword(strapi, id, actor);
  const password = await generatePassword(strapi, user);
  const generated = {
    password,
    forceChange: true,
    revokeTokens,
    loggedAs: USER_ACTIONS['auto-reset-password'].log,
  };
  const limits = (await currentPolicy(strapi)).password;
  const expiresAt = endOfTemporaryPassword({ temporaryPasswordAt: clock.now() }, limits);
  const mailId = await setFor(strapi, user, generated, actor, async () =>
    isMailed
      ? queueMail(strapi, {
          template: 'temporary-password',
          user,
          variables: { password, expiresAt },
        })
      : null,
  );
  const mail = mailId === null ? null : await deliverMail(strapi, mailId);
  const { data } = await getUser(strapi, id);
  return { data: { user: data, password: isMailed ? null : password }, meta: { mail } };
};
