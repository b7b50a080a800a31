import { MAIL_TEMPLATES, type MailTemplateName } from '../../../../../shared/constants';
import type { MailTemplate } from '../../../../../shared/contracts/mails';
import { neededOf, variablesOf } from '../../../domain/mail-template';
import type { Strapi } from '../../../platform/strapi';
import { defaultTexts } from './defaults';
import * as store from './template-store';
import type { StoredTemplate } from './template-store';
import { isInForce } from './texts';

export const describe = (name: MailTemplateName, edited: StoredTemplate | undefined): MailTemplate => {
  const { subject, html, text } = edited ?? defaultTexts(name, null);
  return {
    name,
    subject,
    html,
    text,
    isDefault: edited === undefined,
    isInForce: edited === undefined || isInForce(name, edited),
    variables: variablesOf(name),
    needed: neededOf(name),
    changedBy: edited?.changedBy ?? null,
    changedAt: edited?.changedAt ?? null,
  };
};

export const listMailTemplates = async (strapi: Strapi) => {
  const edited = await store.findMany(strapi, MAIL_TEMPLATES);
  return { data: MAIL_TEMPLATES.map((name) => describe(name, edited.get(name))) };
};

/** Edited templates that break a rule and are not sent. */
export const templatesNotInForce = async (strapi: Strapi): Promise<MailTemplateName[]> => {
  const edited = await store.findMany(strapi, MAIL_TEMPLATES);
  return [...edited].flatMap(([name, texts]) => (isInForce(name, texts) ? [] : [name]));
};
