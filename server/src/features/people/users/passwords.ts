/** The ways a password is set. Each ends every open session of the user's, as any other does (features/directory). */

import { endOfTemporaryPassword } from '../../../domain/password-age';
import type { LogAction } from '../../../../../shared/log/actions';
import { inOneEntry } from '../../activity/log/one-entry';
import { type Actor, actorFrom } from '../../../platform/actor';
import { withChosen } from '../../sign-in/password-policy/chosen-password';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { GatehouseError } from '../../../platform/errors';
import { tellPasswordSet } from '../../../platform/native-audit';
import { passwordsOf } from '../../../platform/passwords';
import type { Strapi } from '../../../platform/strapi';
import { findUser } from './store';
import { actOnUser, getUser } from './tools';
import * as guards from './guards';
import { asOneEntry, recordChange } from '../../activity/log/service';
import * as userTools from './tools';
import { revokeTokensOf } from '../../programs/api-keys/service';
import { assertAcceptablePassword, generatePassword } from '../../sign-in/password-policy/service';
import { currentPolicy } from '../../settings/policy/service';
import { queueMail } from '../../activity/mail/service';
import { deliverMail } from '../../activity/mail/delivery';

/** What a password is chosen with: a link or a step of the sign-in. Neither works twice. */
type Chosen = {
  password: string;
  /** In the transaction that sets the password. False: it has been used. */
  useUp: () => Promise<boolean>;
  loggedAs: 'invitation-accepted' | 'password-reset' | 'password-chosen';
  /** Strapi's own way to set it; none: it is written into Strapi's record as it is. */
  set?: () => Promise<unknown>;
  ip: string | null;
};

type Whose = { adminUserId: number; email: string };
type Given = { password: string; forceChange: boolean; revokeTokens?: boolean };

// Before the transaction, which must not be held open while the hash is made.
const hashOf = (strapi: Strapi, password: string) => passwordsOf(strapi).hash(password);

const findWithPassword = async (strapi: Strapi, id: number, actor: Actor) => {
  const user = await findUser(strapi, id);
  if (!user) throw new GatehouseError('NOT_FOUND');
  await guards.assertMayManage(strapi, user, actor);
  guards.assertMayChangePassword(user, actor);
  return user;
};

const write = async (strapi: Strapi, { adminUserId, email }: Whose, hash: string) => {
  await strapi.db.query('admin::user').update({
    where: { id: adminUserId },
    data: { password: hash, resetPasswordToken: null, resetPasswordTokenExpiresAt: null },
  });
  tellPasswordSet(strapi, { id: adminUserId, email });
};

/** Also unlocks, and grants access to a user who had none yet. `alongside` is done with it or not at all. */
const setFor = async <T>(
  strapi: Strapi,
  user: Whose & { id: number },
  { password, forceChange, loggedAs, revokeTokens }: Given & { loggedAs?: LogAction },
  actor: Actor,
  alongside: () => Promise<T>,
): Promise<T> => {
  const hash = await hashOf(strapi, password);
  return inTransaction(strapi, async () => {
    const { id } = user;
    await asOneEntry(strapi, async () => {
      // The entry first, as everywhere: two that took hold of both in turn would wait for each other for good.
      await userTools.findForUpdate(strapi, id);
      await write(strapi, user, hash);
      await actOnUser(strapi, id, { action: 'set-password', forceChange }, actor, { loggedAs });
    });
    if (revokeTokens) await revokeTokensOf(strapi, user, actor);
    return alongside();
  });
};

export const setPassword = async (strapi: Strapi, id: number, given: Given, actor: Actor) => {
  const user = await findWithPassword(strapi, id, actor);
  await assertAcceptablePassword(strapi, given.password, { user, field: 'password' });
  return setFor(strapi, user, given, actor, () => getUser(strapi, id));
};

/** A random password, told once or mailed. A new one has to be chosen at the next sign-in. */
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
    loggedAs: 'password-generated' as const,
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

/** By whom it belongs to. A password that is refused leaves what it was chosen with as it was. */
export const choosePassword = async (
  strapi: Strapi,
  id: number,
  { password, useUp, loggedAs, set, ip }: Chosen,
): Promise<boolean> => {
  const user = await findUser(strapi, id);
  if (!user) return false;
  await assertAcceptablePassword(strapi, password, { user, field: 'password' });
  const hash = await hashOf(strapi, password);
  return inOneEntry(strapi, async () => {
    await userTools.findForUpdate(strapi, id);
    if (!(await useUp())) return false;
    const actor = actorFrom({ ...user, id: user.adminUserId }, undefined, ip);
    const about = { kind: 'user', id, name: user.userName } as const;
    await recordChange(strapi, { about, action: loggedAs, changes: null, actor });
    // Last: Strapi tells others of it at once, and what came after could undo what they have been told.
    if (set) await withChosen({ password, hash, ownerId: user.adminUserId }, set);
    else await write(strapi, user, hash);
    return true;
  });
};
