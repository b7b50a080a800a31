import { setTimeout as sleep } from 'node:timers/promises';

import { clientOf } from '../lib/http.mjs';
import { aPerson, PASSWORD, signIn } from '../lib/people.mjs';
import { median } from '../lib/statistics.mjs';

const USERS = 20;
const MOST_LONGER = 50;
const PAUSE_MS = 10;
const QUIET_REQUESTS = 50;
const LISTS_SENT = 5;
/** Of JSON as much as Strapi reads (koa-body's `jsonLimit`), less what stands around it. */
const BYTES = 1024 * 1024 - 300;

/** Marks that combine with each other, in no order: what takes longest to normalize. */
const MARKS = '\u0300\u0316'.repeat(BYTES / 4);
const LETTERS = 'a'.repeat(BYTES - 20);
const ADDRESS = `a@${'b.'.repeat((BYTES - 20) / 2)}test`;
const LISTS = `${'['.repeat(BYTES / 2 - 20)}${']'.repeat(BYTES / 2 - 20)}`;
const TOKEN = 'A'.repeat(43);
const TEXTS = { marks: MARKS, letters: LETTERS, 'an address': ADDRESS };

/** Every route that asks for nothing, with each of its texts in turn. */
const ROUTES = {
  '/admin/login': [
    (text) => ({ email: 'somebody@example.test', password: text }),
    (text) => ({ email: aPerson(2).email, password: text }),
    (text) => ({ email: text, password: PASSWORD }),
  ],
  '/admin/forgot-password': [(text) => ({ email: text })],
  '/admin/reset-password': [
    (text) => ({ resetPasswordToken: text, password: PASSWORD }),
    (text) => ({ resetPasswordToken: TOKEN, password: text }),
  ],
  '/admin/register': [
    (text) => ({ registrationToken: text, userInfo: { firstname: 'A', password: PASSWORD } }),
    (text) => ({ registrationToken: TOKEN, userInfo: { firstname: text, password: PASSWORD } }),
    (text) => ({ registrationToken: TOKEN, userInfo: { firstname: 'A', password: text } }),
  ],
  '/admin/register-admin': [
    (text) => ({ email: text, firstname: 'A', password: PASSWORD }),
    (text) => ({ email: 'somebody@example.test', firstname: 'A', password: text }),
  ],
  '/gatehouse/sign-in/complete': [
    (text) => ({ token: text, code: '123456' }),
    (text) => ({ token: TOKEN, code: text }),
    (text) => ({ token: TOKEN, password: text }),
  ],
  '/gatehouse/sign-in/enrol': [(text) => ({ token: text })],
  '/gatehouse/sign-in/passkey': [(text) => ({ token: text })],
  '/gatehouse/sign-in/code': [(text) => ({ token: text, method: 'mail' })],
  '/gatehouse/links/read': [(text) => ({ token: text })],
  '/gatehouse/links/use': [
    (text) => ({ token: text, password: PASSWORD }),
    (text) => ({ token: TOKEN, password: text }),
  ],
  '/api/gatehouse/oauth/token': [
    (text) => ({ grant_type: text }),
    (text) => ({ grant_type: 'client_credentials', client_id: text, client_secret: 'x' }),
    (text) => ({ grant_type: 'client_credentials', client_id: 'x', client_secret: text }),
  ],
};

/** How long somebody at work waits while the longest bodies are sent to whatever answers strangers. */
export const longTexts = async ({ fixtures, report }) => {
  await fixtures.withBoth({ users: USERS }, async (servers) => {
    for (const [path, bodies] of Object.entries(ROUTES)) {
      const texts = bodies.flatMap((body) => Object.values(TEXTS).map((text) => JSON.stringify(body(text))));
      const worst = async (server) => Math.max(...(await waits(server, path, texts)));
      const ours = await worst(servers.gatehouse);
      report.add({
        measure: `longest texts to ${path}`,
        stock: path.includes('gatehouse') ? undefined : await worst(servers.stock),
        gatehouse: ours,
        comparable: false,
        limit: `≤ ${MOST_LONGER} ms`,
        met: ours <= MOST_LONGER,
      });
    }
    // Reading these takes Strapi itself as long, before anybody is asked.
    const lists = Array.from({ length: LISTS_SENT }, () => `{"email":${LISTS},"password":"x"}`);
    const [theirs, ours] = [
      await waits(servers.stock, '/admin/login', lists),
      await waits(servers.gatehouse, '/admin/login', lists),
    ];
    report.add({
      measure: 'lists in lists to /admin/login',
      stock: theirs,
      gatehouse: ours,
      limit: `≤ stock + ${MOST_LONGER} ms`,
      met: median(ours) <= median(theirs) + MOST_LONGER,
    });
  });
};

/** Of each body the longest wait for an answer while it is read and refused, less what it takes when nobody else asks. */
const waits = async (server, path, bodies) => {
  const client = clientOf(server.url, { connections: Infinity });
  const { token } = await signIn(client, { ...aPerson(1), password: PASSWORD });
  const ask = async () => (await client.get('/admin/users/me', { token })).ms;
  const quiet = [];
  for (let turn = 0; turn < QUIET_REQUESTS; turn += 1) quiet.push(await ask());

  const longest = [];
  for (const body of bodies) {
    let isAnswered = false;
    const answered = post(`${server.url}${path}`, body).finally(() => (isAnswered = true));
    const asked = [];
    do {
      asked.push(ask());
      await sleep(PAUSE_MS);
    } while (!isAnswered);
    await answered;
    longest.push(Math.max(0, Math.max(...(await Promise.all(asked))) - median(quiet)));
  }
  client.close();
  return longest;
};

const post = async (url, body) => {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  await answer.arrayBuffer();
};
