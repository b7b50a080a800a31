import { MAIL_TEMPLATES, type MailTemplateName } from '../../../../../../shared/constants';
import type { MailTexts } from '../../../../domain/mail-template';
import { de } from './de';
import { en } from './en';
import { layOut } from './layout';

const laidOut = (language: 'en' | 'de', wordings: typeof en) =>
  new Map(MAIL_TEMPLATES.map((name) => [name, layOut(language, wordings[name])]));

const LANGUAGES = { en: laidOut('en', en), de: laidOut('de', de) };

/** Gatehouse's default text, in the user's language if there is one, else in English. */
export const defaultTexts = (name: MailTemplateName, locale: string | null): MailTexts => {
  const language = locale && /^de\b/i.test(locale) ? 'de' : 'en';
  return LANGUAGES[language].get(name) as MailTexts;
};
