import type { MailTemplateName } from '../../../../../shared/constants';
import { type MailTexts, templateProblems } from '../../../domain/mail-template';
import type { Strapi } from '../../../platform/strapi';
import { defaultTexts } from './defaults';
import * as store from './template-store';

/** What was saved before there was a rule, or into the table by hand, may break it: it is shown, and not sent. */
export const isInForce = (name: MailTemplateName, texts: MailTexts) =>
  templateProblems(name, texts).length === 0;

/**
 * The texts of these templates, in one look-up: what somebody has written, where it still is as it has to be, else the
 * default in the user's language.
 */
export const mailTextsOf = async (strapi: Strapi, names: readonly MailTemplateName[]) => {
  const edited = await store.findMany(strapi, names);
  for (const [name, texts] of edited) if (!isInForce(name, texts)) edited.delete(name);
  return (name: MailTemplateName, locale: string | null): MailTexts =>
    edited.get(name) ?? defaultTexts(name, locale);
};
