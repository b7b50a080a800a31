import { SECRET_MAILS } from '../../../../../../shared/constants';
import type { Mail } from '../../../../../../shared/contracts/mails';
import type { Actor } from '../../../../platform/actor';
import { clock } from '../../../../platform/clock';
import { inTransaction } from '../../../../platform/database';
import { GatehouseError } from '../../../../platform/errors';
import type { Strapi } from '../../../../platform/strapi';
import { assertMayManageUser } from '../../../people/users/guards';
import { assertSeesUser } from '../../../permissions/scope/record';
import { recordChange } from '../../log/record';
import { deliverMail } from '../delivery';
import { describe } from '../queries';
import { FOUND_AFTER_MS } from '../record';
import * as store from '../store';

const find = async (strapi: Strapi, id: number) => {
  const mail = await store.find(strapi, id);
  if (!mail) throw new GatehouseError('NOT_FOUND');
  return mail;
};

/** A mail that is still queued is tried at once; any other is sent again as a new mail. */
export const sendMailAgain = async (strapi: Strapi, id: number, actor: Actor) => {
  const mail = await find(strapi, id);
  await assertSeesUser(strapi, mail.userId, actor);
  await assertMayManageUser(strapi, mail.userId, actor, 'id');
  const newId = mail.status === 'queued' ? id : await copy(strapi, mail, actor);
  await deliverMail(strapi, newId);
  return { data: (await describe(strapi, [await find(strapi, newId)]))[0] as Mail };
};

async function copy(strapi: Strapi, mail: Awaited<ReturnType<typeof find>>, actor: Actor) {
  if (SECRET_MAILS.has(mail.template) || mail.content === null)
    throw new GatehouseError('MAIL_NOT_RESENDABLE');
  return inTransaction(strapi, async () => {
    const now = clock.now();
    const dueAt = new Date(now.getTime() + FOUND_AFTER_MS);
    const [id] = await store.insertMany(strapi, [{ ...mail, dueAt }], now);
    await recordChange(strapi, {
      about: { kind: 'user', id: mail.userId },
      action: 'mail-sent-again',
      changes: null,
      text: mail.subject,
      actor,
    });
    return id as number;
  });
}
