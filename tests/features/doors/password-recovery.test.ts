import { createHash } from 'node:crypto';

import type { Reason } from '../../../shared/constants';
import type { LoginAttempt } from '../../../shared/contracts/login-attempts';
import {
  aBrowser,
  anAddress,
  anEmail,
  aNobody,
  keptOf,
  DAY,
  ELSEWHERE,
  HOUR,
  MINUTE,
  OFFICE,
  shared,
  succeed,
  type Answer,
  type Person,
  type State,
} from '../vocabulary';
import { codeIn, mailboxAt, until } from './mailbox';

const {
  act,
  addRule,
  attemptsOf,
  aUser,
  aUserAtWork,
  call,
  change,
  clock,
  entryOf,
  fromNow,
  gatehouse,
  http,
  putBack,
  read,
  roleId,
  signIn,
  sql,
  superAdmin,
  whileBroken,
  wrongly,
} = shared;
const mailbox = mailboxAt(shared);

beforeEach(() => mailbox.open());
afterEach(putBack);
afterAll(() => mailbox.close());

const NEW = 'Brand-New-Horse-9';

/** Asks for a mail with a link, and tells by which user agent. */
const forget = async ({ email, from = anAddress() }: { email: string; from?: string }) => {
  const userAgent = `forgetful ${anEmail()}`;
  const answer = await http.post('/admin/forgot-password', {
    body: { email },
    from,
    headers: { 'user-agent': userAgent },
  });
  return { ...answer, userAgent };
};
/** The refusal in the history, once it is there. */
const refusalOf = (userAgent: string): Promise<LoginAttempt> =>
  until(async () => {
    const { body } = succeed(await gatehouse.get('/login-attempts?pageSize=100'));
    return body.data.find((attempt: LoginAttempt) => attempt.userAgent === userAgent);
  }, `attempt by ${userAgent}`);
/** The token out of the mail that a user has asked for. */
const aCodeFor = async (user: Person): Promise<string> => {
  succeed(await forget(user), 204);
  return codeIn(await mailbox.mailTo(user.email));
};
const nativeOf = async ({ adminUserId }: Pick<Person, 'adminUserId'>) => {
  const [row] = await sql('SELECT * FROM ?? WHERE ?? = ?', ['admin_users', 'id', adminUserId]);
  return row ?? {};
};

/** What is kept of the links of a user. */
const linksOf = ({ id }: { id: number }) =>
  sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_links', 'user_id', id]);
/** As if nobody had asked for long. */
const forgetLinks = () => sql('DELETE FROM ??', ['gatehouse_links']);
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

const SHUT_OUT: [State, Reason][] = [
  ['suspended', 'suspended'],
  ['disabled', 'disabled'],
  ['locked-by-admin', 'locked-by-admin'],
  ['auto-locked', 'auto-locked'],
  ['api-only', 'api-only'],
  ['provisioned', 'not-provisioned'],
  ['not-yet-valid', 'not-yet-valid'],
  ['expired', 'expired'],
];

