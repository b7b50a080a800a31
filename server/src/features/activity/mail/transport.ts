import type { MailTexts } from '../../../domain/mail-template';
import { isOneMailbox } from '../../../domain/mail-address';
import type { Strapi } from '../../../platform/strapi';
import { withTimeLimit } from '../../../platform/with-time-limit';

/** Longer than mail servers take; a try that lasts longer counts as failed. */
const SEND_LIMIT_MS = 60_000;

/** `isFinal`: another try would end the same way. */
export type SendResult =
  { isSent: true; answer: string } | { isSent: false; answer: string; isFinal: boolean };

type EmailPlugin = { service: (name: 'email') => { send: (mail: object) => Promise<unknown> } };
/** What nodemailer adds to its errors and answers; Strapi's other providers have a message at least. */
type Told =
  { response?: unknown; message?: unknown; code?: unknown; responseCode?: unknown } | null | undefined;

const refused = (answer: string, isFinal: boolean): SendResult => ({ isSent: false, answer, isFinal });

/**
 * Whether the project has chosen how its mails are sent. Few mails sent by Strapi's default, `sendmail`,
 * arrive anywhere.
 */
export const hasMailProvider = (strapi: Strapi): boolean => {
  const { provider } = strapi.config.get('plugin::email', {}) as { provider?: string };
  return Boolean(strapi.plugin('email') && provider && provider !== 'sendmail');
};

/** Hands a mail to the provider of Strapi's e-mail plugin. Does not throw. */
export const sendThroughStrapi = async (strapi: Strapi, to: string, mail: MailTexts): Promise<SendResult> => {
  const email = strapi.plugin('email') as unknown as EmailPlugin | undefined;
  if (!email) return refused("Strapi's e-mail plugin is not installed", true);
  // Providers read several addresses from one text.
  if (!isOneMailbox(to)) return refused('Not an address that mail can be sent to', true);
  try {
    const sending = email
      .service('email')
      .send({ to, ...mail })
      .then((told): SendResult => ({ isSent: true, answer: textOf((told as Told)?.response) ?? 'Accepted' }));
    return await withTimeLimit(SEND_LIMIT_MS, sending, () =>
      refused(`The mail server has not answered within ${SEND_LIMIT_MS / 1000} seconds`, false),
    );
  } catch (error) {
    const told = error as Told;
    return refused(
      textOf(told?.response) ?? textOf(told?.message) ?? 'The mail could not be sent',
      isRefusedForGood(told),
    );
  }
};

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

/** The server refuses sender or recipient: a permanent answer to the envelope (RFC 5321, 4.2.1). */
const isRefusedForGood = (told: Told) => told?.code === 'EENVELOPE' && Number(told.responseCode) >= 500;
