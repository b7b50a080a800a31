import type { z } from 'zod';

import type { changeMyPassword, updateMe } from '../../../../../shared/contracts/me';
import { assertPresentPassword } from '../../../access/present-password';
import { toE164 } from '../../../domain/phone-number';
import { inOneEntry } from '../../activity/log/one-entry';
import { type Actor, personOf } from '../../../platform/actor';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { tellPasswordSet } from '../../../platform/native-audit';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

/** A new password has to be chosen before anything else. */
const MUST_CHANGE: readonly string[] = ['must-change', 'expired'];

export const meService = ({ strapi }: { strapi: Strapi }) => {
  const users = () => getService(strapi, 'users');

  const ownUser = (actor: Actor) => users().entryOf(personOf(actor));

  const get = async (actor: Actor) => {
    const user = await ownUser(actor);
    const { data } = await users().get(user.id);
    return {
      data: {
        ...data,
        mustChangePassword: MUST_CHANGE.includes(user.credential),
        passwordChangedAt: user.passwordChangedAt?.toISOString() ?? null,
        passwordRules: await getService(strapi, 'passwordPolicy').rulesFor(user),
      },
    };
  };

  return {
    get,

    async update(body: z.output<typeof updateMe.body>, actor: Actor) {
      const { id, mobile } = await ownUser(actor);
      // What an admin has entered may stay as it is. For codes by SMS to arrive, another needs its country code.
      if (body.mobile && body.mobile !== mobile && !toE164(body.mobile))
        throw fieldError('INVALID_PHONE', 'mobile');
      await users().update(id, body, actor, { isOwn: true });
      return get(actor);
    },

    /** The session that asks goes on, as the only one (features/directory). */
    async changePassword(
      { currentPassword, password }: z.output<typeof changeMyPassword.body>,
      actor: Actor,
    ) {
      const user = await ownUser(actor);
      const presentHash = await assertPresentPassword(strapi, user, {
        password: currentPassword,
        field: 'currentPassword',
      });
      await getService(strapi, 'passwordPolicy').assertAcceptable(password, { user, field: 'password' });
      // Before the transaction, which must not be held open while the hash is made.
      const hash = await getService(strapi, 'passwords').hash(password);
      await inOneEntry(strapi, async () => {
        await users().act(user.id, { action: 'change-password' }, actor);
        const changed = await strapi.db.query('admin::user').update({
          // Not over a password that somebody has set since the present one was compared.
          where: { id: user.adminUserId, password: presentHash },
          data: { password: hash, resetPasswordToken: null, resetPasswordTokenExpiresAt: null },
        });
        if (!changed) throw new GatehouseError('CHANGED_MEANWHILE');
        tellPasswordSet(strapi, { id: user.adminUserId, email: user.email });
      });
      return get(actor);
    },
  };
};

declare module '../../../platform/services' {
  interface Services {
    me: ReturnType<typeof meService>;
  }
}
