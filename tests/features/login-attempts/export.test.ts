import { parse } from 'csv-parse/sync';

import { csvFileOf } from '../../../server/src/features/activity/login-attempts/export';
import type { LoginAttempt } from '../../../shared/contracts/login-attempts';
import { shared, sharedUrl } from '../vocabulary';
import { aHistory, forgetHistory } from './vocabulary';

const { aUser, aUserAtWork, gatehouse, http, putBack, read, superAdmin, whileBroken } = shared;

beforeEach(forgetHistory);
afterAll(putBack);

const march = 'filters[createdAt][$gte]=2026-03-01T00:00:00Z&filters[createdAt][$lt]=2026-04-01T00:00:00Z';
type Line = Record<string, string>;
const linesOf = (text: string) => parse(text, { columns: true, bom: true }) as Line[];
const exported = async (query = march, ask = {}) => {
  const answer = await gatehouse.get(`/login-attempts/export?${query}`, ask);
  expect(answer.status).toBe(200);
  return linesOf(answer.body);
};

it('is a CSV file to be kept, that no browser guesses at', async () => {
  await aHistory([{ at: '2026-03-02T12:00:00.000Z' }]);
  const response = await fetch(`${sharedUrl()}/gatehouse/login-attempts/export?${march}`, {
    headers: { authorization: `Bearer ${await superAdmin()}` },
  });
  const bytes = new Uint8Array(await response.arrayBuffer());

  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': expect.stringMatching(
      /^attachment; filename="login-history-\d{4}-\d\d-\d\d\.csv"$/,
    ),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes)).toMatch(
    /^"createdAt","user",.*\r\n"2026-03-02T12:00:00.000Z",.*\r\n$/s,
  );
});

it('holds what the list holds by the same filters, newest first', async () => {
  const user = await aUser();
  await forgetHistory();
  await aHistory([
    {
      at: '2026-03-02T12:00:00.000Z',
      userId: user.id,
      userName: 'typed',
      ip: '10.1.2.3',
      outcome: 'success',
    },
    { at: '2026-03-03T12:00:00.000Z', userAgent: 'a "client", 1/2; ünïcode' },
    { at: '2026-04-02T12:00:00.000Z', ip: '10.1.2.3' },
  ]);

  expect(await exported()).toEqual([
    expect.objectContaining({
      createdAt: '2026-03-03T12:00:00.000Z',
      user: '',
      userAgent: 'a "client", 1/2; ünïcode',
    }),
    {
      createdAt: '2026-03-02T12:00:00.000Z',
      user: (await read(user)).userName,
      userName: 'typed',
      realm: 'panel',
      outcome: 'success',
      reason: 'ok',
      message: 'Signed in',
      method: 'password',
      ip: '10.1.2.3',
      userAgent: '',
      count: '1',
      about: '',
    },
  ]);
  expect(await exported('filters[ip][$eq]=10.*')).toHaveLength(2);
  expect(await exported(`filters[user][$eq]=${user.id}`)).toHaveLength(1);
  expect(await exported('filters[ip][$eq]=192.0.2.1')).toEqual([]);
});

it('holds each of more than fit in a page once, those of one moment too', async () => {
  const at = (n: number) => new Date(Date.UTC(2026, 2, 1) + Math.floor(n / 700) * 1000).toISOString();
  await aHistory(Array.from({ length: 2_100 }, (_, n) => ({ at: at(n), userName: `n${n}` })));
  const all = Array.from({ length: 2_100 }, (_, n) => `n${n}`).reverse();

  for (const query of [march, 'filters[outcome][$eq]=failure', 'filters[ip][$eq]=198.51.100.0/24'])
    expect(
      (await exported(query)).map(({ userName }) => userName).filter((name) => /^n\d/.test(name ?? '')),
    ).toEqual(all);
});

it('starts no formula, whatever was typed at the door', async () => {
  const typed = ['=1+1', '+1', '-1', '@sum(a1)', ' =1', '\u00a0=1', '"=1', ';=1'];
  await aHistory(
    typed.map((userName) => ({ at: '2026-03-02T12:00:00.000Z', userName, userAgent: userName })),
  );

  for (const { userName, userAgent } of await exported()) {
    expect(userName).toMatch(/^'/);
    expect(userAgent).toBe(userName);
    expect(typed).toContain(userName?.slice(1));
  }
});

it('says in its last line where it was cut, and reads no further', async () => {
  let pagesRead = 0;
  const pages = async function* () {
    for (;;) {
      pagesRead += 1;
      yield [1, 2].map((count) => ({ userName: `page ${pagesRead}`, count }) as LoginAttempt);
    }
  };
  const text = async (limit: number) => (await csvFileOf(pages(), limit).toArray()).join('');

  const lines = parse(await text(3), { bom: true, relax_column_count: true }) as string[][];

  expect(lines.slice(1, 4).map((line) => line[2])).toEqual(['page 1', 'page 1', 'page 2']);
  expect(lines.at(-1)).toEqual(['Cut after 3 rows. Narrow the filters to export the rest.']);
  expect(pagesRead).toBeLessThan(5);
});

it('stands in the log of who took it away', async () => {
  const admin = await aUserAtWork({ roles: ['strapi-super-admin'] });
  await exported('filters[ip][$eq]=10.*&filters[outcome][$in][]=failure', {
    token: admin.token,
    from: admin.from,
  });

  const { body } = await gatehouse.get(`/users/${admin.id}/log`);

  expect(body.data[0]).toMatchObject({
    action: 'login-history-exported',
    changes: { ip: { before: null, after: '10.*' }, outcome: { before: null, after: ['failure'] } },
    actor: { id: admin.adminUserId },
    ip: admin.from,
  });
  await gatehouse.delete(`/users/${admin.id}`);
});

it('is not handed out when that cannot be written', async () => {
  const { status, body } = await whileBroken('insert', 'gatehouse_notes', () =>
    gatehouse.get(`/login-attempts/export?${march}`),
  );

  expect([status, body.data]).toEqual([500, null]);
});

it('is refused like the list where a filter makes no sense, without a file', async () => {
  const answer = await http.get('/gatehouse/login-attempts/export?filters[ip][$eq]=x', {
    token: await superAdmin(),
  });

  expect(answer).toFailWith({ status: 400, code: 'INVALID_RANGE' });
  expect(answer.headers.get('content-disposition')).toBeNull();
});
