import { once } from 'node:events';
import { createServer } from 'node:http';

import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

import { goneAsHtml, listAsHtml, mailAsHtml, SCRIPT } from './mail-pages.mjs';

/** Enough for trying things out; the oldest make room. */
const KEPT = 200;
const HOST = '127.0.0.1';

/**
 * A mail server that forwards nothing, and a page that shows what it was sent. Both on the loopback only, and
 * the mails in memory only, as they contain links and passwords.
 * @returns {Promise<{ smtpPort: number, url: string, stop: () => Promise<void> }>}
 */
export const startMailCatcher = async ({ port = 0 } = {}) => {
  const mails = [];
  const keep = async (stream, { envelope }) => {
    const { subject = '', html, text = '' } = await PostalMime.parse(Buffer.concat(await stream.toArray()));
    const to = envelope.rcptTo.map(({ address }) => address).join(', ');
    mails.unshift({ id: (mails[0]?.id ?? 0) + 1, at: new Date(), to, subject, html, text });
    mails.length = Math.min(mails.length, KEPT);
  };
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, session, done) => void keep(stream, session).then(() => done(null, 'Taken'), done),
  });
  // A broken connection is no reason to stop.
  smtp.on('error', () => undefined);
  smtp.listen(0, HOST);
  await once(smtp.server, 'listening');

  const pageAt = (path) => {
    if (path === '/') return listAsHtml(mails);
    const mail = mails.find(({ id }) => path === `/${id}`);
    return mail && mailAsHtml(mail);
  };
  const web = createServer(({ url }, response) => {
    if (url === '/list.js') return response.setHeader('content-type', 'text/javascript').end(SCRIPT);
    const page = pageAt(url);
    response
      .writeHead(page ? 200 : 404, {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        // A mail is shown as it came, and nothing in it runs or loads.
        'content-security-policy':
          "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'self'; connect-src 'self'",
      })
      .end(page ?? goneAsHtml());
  });
  await listen(web, port);

  return {
    smtpPort: smtp.server.address().port,
    url: `http://localhost:${web.address().port}`,
    stop: async () => {
      web.close();
      web.closeAllConnections();
      await new Promise((resolve) => {
        smtp.close(resolve);
      });
    },
  };
};

/** On another port if the wanted one is taken. */
const listen = async (server, port) => {
  server.listen(port, HOST);
  await once(server, 'listening').catch(async () => {
    server.listen(0, HOST);
    await once(server, 'listening');
  });
};
