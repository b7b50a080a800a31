import { z } from 'zod';

import { MAIL_STATUSES, MAIL_TEMPLATES } from '../constants';
import {
  anyOf,
  byId,
  contract,
  dateRange,
  id,
  idInPath,
  isoDate,
  line,
  listMeta,
  multiline,
  paging,
  sortBy,
} from './contract';

/** One mail of the communication log. Its content is not kept once it has left. */
export const mail = z.object({
  id,
  /** The user's entry; null if it no longer exists. */
  user: id.nullable(),
  userName: z.string().nullable(),
  template: z.enum(MAIL_TEMPLATES),
  to: z.string(),
  subject: z.string(),
  status: z.enum(MAIL_STATUSES),
  /** Tries so far. */
  attempts: z.number(),
  /** The mail server's answer to the last try. */
  answer: z.string().nullable(),
  createdAt: isoDate,
  /** When the mail server accepted it. */
  sentAt: isoDate.nullable(),
  /** When it is tried next. */
  nextAttemptAt: isoDate.nullable(),
});
export type Mail = z.output<typeof mail>;

export const listMails = contract({
  method: 'GET',
  path: '/mails',
  permissions: ['mails.read'],
  scope: 'narrowed',
  query: z.strictObject({
    ...paging,
    sort: sortBy(['createdAt'], 'createdAt:desc'),
    filters: z
      .strictObject({
        user: z.strictObject({ $eq: idInPath }).optional(),
        status: anyOf(z.enum(MAIL_STATUSES)).optional(),
        template: anyOf(z.enum(MAIL_TEMPLATES)).optional(),
        createdAt: dateRange.optional(),
      })
      .default({}),
  }),
  response: z.array(mail),
  meta: listMeta,
});

/** Sends it again at once. Refused for a mail with a link or a password: it is not kept, but issued again. */
export const sendMailAgain = contract({
  method: 'POST',
  path: '/mails/:id/send-again',
  permissions: ['mails.send'],
  scope: 'narrowed',
  params: byId,
  response: mail,
});

const templateText = z.strictObject({
  subject: line(200).refine((text) => text.length > 0, 'must not be empty'),
  html: multiline(50_000),
  text: multiline(50_000),
});

export const mailTemplate = templateText.extend({
  name: z.enum(MAIL_TEMPLATES),
  isDefault: z.boolean(),
  /** False: it was saved before a rule that it breaks existed. The default is sent instead. */
  isInForce: z.boolean(),
  /** What `{{…}}` may name. */
  variables: z.array(z.string()),
  /** Those of them that both versions must contain. */
  needed: z.array(z.string()),
  changedBy: z.string().nullable(),
  changedAt: isoDate.nullable(),
});
export type MailTemplate = z.output<typeof mailTemplate>;

const byName = z.strictObject({ name: z.enum(MAIL_TEMPLATES) });

export const listMailTemplates = contract({
  method: 'GET',
  path: '/mail-templates',
  permissions: ['mail-templates.read'],
  scope: 'open',
  response: z.array(mailTemplate),
});

export const updateMailTemplate = contract({
  method: 'PUT',
  path: '/mail-templates/:name',
  permissions: ['mail-templates.update'],
  params: byName,
  body: templateText,
  response: mailTemplate,
});

/** Back to Gatehouse's own text. */
export const resetMailTemplate = contract({
  method: 'DELETE',
  path: '/mail-templates/:name',
  permissions: ['mail-templates.update'],
  params: byName,
  response: mailTemplate,
});

/** The mail as it would be, with example values. Nothing is stored or sent. */
export const previewMailTemplate = contract({
  method: 'POST',
  path: '/mail-templates/:name/preview',
  permissions: ['mail-templates.read'],
  scope: 'open',
  params: byName,
  body: templateText,
  response: z.object({ subject: z.string(), html: z.string(), text: z.string() }),
});

/** Mails the preview to the caller. */
export const testMailTemplate = contract({
  method: 'POST',
  path: '/mail-templates/:name/test',
  permissions: ['mail-templates.update'],
  params: byName,
  body: templateText,
  response: z.object({ to: z.string(), status: z.enum(MAIL_STATUSES), error: z.string().nullable() }),
});
