import { anEmail, FLOOR, shared } from '../vocabulary';

const { aUser, putBack, signIn, whileBroken } = shared;

afterEach(putBack);

it.each([
  ['policy', 'current'],
  ['users', 'findByLoginName'],
  ['ipRules', 'rulesFor'],
  ['roles', 'rolesOf'],
  ['devices', 'find'],
  ['lockout', 'takeTry'],
  ['lockout', 'succeed'],
  ['passwords', 'compare'],
  ['throttle', 'take'],
  ['loginAttempts', 'record'],
])('lets nobody in when %s.%s cannot be asked, and tells to come back', async (service, method) => {
  const user = await aUser();

  const got = await whileBroken(service, method, () =>
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

  const [known, unknown] = await whileBroken('policy', 'current', () =>
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
