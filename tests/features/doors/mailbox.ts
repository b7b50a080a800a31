import type { Vocabulary } from '../../support/vocabulary';

export type Mail = { to: string; subject: string; text: string };

/** Long enough for a busy machine; what is awaited comes in milliseconds. */
const PATIENCE = 20_000;

/** Asks again and again until it is there. */
export const until = async <T>(ask: () => Promise<T | undefined>, what: string): Promise<T> => {
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline;) {
    const got = await ask();
    if (got !== undefined) {
      return got;
    }
  }
  throw new Error(`There is still no ${what}`);
};

/** Takes the place of the provider behind Strapi's e-mail plugin, and of its limit of mails to one address. */
export const mailboxAt = ({ call }: Pick<Vocabulary, 'call'>) => {
  const email = `strapi.plugin('email')`;
  const mailsTo = (address: string) =>
    call<Mail[]>(`${email}.kept.filter(({ to }) => to === ${JSON.stringify(address)})`);

  return {
    /** Keeps links that would be sent, and no notices; `send` may do something else with them. */
    open: (send = 'async () => undefined') =>
      call(`(() => {
        const email = ${email};
        email.sender ??= email.provider;
        email.kept = [];
        email.provider = { send: async (mail) => { if (!mail.text.includes('/auth/')) return; email.kept.push(mail); return (${send})(mail); } };
        strapi.config.set('plugin::email.ratelimit', { enabled: false });
      })()`),
    close: () => call(`(() => { ${email}.provider = ${email}.sender; })()`),
    mailsTo,
    /** The latest mail to an address, once it is there. */
    mailTo: (address: string) => until(async () => (await mailsTo(address)).at(-1), `mail to ${address}`),
    /** How many mails with a link there are. */
    count: () => call<number>(`${email}.kept.length`),
  };
};

/** The token in a mail that lets its reader choose a new password; in the fragment, which no server is sent. */
export const codeIn = ({ text }: Pick<Mail, 'text'>): string => {
  const code = /\/auth\/(?:reset-password#code|register#registrationToken)=([\w-]{43})/.exec(text)?.[1];
  if (!code) {
    throw new Error(`There is no code in the mail: ${text}`);
  }
  return code;
};