describe('forgot password', () => {
  const expectSilence = (answer: Answer) => {
    expect(answer.status).toBe(204);
    expect(answer.body).toBeUndefined();
    expect(answer.headers.getSetCookie()).toEqual([]);
  };

  it('mails a link to who may come in, which shows in the status', async () => {
    const user = await aUser();

    expectSilence(await forget(user));

    const mail = await mailbox.mailTo(user.email);
    expect(await linksOf(user)).toMatchObject([{ kind: 'reset', token_hash: hashOf(codeIn(mail)) }]);
    expect((await nativeOf(user)).reset_password_token).toBeNull();
    expect(await read(user)).toMatchObject({ status: 'recovery' });
    expect(await attemptsOf(user)).toEqual([]);
    expect(await signIn(user)).toBeLetIn();
  });

  it.each(SHUT_OUT)('mails nothing to who is %s, answers alike, and records why', async (state, reason) => {
    const user = await aUser({ state });

    const answer = await forget(user);

    expectSilence(answer);
    const attempt = await refusalOf(answer.userAgent);
    expect(attempt).toMatchObject({
      user: { id: user.id, userName: user.email },
      realm: 'panel',
      outcome: 'failure',
      reason,
      method: 'forgot-password',
      ip: user.from,
    });
    expect(await linksOf(user)).toEqual([]);
    expect(await mailbox.mailsTo(user.email)).toEqual([]);
  });

  it('mails nothing to who asks from an address that is not allowed, and does from one that is', async () => {
    const user = await aUser();
    await addRule({ scope: 'user', user: user.id, range: OFFICE });

    const answer = await forget({ ...user, from: ELSEWHERE });
    expectSilence(answer);
    expect(await refusalOf(answer.userAgent)).toMatchObject({ reason: 'address-not-allowed', ip: ELSEWHERE });
    expect(await mailbox.mailsTo(user.email)).toEqual([]);
    expect(await linksOf(user)).toEqual([]);

    await forget({ ...user, from: OFFICE });
    await mailbox.mailTo(user.email);
  });

  it('mails a link to who is back from a suspension that has ended', async () => {
    const user = await aUser();
    await act(user, 'suspend', { until: await fromNow(DAY) });
    await clock.advance(DAY + 1_000);

    const code = await aCodeFor(user);

    const reset = await http.post('/admin/reset-password', {
      body: { resetPasswordToken: code, password: NEW },
      from: user.from,
    });
    expect(reset.status).toBe(200);
    expect(await signIn({ ...user, password: NEW })).toBeLetIn();
  });

  it('takes a user name too', async () => {
    const user = await aUser();
    await change(user, { userName: `Ada ${user.id}` });

    expectSilence(await forget({ email: `ADA ${user.id}` }));

    await mailbox.mailTo(user.email);
  });

  it('mails one link a minute and five an hour, and the latest alone works', async () => {
    const user = await aUser();
    await aCodeFor(user);

    const { userAgent } = await forget(user);
    expect(await refusalOf(userAgent)).toMatchObject({ reason: 'rate-limited', user: { id: user.id } });

    for (let turn = 2; turn <= 5; turn += 1) {
      await clock.advance(MINUTE);
      await forget(user);
      await until(
        async () => ((await mailbox.mailsTo(user.email)).length === turn ? true : undefined),
        `mail ${turn}`,
      );
    }
    await clock.advance(MINUTE);
    expect(await refusalOf((await forget(user)).userAgent)).toMatchObject({ reason: 'rate-limited' });
    await clock.advance(HOUR);
    await forget(user);
    await until(async () => ((await mailbox.mailsTo(user.email)).length === 6 ? true : undefined), 'mail');

    expect(await linksOf(user)).toHaveLength(1);
  });

  it('mails nothing to who was switched off in the database behind everybody', async () => {
    const user = await aUser();
    await sql('UPDATE ?? SET ?? = ?, ?? = NULL WHERE ?? = ?', [
      'admin_users',
      'is_active',
      false,
      'registration_token',
      'id',
      user.adminUserId,
    ]);

    const { userAgent } = await forget(user);

    expect(await refusalOf(userAgent)).toMatchObject({ reason: 'disabled' });
    expect(await mailbox.mailsTo(user.email)).toEqual([]);
  });

  it('answers somebody unknown alike, and records what is kept of what was typed', async () => {
    const email = aNobody();

    const answer = await forget({ email });

    expectSilence(answer);
    expect(await refusalOf(answer.userAgent)).toMatchObject({
      user: null,
      userName: keptOf(email),
      reason: 'unknown-user',
      method: 'forgot-password',
    });
    expect(await mailbox.mailsTo(email)).toEqual([]);
  });

  it.each([['select', 'gatehouse_users']])(
    'mails nothing while %s of %s cannot be asked, and answers alike',
    async (verb, table) => {
      const user = await aUser();

      await whileBroken(verb, table, async () => {
        expectSilence(await forget(user));
        await until(
          async () => ((await call<number>("strapi.faults.hits('broken')")) > 0 ? true : undefined),
          'question',
        );
        expectSilence(await forget({ email: anEmail('nobody') }));
      });

      expect(await mailbox.mailsTo(user.email)).toEqual([]);
      expect(await linksOf(user)).toEqual([]);
      await aCodeFor(user);
    },
  );

  it('answers alike when the mail cannot be sent, and goes on', async () => {
    const user = await aUser();
    await mailbox.open(`async () => { throw new Error('the mail server is gone'); }`);
    expectSilence(await forget(user));
    await mailbox.mailTo(user.email);

    await mailbox.open();
    await forgetLinks();

    expectSilence(await forget(user));
    await mailbox.mailTo(user.email);
  });

  it.each([
    ['an object', { $ne: null }],
    ['a list', ['first.admin@example.test']],
    ['null', null],
    ['missing', undefined],
    ['no address', 'nobody@'],
  ])('takes no address that is %s', async (_, email) => {
    const before = await mailbox.count();

    expect((await http.post('/admin/forgot-password', { body: { email } })).status).toBe(400);
    expect(await mailbox.count()).toBe(before);
  });
});

