import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

import { KEPT_OPEN } from './kept-open';

/** A mail as it arrived. */
export type Mail = {
  to: string[];
  from: string;
  subject: string;
  text: string;
  html: string;
  /** Lines as they were sent. */
  raw: string;
};

/** `refuses`: not now. `rejects`: never. `hangs`: takes a mail in silence. `echoes`: refuses, quoting it. */
export type Mood = 'works' | 'refuses' | 'rejects' | 'hangs' | 'echoes';

export type MailServer = {
  smtpPort: number;
  url: string;
  /** Tokens of links, and passwords, in all the mails it ever received. */
  secrets: () => string[];
  stop: () => Promise<void>;
};

const secretsIn = (text: string) =>
  [...text.matchAll(/\/auth\/[\w-]+#\w+=([\w-]{43})|^Password: (\S+)$/gm)].flatMap(
    ([, token, password]) => token ?? password ?? [],
  );

const refusal = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });

/** A real mail server, which keeps the mails it receives and returns them over HTTP to any process. */
export const startMailServer = async (): Promise<MailServer> => {
  const mails: Mail[] = [];
  const secrets: string[] = [];
  const hanging: (() => void)[] = [];
  let mood: Mood = 'works';

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: (_, __, done) => done(mood === 'rejects' ? refusal(550, 'No such mailbox') : null),
    onData: (stream, session, done) => {
      void (async () => {
        const parts: Buffer[] = [];
        for await (const part of stream) parts.push(part as Buffer);
        const raw = Buffer.concat(parts).toString();
        const { subject = '', text = '', html = '', from } = await PostalMime.parse(raw);
        secrets.push(...secretsIn(text));
        if (mood === 'hangs') return hanging.push(() => done(refusal(451, 'Too late')));
        if (mood === 'refuses') return done(refusal(451, 'Try again later'));
        if (mood === 'echoes') return done(refusal(451, `Looks like spam: ${text.replace(/\s+/g, ' ')}`));
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, from: from?.address ?? '', subject, text, html, raw });
        return done(null, 'Taken');
        // A client that breaks off midway, as a server does that stops waiting, has sent nothing.
      })().catch(done);
    },
  });
  smtp.on('error', () => undefined);
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');

  const control = createServer(KEPT_OPEN, (request, response) => {
    const url = new URL(request.url ?? '/', 'http://mailbox');
    const mine = ({ to }: Mail) => to.includes(url.searchParams.get('to') ?? '');
    if (url.pathname === '/hang-up') hanging.splice(0).forEach((end) => end());
    if (url.pathname === '/mood') mood = (url.searchParams.get('is') ?? 'works') as Mood;
    const taken = url.pathname === '/take' ? mails.findIndex(mine) : -1;
    const answer = url.pathname === '/mails' ? mails.filter(mine) : taken < 0 ? [] : mails.splice(taken, 1);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  await once(control, 'listening');

  const portOf = (server: { address: () => unknown }) => (server.address() as AddressInfo).port;
  return {
    smtpPort: portOf(smtp.server),
    url: `http://127.0.0.1:${portOf(control)}`,
    secrets: () => secrets,
    stop: async () => {
      control.close();
      control.closeAllConnections();
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
    },
  };
};

/** Long enough for a busy machine; usually it takes milliseconds. */
const PATIENCE = 20_000;

/** What arrived at a mail server, and its present mood. */
export const mailboxAt = (url: () => string) => {
  const ask = async (path: string): Promise<Mail[]> =>
    (await fetch(`${url()}${path}`)).json() as Promise<Mail[]>;
  const to = (address: string) => `to=${encodeURIComponent(address)}`;
  return {
    /** Those that have arrived and were not taken yet, oldest first. */
    mailsTo: (address: string) => ask(`/mails?${to(address)}`),
    /** Takes the oldest mail to an address, waiting until there is one. */
    nextMailTo: async (address: string): Promise<Mail> => {
      for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await sleep(20)) {
        const [mail] = await ask(`/take?${to(address)}`);
        if (mail) return mail;
      }
      throw new Error(`There is still no mail to ${address}`);
    },
    breakMailServer: (how: Exclude<Mood, 'works'> = 'refuses') => ask(`/mood?is=${how}`),
    mendMailServer: () => ask('/mood?is=works'),
    /** Ends the wait of hanging clients, with a refusal. */
    hangUp: () => ask('/hang-up'),
  };
};

/** The mail server that most tests share. */
export const mailbox = mailboxAt(() => {
  const url = process.env.GATEHOUSE_TEST_MAILBOX;
  if (!url) throw new Error('No shared mail server: this jest project has no globalSetup that starts one');
  return url;
});
