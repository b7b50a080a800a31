import type { MailTemplateName } from '../../../../../shared/constants';
import { type MailTexts, templateProblems } from '../../../domain/mail-template';
import type { Strapi } from '../../../platform/strapi';
import { defaultTexts } from './defaults';
import * as store from './template-store';

/** Texts saved before a rule existed, or by hand, may break it: they are shown but not sent. */
export const isInForce = (name: MailTemplateName, texts: MailTexts) =>
  templateProblems(name, texts).length === 0;

/**
 * The texts of these templates, in one lookup: the edited ones if they follow the rules, else the defaults in
 * the user's language.
 */
export const mailTextsOf = async (strapi: Strapi, names: readonly MailTemplateName[]) => {
  const edited = await store.findMany(strapi, names);
  for (const [name, texts] of edited) if (!isInForce(name, texts)) edited.delete(name);
  return (name: MailTemplateName, locale: string | null): MailTexts =>
    edited.get(name) ?? defaultTexts(name, locale);
};
