import type { z } from 'zod';

import type { changeMyPassword, updateMe } from '../../../../../shared/contracts/me';
import { assertPresentPassword } from '../../../access/present-password';
import { toE164 } from '../../../domain/phone-number';
import type { Actor } from '../../../platform/actor';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { tellPasswordSet } from '../../../platform/native-audit';
import { passwordsOf } from '../../../platform/passwords';
import type { Strapi } from '../../../platform/strapi';
import { inOneEntry } from '../../activity/log/record';
import { assertAcceptablePassword } from '../../sign-in/password-policy/record';
import { actOnUser } from '../users/actions/act';
import { updateUser } from '../users/actions/update';
import { getOwnUser, ownUser } from './queries';

export const updateOwnUser = async (strapi: Strapi, body: z.output<typeof updateMe.body>, actor: Actor) => {
  const { id, mobile } = await ownUser(strapi, actor);
  // A number entered by an admin may stay. A new one needs its country code for SMS codes to arrive.
  if (body.mobile && body.mobile !== mobile && !toE164(body.mobile))
    throw fieldError('INVALID_PHONE', 'mobile');
  await updateUser(strapi, id, body, actor, { isOwn: true });
  return getOwnUser(strapi, actor);
};

/** Ends all sessions but the requesting one (people/directory/follow.ts). */
export const changeOwnPassword = async (
  strapi: Strapi,
  { currentPassword, password }: z.output<typeof changeMyPassword.body>,
  actor: Actor,
) => {
  const user = await ownUser(strapi, actor);
  const presentHash = await assertPresentPassword(strapi, user, {
    password: currentPassword,
    field: 'currentPassword',
  });
  await assertAcceptablePassword(strapi, password, { user, field: 'password' });
  // Before the transaction, which must not stay open while hashing.
  const hash = await passwordsOf(strapi).hash(password);
  await inOneEntry(strapi, async () => {
    await actOnUser(strapi, user.id, { action: 'change-password' }, actor);
    const changed = await strapi.db.query('admin::user').update({
      // Does not overwrite a password set since the present one was compared.
      where: { id: user.adminUserId, password: presentHash },
      data: { password: hash, resetPasswordToken: null, resetPasswordTokenExpiresAt: null },
    });
    if (!changed) throw new GatehouseError('CHANGED_MEANWHILE');
    tellPasswordSet(strapi, { id: user.adminUserId, email: user.email });
  });
  return getOwnUser(strapi, actor);
};
