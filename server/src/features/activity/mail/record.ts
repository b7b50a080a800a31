/** Every mail to a user, and the record of it: stored first, then sent, with retries if need be. */

import { type MailTemplateName, SECRET_MAILS } from '../../../../../shared/constants';
import { type MailTexts, renderSubject } from '../../../domain/mail-template';
import { type MailUser, mailValues, type MailVariables } from '../../../domain/mail-values';
import { clock } from '../../../platform/clock';
import { projectOf } from '../../../platform/project';
import type { Strapi } from '../../../platform/strapi';
import { inBatches } from '../../settings/lease/record';
import { runMails } from './delivery';
import * as letters from './letters';
import type { Letter } from './letters';
import * as store from './store';
import type { NewRow } from './store';
import { mailTextsOf } from './texts';
import { hasMailProvider } from './transport';

/** Callers deliver a queued mail at once; if that is forgotten or the server dies, it is found after this. */
export const FOUND_AFTER_MS = 60_000;

export type NewMail = {
  template: MailTemplateName;
  user: MailUser;
  /** An address other than the user's. */
  to?: string;
  variables?: MailVariables;
  /** When its content expires; by default, `expiresAt` of the variables. */
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

export const isMailThere = (strapi: Strapi) => hasMailProvider(strapi);

/** Stores a mail in the current transaction; `deliverMail` sends it after the commit. */
export const queueMail = async (strapi: Strapi, mail: NewMail): Promise<number> => {
  const [id] = await insert(strapi, [mail], new Date(clock.now().getTime() + FOUND_AFTER_MS));
  return id as number;
};

/** Stores several in the current transaction; they are sent when due. */
export const queueMails = (strapi: Strapi, mails: readonly NewMail[]) => insert(strapi, mails, clock.now());

/** Mails that nobody waits for, of one template or several. */
export const sendMailsSoon = async (strapi: Strapi, mails: readonly NewMail[]) => {
  await insert(strapi, mails, clock.now());
  void runMails(strapi);
};

export const deleteMailsBefore = (strapi: Strapi, before: Date) =>
  inBatches(strapi, 'mail-retention', (limit) => store.deleteSomeBefore(strapi, before, limit));
