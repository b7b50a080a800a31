import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { KEPT_OPEN } from './kept-open';

/** The key that signs messages, here and in the configuration of the servers. */
const KEY = Buffer.from('the key that tests sign their SMS with');
export const SMS_SECRET = `whsec_${KEY.toString('base64')}`;

/** One request to send an SMS, as received. */
export type Sms = { id: string; to: string; text: string; isSigned: boolean };

/** `stumbles`: fails for now, and takes the next try. `rejects`: never. `hangs`: says nothing. */
type Mood = 'works' | 'stumbles' | 'rejects' | 'hangs';

const bodyOf = async (request: IncomingMessage) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
};

/** The check that Standard Webhooks 1.0 tells receivers to make. */
const isSigned = ({ headers }: IncomingMessage, body: string) =>
  headers['webhook-signature'] ===
  `v1,${createHmac('sha256', KEY)
    .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
    .digest('base64')}`;

/** A real gateway, which keeps what it is asked to send and returns it over HTTP to any process. */
export const startSmsGateway = async () => {
  const asked: Sms[] = [];
  let mood: Mood = 'works';
  const server = createServer(KEPT_OPEN, (request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://gateway');
      if (request.method !== 'POST') {
        if (url.pathname === '/mood') mood = (url.searchParams.get('is') ?? 'works') as Mood;
        const mine = asked.filter(({ to }) => to === url.searchParams.get('to'));
        return response.setHeader('content-type', 'application/json').end(JSON.stringify(mine));
      }
      const body = await bodyOf(request);
      asked.push({ ...(JSON.parse(body) as Omit<Sms, 'isSigned'>), isSigned: isSigned(request, body) });
      if (mood === 'hangs') return undefined;
      const status = mood === 'stumbles' ? 503 : mood === 'rejects' ? 422 : 200;
      if (mood === 'stumbles') mood = 'works';
      return response.writeHead(status).end();
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
export type SmsGateway = Awaited<ReturnType<typeof startSmsGateway>>;

const PATIENCE = 20_000;

/** What a gateway was asked to send, and its present mood. */
export const smsGatewayAt = (url: () => string) => {
  const ask = async (path: string) => (await fetch(`${url()}${path}`)).json() as Promise<Sms[]>;
  return {
    /** Oldest first. */
    smsTo: (number: string) => ask(`/?to=${encodeURIComponent(number)}`),
    /** The latest, once there are this many. */
    latestSmsTo: async (number: string, count = 1): Promise<Sms> => {
      for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await sleep(20)) {
        const all = await ask(`/?to=${encodeURIComponent(number)}`);
        const latest = all.at(-1);
        if (latest && all.length >= count) return latest;
      }
      throw new Error(`There are still no ${count} SMS to ${number}`);
    },
    beGateway: (mood: Mood) => ask(`/mood?is=${mood}`),
  };
};

/** The gateway of the server that most tests share. */
export const smsGateway = smsGatewayAt(() => {
  const url = process.env.GATEHOUSE_TEST_SMS_GATEWAY;
  if (!url) throw new Error('No shared SMS gateway: this jest project has no globalSetup that starts one');
  return url;
});
