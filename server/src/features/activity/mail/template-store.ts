import type { MailTemplateName } from '../../../../../shared/constants';
import type { MailTexts } from '../../../domain/mail-template';
import { newDocumentId, type Row, toIso, withinTransaction } from '../../../platform/database';
import type { Strapi } from '../../../platform/strapi';

const TABLE = 'gatehouse_mail_templates';

export type StoredTemplate = MailTexts & { changedBy: string; changedAt: string | null };

const toTemplate = (row: Row): StoredTemplate => ({
  subject: String(row.subject),
  html: String(row.html),
  text: String(row.text),
  changedBy: String(row.changed_by),
  changedAt: toIso(row.updated_at),
});

/** Only those that somebody has changed. */
export const findMany = async (strapi: Strapi, names: readonly MailTemplateName[]) => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(TABLE).whereIn('name', names).select('*');
  return new Map(rows.map((row) => [row.name as MailTemplateName, toTemplate(row)]));
};

export const save = async (
  strapi: Strapi,
  name: MailTemplateName,
  texts: MailTexts,
  changedBy: string,
  now: Date,
) => {
  const { from } = await withinTransaction(strapi);
  const values = { ...texts, changed_by: changedBy, updated_at: now };
  await from(TABLE)
    .insert({ document_id: newDocumentId(), name, created_at: now, ...values })
    .onConflict('name')
    .merge(values);
};

export const remove = async (strapi: Strapi, name: MailTemplateName) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE).where({ name }).delete();
};
