import { anAuthenticator, type Authenticator } from '../../support/authenticator';
import { aBrowser, type Person, shared, succeed, TRIES } from '../vocabulary';
import { mfaAt, type Started } from './vocabulary';

const { aUserAtWork, attemptsOf, call, http, putBack, read, signIn, superAdmin } = shared;
const { complete: completeWith, factorsOf, isIn, own, setUp, start } = mfaAt(shared);

afterEach(putBack);

let origin: string;
beforeAll(async () => {
  origin = new URL(await call<string>(`strapi.config.get('admin.absoluteUrl')`)).origin;
});

type AtWork = Person & { token: string };
const begin = async (user: AtWork) =>
  succeed(await own(user).post('/passkey', { password: user.password })).body.data;
const add = async (user: AtWork, authenticator = anAuthenticator(origin)) => {
  const passkey = authenticator.make(await begin(user));
  const { data } = succeed(await own(user).post('/passkey/confirm', { passkey, name: 'My key' })).body;
  return { authenticator, ...data };
};
const aUserWithAKey = async () => {
  const user = await aUserAtWork();
  return { ...user, ...(await add(user)) } as AtWork & {
    authenticator: Authenticator;
    recoveryCodes: string[];
  };
};
const ask = ({ browser, challenge, from }: Started) =>
  http.post('/gatehouse/sign-in/passkey', { body: { token: challenge.token }, browser, from });
const complete = (started: Started, passkey: object) =>
  completeWith(started, { method: 'passkey', passkey } as never);
const REFUSED = { status: 400, body: { error: { details: { code: 'PASSKEY_REFUSED' } } } };

it('is made by who knows the password, and asked for from then on', async () => {
  const user = await aUserAtWork();
  expect((await own(user).post('/passkey', { password: 'Wrong-Horse-7' })).body.error.details.code).toBe(
    'WRONG_PASSWORD',
  );

  const { mfa, recoveryCodes } = await add(user);

  expect(recoveryCodes).toHaveLength(10);
  expect(mfa).toMatchObject({
    isEnabled: true,
    canAdd: ['totp', 'passkey'],
    factors: [{ kind: 'passkey', name: 'My key' }],
  });
  expect(Object.keys(mfa.factors[0]).sort()).toEqual(['createdAt', 'id', 'kind', 'lastUsedAt', 'name']);
  expect(await read(user)).toMatchObject({ mfaEnabled: true });
  expect((await start(user)).challenge).toMatchObject({ kind: 'mfa', methods: ['passkey', 'recovery-code'] });
  expect(await isIn(user.token, user.from)).toBe(true);
});

it('lets in with its signature, and writes down by what', async () => {
  const user = await aUserWithAKey();
  const started = await start(user);
  const { data: options } = succeed(await ask(started)).body;
  expect(options.allowCredentials.map(({ id }: { id: string }) => id)).toEqual([user.authenticator.id]);

  const answer = await complete(started, user.authenticator.use(options));

  expect(answer.status).toBe(200);
  expect(await isIn(answer.body.data.token, user.from)).toBe(true);
  expect((await attemptsOf(user))[0]).toMatchObject({ outcome: 'success', method: 'passkey' });
  expect((await factorsOf(user))[0]).toMatchObject({ last_used_at: expect.anything() });
});

