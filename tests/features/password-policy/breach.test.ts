import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { shared as at } from '../vocabulary';

const STOLEN = 'Violet-Anchor-41';
const digestOf = (password: string) => createHash('sha1').update(password).digest('hex').toUpperCase();

/** Answers as Have I Been Pwned does, and keeps what it was asked. */
type Asked = { url: string; padding: unknown };
const asked: Asked[] = [];
let answer: 'as usual' | 'an error' | 'never' = 'as usual';
let pwned: HttpServer;

beforeAll(async () => {
  pwned = createServer((request, response) => {
    asked.push({ url: String(request.url), padding: request.headers['add-padding'] });
    if (answer === 'never') return;
    response.statusCode = answer === 'an error' ? 503 : 200;
    const stolen = digestOf(STOLEN).slice(5);
    const padding = digestOf('Violet-Anchor-42').slice(5);
    response.end([`${'0'.repeat(35)}:3`, `${stolen}:52`, `${padding}:0`].join('\r\n'));
  }).listen(0, '127.0.0.1');
  await once(pwned, 'listening');
  const { port } = pwned.address() as AddressInfo;
  await at.configure({ passwords: { breachLookupUrl: `http://127.0.0.1:${port}` } });
});
afterAll(async () => {
  await at.putBack();
  pwned.closeAllConnections();
  pwned.close();
});
beforeEach(() => {
  answer = 'as usual';
  asked.length = 0;
});

const setPassword = async (password: string) => {
  const { id } = await at.aUser();
  asked.length = 0;
  return at.gatehouse.post(`/users/${id}/set-password`, { body: { password } });
};

it('asks nobody until the policy says so', async () => {
  expect((await setPassword(STOLEN)).status).toBe(200);
  expect(asked).toEqual([]);
});

describe('where the policy says so', () => {
  beforeAll(() => at.setPolicy({ password: { breachLookup: true } }));

  it('refuses a password that was stolen, and sends five digits of its hash', async () => {
    const { status, body } = await setPassword(STOLEN);

    expect([status, body.error.details.errors[0].code]).toEqual([400, 'BREACHED']);
    expect(asked).toEqual([{ url: `/range/${digestOf(STOLEN).slice(0, 5)}`, padding: 'true' }]);
  });

  it('takes one that was not, and one that only pads the answer', async () => {
    expect((await setPassword('Violet-Anchor-43')).status).toBe(200);
    expect((await setPassword('Violet-Anchor-42')).status).toBe(200);
  });

  it('does not ask about what is refused anyway', async () => {
    expect((await setPassword('short')).status).toBe(400);
    expect(asked).toEqual([]);
  });

  it('fails open, in time, and says so in the log without the password', async () => {
    for (const broken of ['an error', 'never'] as const) {
      answer = broken;
      const { status, ms } = await setPassword(STOLEN);
      expect(status).toBe(200);
      expect(ms).toBeLessThan(8_000);
    }
    expect(await at.printed()).toMatch(/answered 503[^]*\(fails open\): TimeoutError/);
    expect(await at.printed()).not.toContain(STOLEN);
  });
});
