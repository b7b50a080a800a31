import { endOfTemporaryPassword } from '../../../domain/password-age';
import type { LogAction } from '../../../../../shared/log/actions';
import { inOneEntry } from '../../activity/log/one-entry';
import { type Actor, actorFrom } from '../../../platform/actor';
import { withChosen } from '../../sign-in/password-policy/chosen-password';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { GatehouseError } from '../../../platform/errors';
import { tellPasswordSet } from '../../../platform/native-audit';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import type { UserTools } from './tools';

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

/** The ways a password is set. Each ends every open session of the user's, as any other does (features/directory). */
export const createPasswords = (strapi: Strapi, { store, guards, answer, findForUpdate, act }: UserTools) => {
  const policy = () => getService(strapi, 'passwordPolicy');
  // Before the transaction, which must not be held open while the hash is made.
  const hashOf = (password: string) => getService(strapi, 'passwords').hash(password);

  const findWithPassword = async (id: number, actor: Actor) => {
    const user = await store.find(id);
    if (!user) throw new GatehouseError('NOT_FOUND');
    await guards.assertMayManage(user, actor);
    guards.assertMayChangePassword(user, actor);
    return user;
  };

  const write = async ({ adminUserId, email }: Whose, hash: string) => {
    await strapi.db.query('admin::user').update({
      where: { id: adminUserId },
      data: { password: hash, resetPasswordToken: null, resetPasswordTokenExpiresAt: null },
    });
    tellPasswordSet(strapi, { id: adminUserId, email });
  };

  /** Also unlocks, and grants access to a user who had none yet. `alongside` is done with it or not at all. */
  const setFor = async <T>(
    user: Whose & { id: number },
    { password, forceChange, loggedAs, revokeTokens }: Given & { loggedAs?: LogAction },
    actor: Actor,
    alongside: () => Promise<T>,
  ): Promise<T> => {
    const hash = await hashOf(password);
    return inTransaction(strapi, async () => {
      const { id } = user;
      await getService(strapi, 'log').asOne(async () => {
        // The entry first, as everywhere: two that took hold of both in turn would wait for each other for good.
        await findForUpdate(id);
        await write(user, hash);
        await act(id, { action: 'set-password', forceChange }, actor, { loggedAs });
      });
      if (revokeTokens) await getService(strapi, 'apiKeys').revokeTokensOf(user, actor);
      return alongside();
    });
  };

  return {
    async setPassword(id: number, given: Given, actor: Actor) {
      const user = await findWithPassword(id, actor);
      await policy().assertAcceptable(given.password, { user, field: 'password' });
      return setFor(user, given, actor, () => answer(id));
    },

    /** A random password, told once or mailed. A new one has to be chosen at the next sign-in. */
    async autoResetPassword(
      id: number,
      { mail: isMailed, revokeTokens }: { mail: boolean; revokeTokens: boolean },
      actor: Actor,
    ) {
      const user = await findWithPassword(id, actor);
      const password = await policy().generate(user);
      const generated = {
        password,
        forceChange: true,
        revokeTokens,
        loggedAs: 'password-generated' as const,
      };
      const limits = (await getService(strapi, 'policy').current()).password;
      const expiresAt = endOfTemporaryPassword({ temporaryPasswordAt: clock.now() }, limits);
      const mailId = await setFor(user, generated, actor, async () =>
        isMailed
          ? getService(strapi, 'mail').queue({
              template: 'temporary-password',
              user,
              variables: { password, expiresAt },
            })
          : null,
      );
      const mail = mailId === null ? null : await getService(strapi, 'mail').deliver(mailId);
      const { data } = await answer(id);
      return { data: { user: data, password: isMailed ? null : password }, meta: { mail } };
    },

    /** By whom it belongs to. A password that is refused leaves what it was chosen with as it was. */
    async choosePassword(id: number, { password, useUp, loggedAs, set, ip }: Chosen): Promise<boolean> {
      const user = await store.find(id);
      if (!user) return false;
      await policy().assertAcceptable(password, { user, field: 'password' });
      const hash = await hashOf(password);
      return inOneEntry(strapi, async () => {
        await findForUpdate(id);
        if (!(await useUp())) return false;
        const actor = actorFrom({ ...user, id: user.adminUserId }, undefined, ip);
        const about = { kind: 'user', id, name: user.userName } as const;
        await getService(strapi, 'log').recordChange({ about, action: loggedAs, changes: null, actor });
        // Last: Strapi tells others of it at once, and what came after could undo what they have been told.
        if (set) await withChosen({ password, hash, ownerId: user.adminUserId }, set);
        else await write(user, hash);
        return true;
      });
    },
  };
};