describe('the time forgot password takes', () => {
  const SAMPLES = 40;
  const ROUNDS = 3;
  /** Milliseconds between the medians that nobody can tell on a busy machine; waiting for the mail takes more. */
  const NOTICEABLE = 10;
  const MAIL_TAKES = 50;

  const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

  /** The same before each, so that nothing of the one before is in it. */
  const settle = async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await http.get('/admin/init');
    }
  };

  it('is the same for known and unknown', async () => {
    await mailbox.open(`() => new Promise((resolve) => { setTimeout(resolve, ${MAIL_TAKES}); })`);
    const users = await Promise.all(Array.from({ length: 4 }, () => aUser()));
    let mails = 0;
    const known = async (turn: number) => {
      await forgetLinks();
      await settle();
      const { ms } = await forget(users[turn % users.length] as Person);
      mails += 1;
      await until(async () => ((await mailbox.count()) === mails ? true : undefined), 'mail');
      return ms;
    };
    const unknown = async () => {
      await settle();
      const { ms, userAgent } = await forget({ email: anEmail('nobody') });
      await refusalOf(userAgent);
      return ms;
    };
    await known(0);
    await unknown();

    const differences: number[] = [];
    // What differs differs each time; the machine's own unrest does not.
    while (differences.length < ROUNDS && Math.min(Infinity, ...differences) >= NOTICEABLE) {
      const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
      for (let turn = 0; turn < SAMPLES; turn += 1) {
        times.known.push(await known(turn));
        times.unknown.push(await unknown());
      }
      differences.push(Math.abs(median(times.known) - median(times.unknown)));
    }

    expect(Math.min(...differences)).toBeLessThan(NOTICEABLE);
  }, 180_000);

  it('is over before anybody is looked up', async () => {
    const user = await aUser();
    await call(`(() => {
      const { query } = strapi.db;
      globalThis.lookups = [];
      strapi.db.query = (uid) => {
        const ctx = strapi.requestContext.get();
        if (uid === 'admin::user' && ctx?.path === '/admin/forgot-password') globalThis.lookups.push(ctx.res.writableFinished);
        return query.call(strapi.db, uid);
      };
      strapi.db.putBack = () => { strapi.db.query = query; };
    })()`);

    try {
      await forget(user);
      await mailbox.mailTo(user.email);
      await refusalOf((await forget({ email: anEmail('nobody') })).userAgent);
    } finally {
      await call('strapi.db.putBack()');
    }

    const lookups = await call<boolean[]>('globalThis.lookups');
    expect(lookups.length).toBeGreaterThanOrEqual(2);
    expect(new Set(lookups)).toEqual(new Set([true]));
  });
});

