import type { z } from 'zod';

import type * as contracts from '../../../../../../shared/contracts/users';
import type { MailSent, User } from '../../../../../../shared/contracts/users';
import { rolesIn } from '../../../../domain/holding';
import type { Actor } from '../../../../platform/actor';
import { inChunks, inTransaction } from '../../../../platform/database';
import { GatehouseError } from '../../../../platform/errors';
import type { Strapi } from '../../../../platform/strapi';
import { inOneEntry } from '../../../activity/log/record';
import { deliverMail } from '../../../activity/mail/delivery';
import { assertMayHaveLicence } from '../../../permissions/licences/holding';
import { getUser } from '../queries';
import { assertMayMake, createOne } from './create';

/** Mails sent in parallel. */
const MAILS_AT_ONCE = 5;

type Invited = { email: string; user: User | null; code: string | null; message: string | null };

/** Returns the result for each address. Mails are sent once all users are created. */
export const inviteEach = async (
  strapi: Strapi,
  emails: readonly string[],
  create: (email: string) => Promise<{ id: number; mailId: number | null }>,
) => {
  const results: (Invited & { mailId: number | null })[] = [];
  for (const email of emails) results.push(await inviteOne(strapi, email, create));
  const sent = new Map<number, MailSent>();
  for (const some of inChunks(
    results.flatMap(({ mailId }) => mailId ?? []),
    MAILS_AT_ONCE,
  ))
    await Promise.all(some.map(async (mailId) => sent.set(mailId, await deliverMail(strapi, mailId))));
  return {
    data: results.map(({ mailId, ...result }) => ({
      ...result,
      mail: mailId === null ? null : (sent.get(mailId) ?? null),
    })),
  };
};

async function inviteOne(
  strapi: Strapi,
  email: string,
  create: (email: string) => Promise<{ id: number; mailId: number | null }>,
) {
  try {
    const { id, mailId } = await inOneEntry(strapi, () => create(email));
    return { email, user: (await getUser(strapi, id)).data, code: null, message: null, mailId };
  } catch (error) {
    if (!(error instanceof GatehouseError)) throw error;
    return { email, user: null, code: error.code, message: error.message, mailId: null };
  }
}
type Invitations = z.output<typeof contracts.inviteUsers.body>;

/** Each address on its own: one that is taken does not stop the others. */
export const inviteUsers = async (strapi: Strapi, { emails, ...others }: Invitations, actor: Actor) => {
  const user = { type: 'panel' as const, ...others };
  await inTransaction(strapi, async () => {
    const { after } = await assertMayMake(strapi, user, actor);
    await assertMayHaveLicence(strapi, { ...user, roles: rolesIn(after) }, actor);
  });
  return inviteEach(strapi, [...new Set(emails)], (email) =>
    createOne(strapi, { ...user, email, sendInvitation: true }, actor),
  );
};
