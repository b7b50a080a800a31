import { anAddress, ELSEWHERE, OFFICE, shared, TRIES, type Person } from '../vocabulary';

const { addRule, aUser, http, putBack, read } = shared;

afterEach(putBack);

const signInAt = (
  path: string,
  { email, password }: Pick<Person, 'email' | 'password'>,
  from = anAddress(),
) => http.post(path, { body: { email, password }, from });

// Whatever status Strapi gives for a path: one that leads to the sign-in leads through the gate.
describe.each([
  '/admin/login',
  '/ADMIN/LOGIN',
  '/Admin/Login',
  '/admin/login/',
  '/admin//login',
  '/admin/./login',
  '/admin/%6cogin',
])('at %s', (path) => {
  it('lets in nobody who is locked or comes from a wrong address', async () => {
    const locked = await aUser({ state: 'locked-by-admin' });
    const limited = await aUser();
    await addRule({ scope: 'user', user: limited.id, range: OFFICE });

    for (const answer of await Promise.all([signInAt(path, locked), signInAt(path, limited, ELSEWHERE)])) {
      expect(answer.body?.data?.token).toBeUndefined();
      expect(answer.headers.get('set-cookie') ?? '').not.toContain('strapi_admin_refresh');
      expect([400, 404, 405]).toContain(answer.status);
    }
  });

  it('counts wrong passwords, and lets in who knows the right one only while there are tries left', async () => {
    const user = await aUser();

    const wrong = await Promise.all(
      Array.from({ length: TRIES }, () => signInAt(path, { ...user, password: 'Wrong-Horse-7' })),
    );
    const right = await signInAt(path, user);

    expect(right.body?.data?.token).toBeUndefined();
    const leadsToSignIn = wrong[0]?.status === 400;
    expect(wrong.map(({ status }) => status)).toEqual(
      Array(TRIES).fill(leadsToSignIn ? 400 : wrong[0]?.status),
    );
    expect(await read(user)).toMatchObject(
      leadsToSignIn ? { failedTries: TRIES, status: 'auto-locked' } : { failedTries: 0, status: 'active' },
    );
  });
});

it('takes no password from the query, where access logs keep it', async () => {
  const { email, password } = await aUser();

  const answer = await http.post(`/admin/login?email=${email}&password=${password}`, { body: {} });

  expect(answer).toFailWith({ status: 400, code: 'VALIDATION', field: 'email' });
});