describe('reset password', () => {
  it('makes the hash once, before the transaction, and leaves no token of Strapi’s to be read', async () => {
    const user = await aUser();
    const resetPasswordToken = await shared.aResetTokenOf(user);
    const passwords = "strapi.plugin('gatehouse').service('passwords')";
    await call(`(() => {
      const { hash } = ${passwords};
      globalThis.hashedWithin = [];
      globalThis.unspy = () => { ${passwords}.hash = hash; };
      ${passwords}.hash = (typed) => { globalThis.hashedWithin.push(strapi.db.inTransaction()); return hash(typed); };
    })()`);
    succeed(await http.post('/admin/reset-password', { body: { resetPasswordToken, password: NEW } }));

    const within = await call('(globalThis.unspy(), globalThis.hashedWithin)');
    expect(within).toEqual([false]);
    expect(await nativeOf(user)).toMatchObject({
      reset_password_token: null,
      reset_password_token_expires_at: null,
      registration_token: null,
    });
    expect(await signIn({ ...user, password: NEW })).toBeLetIn();
  });

  const reset = (resetPasswordToken: unknown, { from }: Pick<Person, 'from'>, more: object = {}) =>
    http.post('/admin/reset-password', { body: { resetPasswordToken, password: NEW }, from, ...more });
  const expectRefused = (answer: Answer) => {
    expect(answer.status).toBe(400);
    expect(answer.body.data).toBeNull();
    expect(answer.body.error.details).toEqual({});
    expect(answer.headers.getSetCookie()).toEqual([]);
  };
  const refusals = async (user: Person) =>
    (await attemptsOf(user)).filter(({ method }) => method === 'reset-password');

  it('lets in whom the mail was for, with the new password alone, and ends every other session', async () => {
    const user = await aUserAtWork();
    const renewed = await http.post('/admin/access-token', { browser: user.browser, from: user.from });
    const code = await aCodeFor(user);
    expect(await read(user)).toMatchObject({ status: 'recovery' });
    const browser = aBrowser();

    const answer = await reset(code, user, { browser });

    expect(answer.status).toBe(200);
    const { token } = answer.body.data;
    expect((await http.get('/admin/users/me', { token, from: user.from })).body.data.id).toBe(
      user.adminUserId,
    );
    expect((await http.post('/admin/access-token', { browser, from: user.from })).status).toBe(200);
    for (const old of [user.token, renewed.body.data.token]) {
      expect((await http.get('/admin/users/me', { token: old, from: user.from })).status).toBe(401);
    }
    expect((await http.post('/admin/access-token', { browser: user.browser, from: user.from })).status).toBe(
      401,
    );
    expect(await read(user)).toMatchObject({ status: 'active' });
    expect(await signIn(user)).toBeRefusedAs('wrong-password');
    expect(await signIn({ ...user, password: NEW })).toBeLetIn();
  });

  it('takes a password that is refused for nothing: the link can still be used', async () => {
    const user = await aUser();
    const code = await aCodeFor(user);

    const answer = await reset(code, user, { body: { resetPasswordToken: code, password: 'Short-1x' } });

    expect(answer).toFailWith({ status: 400, code: 'PASSWORD_POLICY', field: 'password' });
    expect((await reset(code, user)).status).toBe(200);
  });

  it('takes a token once, of any number at the same time', async () => {
    const user = await aUser();
    const code = await aCodeFor(user);

    const answers = await Promise.all(Array.from({ length: 6 }, () => reset(code, user)));

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(5);
  });

  it('takes no token that Strapi itself keeps as it is', async () => {
    const user = await aUser();
    await call(`strapi.db.connection('admin_users').where({ id: ${user.adminUserId} }).update({
      reset_password_token: 'plain', reset_password_token_expires_at: new Date(Date.now() + 600000) })`);

    expectRefused(await reset('plain', user));
  });

  it('takes a token once', async () => {
    const user = await aUser();
    const code = await aCodeFor(user);
    expect((await reset(code, user)).status).toBe(200);

    expectRefused(await reset(code, user));
  });

  it('lets nobody else’s session go for it', async () => {
    const [user, other] = [await aUser(), await aUserAtWork()];

    await reset(await aCodeFor(user), user);

    expect((await http.get('/admin/users/me', { token: other.token, from: other.from })).status).toBe(200);
  });

  const meanwhile: [
    string,
    Reason,
    (user: Person) => Promise<unknown>,
    (user: Person) => Promise<unknown>,
  ][] = [
    [
      'locked by guessing',
      'auto-locked',
      (user) => shared.failAtOnce(user, 10),
      (user) => act(user, 'unlock'),
    ],
    [
      'out of their dates',
      'expired',
      async (user) => change(user, { validTo: await fromNow(-DAY) }),
      (user) => change(user, { validTo: null }),
    ],
    [
      'kept to another address',
      'address-not-allowed',
      (user) => addRule({ scope: 'user', user: user.id, range: OFFICE }),
      () => sql('DELETE FROM ??', ['gatehouse_ip_rules']),
    ],
  ];

  it.each(meanwhile)(
    'refuses who was %s after the mail, and leaves the password as it was',
    async (_, reason, shut, open) => {
      const user = await aUser();
      const code = await aCodeFor(user);
      const { password } = await nativeOf(user);
      await shut(user);

      const answer = await reset(code, user);

      expectRefused(answer);
      expect(await refusals(user)).toMatchObject([
        { realm: 'panel', outcome: 'failure', reason, method: 'reset-password', ip: user.from },
      ]);
      expect((await nativeOf(user)).password).toBe(password);
      expect(
        await sql('SELECT * FROM ?? WHERE ?? = ?', ['strapi_sessions', 'user_id', String(user.adminUserId)]),
      ).toEqual([]);
      await open(user);
      expect((await reset(code, user)).status).toBe(200);
    },
  );

  it.each<[string, (user: Person) => Promise<unknown>, (user: Person) => Promise<unknown>]>([
    ['suspended', (user) => act(user, 'suspend'), (user) => act(user, 'enable')],
    ['disabled', (user) => act(user, 'disable'), (user) => act(user, 'enable')],
    ['locked by an admin', (user) => act(user, 'lock'), (user) => act(user, 'unlock')],
    [
      'locked with others',
      ({ id }) => gatehouse.post('/users/bulk', { body: { ids: [id], action: 'lock' } }),
      (user) => act(user, 'unlock'),
    ],
    [
      'switched off in Strapi’s own page',
      async ({ adminUserId }) =>
        http.put(`/admin/users/${adminUserId}`, { token: await superAdmin(), body: { isActive: false } }),
      (user) => act(user, 'enable'),
    ],
    ['given another address', (user) => change(user, { email: anEmail('moved') }), async () => undefined],
    [
      'given another password',
      (user) => act(user, 'set-password', { password: 'Given-By-Admin-3' }),
      async () => undefined,
    ],
    [
      'given another password in Strapi’s own page',
      async ({ adminUserId }) =>
        http.put(`/admin/users/${adminUserId}`, {
          token: await superAdmin(),
          body: { password: 'Given-By-Admin-3' },
        }),
      async () => undefined,
    ],
  ])('kills the link of who is %s after the mail, for good', async (_, shut, open) => {
    const user = await aUser();
    const code = await aCodeFor(user);
    await shut(user);

    expectRefused(await reset(code, user));

    expect(await linksOf(user)).toEqual([]);
    await open(user);
    expectRefused(await reset(code, user));
  });

  it('refuses who was made API-only after the mail: the token is gone with the password', async () => {
    const user = await aUser();
    const code = await aCodeFor(user);

    await change(user, { type: 'api-only' });

    expectRefused(await reset(code, user));
    expect((await nativeOf(user)).password).toBeNull();
    await change(user, { type: 'panel' });
    expectRefused(await reset(code, user));
  });

  it('answers a token that nobody has like one that is refused, and records no user', async () => {
    const user = await aUser();
    const code = await aCodeFor(user);
    await change(user, { validTo: await fromNow(-DAY) });

    const [refused, unknown] = [await reset(code, user), await reset('f'.repeat(43), user)];

    expectRefused(unknown);
    expect(unknown.body).toEqual(refused.body);
  });

  it('takes no token that has run out, nor a password that is too weak', async () => {
    const user = await aUser();
    const code = await aCodeFor(user);

    expect((await reset(code, user, { body: { resetPasswordToken: code, password: 'short' } })).status).toBe(
      400,
    );
    await clock.advance(HOUR + 1_000);
    expect((await reset(code, user)).status).toBe(400);
    expect(await signIn(user)).toBeLetIn();
  });

  it.each([
    ['null', null],
    ['empty', ''],
    ['missing', undefined],
    ['an object', { $ne: null }],
    ['a condition', { $notNull: true }],
    ['a list', [null]],
    ['a truth', true],
  ])('takes no token that is %s', async (_, token) => {
    const user = await aUser();
    const { password } = await nativeOf(user);
    await aCodeFor(user);

    expect((await reset(token, user)).status).toBe(400);
    expect((await nativeOf(user)).password).toBe(password);
  });

  it.each([['select', 'gatehouse_users']])(
    'resets nothing while %s of %s cannot be asked, and the same token does afterwards',
    async (verb, table) => {
      const user = await aUser();
      const code = await aCodeFor(user);

      const answer = await whileBroken(verb, table, () => reset(code, user));

      expect(answer).toFailWith({ status: 503, code: 'ACCESS_UNKNOWN' });
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(JSON.stringify(answer.body)).not.toContain('broken by a test');
      expect((await reset(code, user)).status).toBe(200);
    },
  );
});