it('signs once: neither the same answer nor one of another sign-in lets in', async () => {
  const user = await aUserWithAKey();
  const started = await start(user);
  const { data: options } = succeed(await ask(started)).body;
  const passkey = user.authenticator.use(options);
  const answers = await Promise.all([1, 2, 3].map(() => complete(started, passkey)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);

  const again = await start(user);
  await ask(again);

  expect(await complete(again, passkey)).toMatchObject(REFUSED);
});

it('is refused where it was not asked for, and once it was answered wrongly', async () => {
  const user = await aUserWithAKey();
  const started = await start(user);
  expect(await complete(started, user.authenticator.use({ challenge: 'bm90LWFza2Vk' }))).toMatchObject(
    REFUSED,
  );

  const { data: options } = succeed(await ask(started)).body;
  expect(await complete(started, anAuthenticator(origin).use(options))).toMatchObject(REFUSED);
  expect(await complete(started, user.authenticator.use(options))).toMatchObject(REFUSED);

  const { data: fresh } = succeed(await ask(started)).body;
  expect((await complete(started, user.authenticator.use(fresh))).status).toBe(200);
});

it('of another page is worth nothing, there and here', async () => {
  const elsewhere = 'http://localhost.example.test:1337';
  const user = await aUserWithAKey();
  const started = await start(user);
  const { data: options } = succeed(await ask(started)).body;
  expect(await complete(started, user.authenticator.use(options, { from: elsewhere }))).toMatchObject(
    REFUSED,
  );

  const other = await aUserAtWork();
  const passkey = anAuthenticator(origin).make(await begin(other), elsewhere);
  expect(await own(other).post('/passkey/confirm', { passkey })).toMatchObject(REFUSED);
  expect(await read(other)).toMatchObject({ mfaEnabled: false });
});

it('that is somebody else’s does not let in', async () => {
  const [user, other] = [await aUserWithAKey(), await aUserWithAKey()];
  const started = await start(user);
  const { data: options } = succeed(await ask(started)).body;

  expect(await complete(started, other.authenticator.use(options))).toMatchObject(REFUSED);
});

it('that was copied is found out by its count', async () => {
  const user = await aUserWithAKey();
  const enter = async (counts: boolean) => {
    const started = await start(user);
    const { data: options } = succeed(await ask(started)).body;
    return complete(started, user.authenticator.use(options, { counts }));
  };
  expect((await enter(true)).status).toBe(200);

  expect(await enter(false)).toMatchObject(REFUSED);
});

it('takes the tries of a password, so that it cannot be tried for ever', async () => {
  const user = await aUserWithAKey();
  const stranger = anAuthenticator(origin);

  for (let tries = 0; tries < TRIES; tries++) {
    const started = await start(user);
    const { data: options } = succeed(await ask(started)).body;
    await complete(started, stranger.use(options));
  }

  expect(await read(user)).toMatchObject({ status: 'auto-locked' });
});

it('is asked for in the browser of the sign-in alone, and of who has one', async () => {
  const user = await aUserWithAKey();
  const started = await start(user);
  const invalid = { status: 400, body: { error: { details: { code: 'CHALLENGE_INVALID' } } } };
  expect(await ask({ ...started, browser: aBrowser() })).toMatchObject(invalid);

  const withApp = await aUserAtWork();
  await setUp(withApp);
  expect(await ask(await start(withApp))).toMatchObject(invalid);
});

it('can stand beside others, each taken away by itself', async () => {
  const user = await aUserWithAKey();
  await setUp(user);
  await add(user);
  expect((await start(user)).challenge.methods).toEqual(['passkey', 'totp', 'recovery-code']);

  const { factors } = succeed(await own(user).get('')).body.data;
  for (const { id } of factors.slice(0, 2))
    succeed(await own(user).post(`/factors/${id}/remove`, { password: user.password }));
  expect((await start(user)).challenge.methods).toEqual(['passkey', 'recovery-code']);
  succeed(await own(user).post(`/factors/${factors[2].id}/remove`, { password: user.password }));
  expect(await signIn(user)).toBeLetIn();
});

it('is confirmed once, by who began it', async () => {
  const [user, other] = [await aUserAtWork(), await aUserAtWork()];
  const passkey = anAuthenticator(origin).make(await begin(user));
  await begin(other);

  expect(await own(other).post('/passkey/confirm', { passkey })).toMatchObject(REFUSED);
  const answers = await Promise.all([1, 2].map(() => own(user).post('/passkey/confirm', { passkey })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
});

it('is not offered by a panel that has no domain name', async () => {
  const beAt = (url: string) => call(`void strapi.config.set('admin.absoluteUrl', '${url}')`);
  await beAt('http://127.0.0.1:1337/admin');
  try {
    const { data } = succeed(await http.get('/gatehouse/me/mfa', { token: await superAdmin() })).body;
    expect(data.canAdd).toEqual(['totp']);
  } finally {
    await beAt(`${origin}/admin`);
  }
});
