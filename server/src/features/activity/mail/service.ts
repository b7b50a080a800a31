/** Every mail to a user, and the record of it: written down first, then sent, again and again where it must be. */

import type { z } from 'zod';

import { type MailTemplateName, SECRET_MAILS } from '../../../../../shared/constants';
import type * as contracts from '../../../../../shared/contracts/mails';
import type { Mail } from '../../../../../shared/contracts/mails';
import { type MailTexts, renderSubject } from '../../../domain/mail-template';
import { type MailUser, type MailVariables, mailValues } from '../../../domain/mail-values';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { GatehouseError } from '../../../platform/errors';
import { paginate } from '../../../platform/pagination';
import { projectOf } from '../../../platform/project';
import type { Strapi } from '../../../platform/strapi';
import { deliverMail, runMails } from './delivery';
import type { Letter } from './letters';
import type { NewRow, StoredMail } from './store';
import { hasMailProvider } from './transport';
import { mailTextsOf } from './templates';
import * as letters from './letters';
import * as store from './store';
import { assertMayManageUser, userNames } from '../../people/users/service';
import { assertSeesUser, reachOf } from '../../permissions/reach/service';
import { inBatches } from '../../settings/lease/service';
import { recordChange } from '../log/service';

/** Whoever queues a mail delivers it at once; one that was forgotten, or whose server died, is found after this. */
const FOUND_AFTER_MS = 60_000;

export type NewMail = {
  template: MailTemplateName;
  user: MailUser;
  /** Another address than the user's. */
  to?: string;
  variables?: MailVariables;
  /** When what it holds is worth nothing any more; `expiresAt` of the variables unless told. */
  expiresAt?: Date;
  /** Instead of the template's, to try them out. */
  texts?: MailTexts;
};

const rowsOf = async (strapi: Strapi, mails: readonly NewMail[], dueAt: Date) => {
  const textsOf = await mailTextsOf(strapi, [...new Set(mails.map(({ template }) => template))]);
  return mails.map((mail): NewRow & { letter: Letter } => {
    const { template, user, to = user.email, variables = {} } = mail;
    const { locale } = user;
    const values = mailValues(user, projectOf(strapi), variables);
    const letter = { values, locale, ...(mail.texts && { texts: mail.texts }) };
    const subject = renderSubject(mail.texts ?? textsOf(template, locale), values);
    const expires = variables.expiresAt instanceof Date ? variables.expiresAt : null;
    return {
      letter,
      userId: user.id,
      userName: user.userName.slice(0, 255),
      template,
      to,
      subject,
      content: letters.close(strapi, template, letter),
      expiresAt: mail.expiresAt ?? expires,
      dueAt,
    };
  });
};

const insert = async (strapi: Strapi, mails: readonly NewMail[], dueAt: Date): Promise<number[]> => {
  const now = clock.now();
  const rows = await rowsOf(strapi, mails, dueAt);
  for (const { userId, template, letter } of rows)
    if (SECRET_MAILS.has(template) && !letter.texts)
      await store.supersede(strapi, userId, template, 'A newer mail has taken its place', now);
  const ids = await store.insertMany(strapi, rows, now);
  rows.forEach((row, turn) => {
    const id = ids[turn];
    if (id !== undefined && letters.isInMemory(strapi, row)) letters.remember(strapi, id, row.letter);
  });
  return ids;
};

const describe = async (strapi: Strapi, mails: readonly StoredMail[]): Promise<Mail[]> => {
  const names = await userNames(
    strapi,
    mails.map(({ userId }) => userId),
  );
  return mails.map(({ userId, userName, ...mail }) => {
    const name = names.get(userId);
    return { ...mail, user: name === undefined ? null : userId, userName: name ?? userName };
  });
};

const find = async (strapi: Strapi, id: number) => {
  const mail = await store.find(strapi, id);
  if (!mail) throw new GatehouseError('NOT_FOUND');
  return mail;
};

export const isMailThere = (strapi: Strapi) => hasMailProvider(strapi);

/** Writes a mail down in the transaction that is under way; `deliver` sends it when that is committed. */
export const queueMail = async (strapi: Strapi, mail: NewMail): Promise<number> => {
  const [id] = await insert(strapi, [mail], new Date(clock.now().getTime() + FOUND_AFTER_MS));
  return id as number;
};

/** Several, in the transaction that is under way; they leave when they are due. */
export const queueMails = (strapi: Strapi, mails: readonly NewMail[]) => insert(strapi, mails, clock.now());

/** Mails that nobody waits for, of one template or several. */
export const sendMailsSoon = async (strapi: Strapi, mails: readonly NewMail[]) => {
  await insert(strapi, mails, clock.now());
  void runMails(strapi);
};

export const listMails = async (
  strapi: Strapi,
  query: z.output<typeof contracts.listMails.query>,
  actor: Actor,
) => {
  const { page, pageSize } = query;
  const { total, totalIsCapped, mails } = await store.list(strapi, query, await reachOf(strapi, actor));
  return { data: await describe(strapi, mails), meta: paginate({ page, pageSize, total, totalIsCapped }) };
};

/** One that still waits is tried at once; another is sent anew and is a mail of its own. */
export const sendMailAgain = async (strapi: Strapi, id: number, actor: Actor) => {
  const mail = await find(strapi, id);
  await assertSeesUser(strapi, mail.userId, actor);
  await assertMayManageUser(strapi, mail.userId, actor, 'id');
  const newId = mail.status === 'queued' ? id : await copy(strapi, mail, actor);
  await deliverMail(strapi, newId);
  return { data: (await describe(strapi, [await find(strapi, newId)]))[0] as Mail };
};

export const deleteMailsBefore = (strapi: Strapi, before: Date) =>
  inBatches(strapi, 'mail-retention', (limit) => store.deleteSomeBefore(strapi, before, limit));

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
