/** Stores the content of mails until they are sent. Secrets are sealed, or kept in memory only. */

import { SECRET_MAILS } from '../../../../../shared/constants';
import { type MailTexts, type MailValues, renderMail, SECRET_VARIABLES } from '../../../domain/mail-template';
import { perStrapi } from '../../../platform/per-strapi';
import { CannotOpen, secretsOf } from '../../../platform/secrets';
import type { Strapi } from '../../../platform/strapi';
import type { OutgoingMail } from './store';
import { mailTextsOf } from './texts';

/** What a mail is rendered from: values for its template, or for texts that are only being tried out. */
export type Letter = { values: MailValues; locale: string | null; texts?: MailTexts };

/** At most this many secret mails wait in memory, if there is no key to seal them with. */
const IN_MEMORY = 500;

const lettersInMemory = perStrapi(() => new Map<number, Letter>());

export const isInMemory = (strapi: Strapi, { template }: Pick<OutgoingMail, 'template'>) =>
  SECRET_MAILS.has(template) && secretsOf(strapi) === null;

export const close = (strapi: Strapi, template: OutgoingMail['template'], letter: Letter): string | null => {
  const json = JSON.stringify(letter);
  if (!SECRET_MAILS.has(template)) return json;
  return secretsOf(strapi)?.seal(json) ?? null;
};

/** Drops the oldest first: it belongs to an action that was rolled back, or that has forgotten it. */
export const remember = (strapi: Strapi, id: number, letter: Letter) => {
  const inMemory = lettersInMemory(strapi);
  inMemory.set(id, letter);
  const [oldest] = inMemory.keys();
  if (inMemory.size > IN_MEMORY && oldest !== undefined) inMemory.delete(oldest);
};

export const open = (strapi: Strapi, mail: OutgoingMail): { letter: Letter } | { lost: string } => {
  if (isInMemory(strapi, mail)) {
    const inMemory = lettersInMemory(strapi);
    const letter = inMemory.get(mail.id);
    inMemory.delete(mail.id);
    return letter ? { letter } : { lost: 'Without an encryption key its content was not kept' };
  }
  if (mail.content === null) return { lost: 'Its content is no longer there' };
  if (!SECRET_MAILS.has(mail.template)) return { letter: JSON.parse(mail.content) as Letter };
  try {
    // There is a key here: without one, `isInMemory` has returned above.
    return { letter: JSON.parse(secretsOf(strapi)?.open(mail.content) ?? '') as Letter };
  } catch (error) {
    if (error instanceof CannotOpen) return { lost: `It could not be opened: ${error.message}` };
    throw error;
  }
};

export const render = async (
  strapi: Strapi,
  { template }: Pick<OutgoingMail, 'template'>,
  { values, locale, texts }: Letter,
) => {
  return renderMail(texts ?? (await mailTextsOf(strapi, [template]))(template, locale), values);
};

export const secretsIn = ({ values }: Letter): string[] =>
  [...SECRET_VARIABLES].flatMap((name) => (typeof values[name] === 'string' ? [values[name]] : []));
