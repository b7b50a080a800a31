import { anEmail, aPassword, ELSEWHERE, shared, succeed } from '../vocabulary';

const { addRule, http, putBack, superAdmin, whileBroken } = shared;

afterEach(putBack);

const unique = (name: string) => `${name} ${Math.random().toString(36).slice(2)}`;

describe('an API token, which nobody owns', () => {
  const aToken = async (): Promise<string> =>
    succeed(
      await http.post('/admin/api-tokens', {
        token: await superAdmin(),
        body: { name: unique('Reader'), type: 'read-only', lifespan: null },
      }),
      201,
    ).body.data.accessKey;
  const read = (token: string, from = ELSEWHERE) => http.get('/api/articles', { token, from });

  it('goes on reading, wherever from, and whatever happens to who made it', async () => {
    const token = await aToken();
    await addRule({ scope: 'everyone', range: '127.0.0.1' });

    expect((await read(token)).status).toBe(200);
    expect((await read('made-up')).status).toBe(401);
    expect((await http.get('/gatehouse/users', { token })).status).toBe(401);
  });

  it('does not depend on what guards the panel', async () => {
    const token = await aToken();

    expect((await whileBroken('select', 'gatehouse_ip_rules', () => read(token))).status).toBe(200);
  });
});

describe('an end user', () => {
  it('registers, signs in and asks as without Gatehouse', async () => {
    const email = anEmail('end.user');
    const from = ELSEWHERE;
    await addRule({ scope: 'everyone', range: '127.0.0.1' });

    const body = { username: email, email, password: aPassword };
    expect((await http.post('/api/auth/local/register', { body, from })).status).toBe(200);
    const signedIn = await http.post('/api/auth/local', {
      body: { identifier: email, password: aPassword },
      from,
    });
    expect(signedIn.status).toBe(200);

    const me = await whileBroken('select', 'gatehouse_ip_rules', () =>
      http.get('/api/users/me', { token: signedIn.body.jwt, from }),
    );
    expect(me.status).toBe(200);
    expect(me.body.email).toBe(email);
    expect((await http.get('/gatehouse/users', { token: signedIn.body.jwt, from })).status).toBe(401);
    expect((await http.post('/admin/login', { body: { email, password: aPassword }, from })).status).toBe(
      400,
    );
  });
});
