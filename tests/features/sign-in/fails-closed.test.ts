import { anEmail, FLOOR, shared } from '../vocabulary';

const { aUser, putBack, signIn, whileBroken } = shared;

afterEach(putBack);

/** Runs while no password can be compared. */
const whileNoneIsCompared = async <T>(run: () => Promise<T>): Promise<T> => {
  const passwords = `strapi.plugin('gatehouse').service('passwords')`;
  await shared.call(`(() => { const s = ${passwords}; s.whole = s.compare;
    s.compare = async () => { throw new Error('broken by a test'); }; })()`);
  try {
    return await run();
  } finally {
    await shared.call(`(() => { const s = ${passwords}; s.compare = s.whole; delete s.whole; })()`);
  }
};

/** Runs while tries are to be counted by their addresses, and cannot be: the limiter has a way of its own to the database. */
const whileNoneIsCounted = async <T>(run: () => Promise<T>): Promise<T> => {
  const rename = (from: string, to: string) => shared.sql('ALTER TABLE ?? RENAME TO ??', [from, to]);
  await shared.setPolicy({ throttle: { maxFailuresPerAddress: 20 } });
  await rename('gatehouse_throttle', 'gatehouse_throttle_gone');
  try {
    return await run();
  } finally {
    await rename('gatehouse_throttle_gone', 'gatehouse_throttle');
  }
};

type Statement = [verb: string, table: string];
const statements: Statement[] = [
  ['select', 'gatehouse_settings'],
  ['select', 'gatehouse_users'],
  ['select', 'gatehouse_ip_rules'],
  ['select', 'gatehouse_roles'],
  ['select', 'gatehouse_devices'],
  ['update', 'gatehouse_users'],
  ['update', 'gatehouse_users\\b.*\\blast_login_at'],
  ['insert', 'gatehouse_login_attempts'],
];

it.each([
  ...statements.map(
    ([verb, table]) =>
      [`${verb} of ${table}`, <T>(run: () => Promise<T>) => whileBroken(verb, table, run)] as const,
  ),
  ['comparison of passwords', whileNoneIsCompared] as const,
  ['counting of tries by address', whileNoneIsCounted] as const,
])('lets nobody in when the %s fails, and tells to come back', async (_what, whileItFails) => {
  const user = await aUser();

  const got = await whileItFails(() =>
    shared.http.post('/admin/login', {
      body: { email: user.email, password: user.password },
      from: user.from,
    }),
  );

  expect(got).toFailWith({ status: 503, code: 'ACCESS_UNKNOWN' });
  expect(got.headers.get('set-cookie') ?? '').not.toContain('strapi_admin_refresh');
  expect(Number(got.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(JSON.stringify(got.body)).not.toContain('broken by a test');
  expect(await signIn(user)).toBeLetIn();
});

it('tells known and unknown apart neither by the answer nor before the floor', async () => {
  const user = await aUser();

  const [known, unknown] = await whileBroken('select', 'gatehouse_settings', () =>
    Promise.all(
      [user.email, anEmail('nobody')].map((email) =>
        shared.http.post('/admin/login', { body: { email, password: 'Wrong-Horse-7' }, from: user.from }),
      ),
    ),
  );

  expect(known?.status).toBe(503);
  expect(known?.body).toEqual(unknown?.body);
  expect(Math.min(known?.ms ?? 0, unknown?.ms ?? 0)).toBeGreaterThanOrEqual(FLOOR - 5);
});