describe('the invitation', () => {
  type Invited = { id: number; email: string; adminUserId: number; from: string; invitation: string };

  const anInvitation = async (): Promise<Invited> => {
    const email = anEmail('invited');
    const { body } = succeed(
      await http.post('/admin/users', {
        token: await superAdmin(),
        body: { email, firstname: 'Ada', roles: [await roleId('strapi-editor')] },
      }),
      201,
    );
    const { id } = await entryOf(email);
    const { id: adminUserId, registrationToken: invitation } = body.data;
    return { id, email, from: anAddress(), adminUserId: Number(adminUserId), invitation };
  };
  const accept = ({ invitation, from }: Pick<Invited, 'invitation' | 'from'>, more: object = {}) =>
    http.post('/admin/register', {
      body: {
        registrationToken: invitation,
        userInfo: { firstname: 'Ada', lastname: 'Byron', password: NEW },
      },
      from,
      ...more,
    });
  const expectRefused = (answer: Answer) => {
    expect(answer.status).toBe(400);
    expect(answer.body.data).toBeNull();
    expect(answer.headers.getSetCookie()).toEqual([]);
  };

  it('lets a user in by being accepted, who had no access before', async () => {
    const invited = await anInvitation();
    expect(await read(invited)).toMatchObject({ status: 'provisioned' });
    expect(await signIn({ ...invited, password: NEW })).toBeRefusedAs('not-provisioned');
    const browser = aBrowser();

    const answer = await accept(invited, { browser });

    expect(answer.status).toBe(200);
    const { token } = answer.body.data;
    expect((await http.get('/admin/users/me', { token, from: invited.from })).body.data.email).toBe(
      invited.email,
    );
    expect((await http.post('/admin/access-token', { browser, from: invited.from })).status).toBe(200);
    expect(await read(invited)).toMatchObject({ status: 'active', firstname: 'Ada', lastname: 'Byron' });
    expect(await signIn({ ...invited, password: NEW })).toBeLetIn();
    expectRefused(await accept(invited));
  });

  it.each<[string, (invited: Invited) => Promise<unknown>, (invited: Invited) => Promise<unknown>]>([
    ['locked', (invited) => act(invited, 'lock'), (invited) => act(invited, 'unlock')],
    [
      'suspended after access was allowed',
      async (invited) => {
        await act(invited, 'allow-access');
        await act(invited, 'suspend');
      },
      (invited) => act(invited, 'enable'),
    ],
    ['disabled', (invited) => act(invited, 'disable'), (invited) => act(invited, 'enable')],
    [
      'API-only',
      (invited) => change(invited, { type: 'api-only' }),
      (invited) => change(invited, { type: 'panel' }),
    ],
  ])('is void of who is %s, and stays so', async (_, shut, open) => {
    const invited = await anInvitation();
    await shut(invited);
    expectRefused(await accept(invited));
    await open(invited);

    expectRefused(await accept(invited));

    expect(await nativeOf(invited)).toMatchObject({ password: null });
    expect(
      await sql('SELECT * FROM ?? WHERE ?? = ?', ['strapi_sessions', 'user_id', String(invited.adminUserId)]),
    ).toEqual([]);
  });

  it.each<[string, Reason, (invited: Invited) => Promise<unknown>, (invited: Invited) => Promise<unknown>]>([
    [
      'not to come in before a day to come',
      'not-yet-valid',
      async (invited) => change(invited, { validFrom: await fromNow(DAY) }),
      () => clock.advance(DAY + 1_000),
    ],
    [
      'kept to another address',
      'address-not-allowed',
      (invited) => addRule({ scope: 'user', user: invited.id, range: OFFICE }),
      () => sql('DELETE FROM ??', ['gatehouse_ip_rules']),
    ],
  ])('lets nobody in by it who is %s, and does when they no longer are', async (_, reason, shut, open) => {
    const invited = await anInvitation();
    await shut(invited);

    expectRefused(await accept(invited));

    expect(await attemptsOf(invited)).toMatchObject([
      { realm: 'panel', outcome: 'failure', reason, method: 'invitation', ip: invited.from },
    ]);
    expect(await nativeOf(invited)).toMatchObject({ password: null });
    expect(
      await sql('SELECT * FROM ?? WHERE ?? = ?', ['strapi_sessions', 'user_id', String(invited.adminUserId)]),
    ).toEqual([]);
    await open(invited);
    expect((await accept(invited)).status).toBe(200);
  });

  it('lets nobody in by a token that nobody has, or none', async () => {
    const user = await aUser();
    await sql('UPDATE ?? SET ?? = NULL WHERE ?? = ?', [
      'admin_users',
      'registration_token',
      'id',
      user.adminUserId,
    ]);

    for (const invitation of ['f'.repeat(40), '', null, { $null: true }, { $ne: 'x' }, [null]]) {
      expectRefused(await accept({ invitation: invitation as string, from: user.from }));
    }
    expect(await signIn(user)).toBeLetIn();
    expect(await signIn(wrongly(user))).toBeRefusedAs('wrong-password');
  });

  it('lets nobody in by it while access cannot be asked about', async () => {
    const invited = await anInvitation();

    const answer = await whileBroken('select', 'gatehouse_users', () => accept(invited));

    expect(answer).toFailWith({ status: 503, code: 'ACCESS_UNKNOWN' });
    expect(JSON.stringify(answer.body)).not.toContain('broken by a test');
    expect((await accept(invited)).status).toBe(200);
  });
});
