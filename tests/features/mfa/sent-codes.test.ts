import { randomInt } from 'node:crypto';

import type { SentKind } from '../../../shared/constants';
import { mailbox, smsGateway } from '../../support';
import { vocabularyAt } from '../../support/vocabulary';
import { aBrowser, gatehouseAt, type Person, shared, startStrapi, succeed } from '../vocabulary';
import { mfaAt, type Started } from './vocabulary';

const { aUserAtWork, call, change, clock, gatehouse, http, putBack, read, setPolicy, signIn, sql } = shared;
const { askCode, aUserWithAnApp, complete, enrol, factorsOf, isIn, own, start } = mfaAt(shared);
const { beGateway, latestSmsTo, smsTo } = smsGateway;

const MINUTE = 60_000;
const KINDS: SentKind[] = ['mail', 'sms'];
const useAll = () => setPolicy({ mfa: { methods: ['totp', 'passkey', 'mail', 'sms'] } });
/** A number of its own for each user; of this network's every one is valid. */
const aMobile = () => `+49151${String(randomInt(10 ** 8)).padStart(8, '0')}`;

beforeEach(useAll);
afterEach(async () => {
  await beGateway('works');
  await putBack();
});

type Reached = Person & { token: string; mobile: string };
const aReachableUser = async (): Promise<Reached> => {
  const user = await aUserAtWork();
  const mobile = aMobile();
  await change(user, { mobile });
  return { ...user, mobile };
};

/** The code that arrived as the so-manieth at the user's address or mobile. */
const theCode = async ({ email, mobile }: Reached, kind: SentKind, turn = 1): Promise<string> => {
  const text = kind === 'sms' ? (await latestSmsTo(mobile, turn)).text : (await nextCodeMail(email)).text;
  return /\b\d{6}\b/.exec(text)?.[0] as string;
};
const nextCodeMail = async (email: string) => {
  for (;;) {
    const mail = await mailbox.nextMailTo(email);
    if (mail.text.includes('Code: ')) return mail;
  }
};

const setUpCode = async (user: Reached, kind: SentKind) => {
  succeed(await own(user).post('/code', { password: user.password, kind }));
  const code = await theCode(user, kind);
  return succeed(await own(user).post('/code/confirm', { kind, code })).body.data;
};
const aUserWithCodes = async (kind: SentKind) => {
  const user = await aReachableUser();
  await setUpCode(user, kind);
  return user;
};

describe.each(KINDS)('codes by %s', (kind) => {
  it('are set up with the password and a first code, and let in then', async () => {
    const user = await aReachableUser();
    const target = kind === 'mail' ? user.email : user.mobile;
    expect((await own(user).post('/code', { password: 'Wrong-Horse-7', kind })).body.error.details.code).toBe(
      'WRONG_PASSWORD',
    );
    const begun = succeed(await own(user).post('/code', { password: user.password, kind })).body.data;
    expect(begun).toEqual({ sentTo: target, expiresAt: expect.any(String) });
    const first = await theCode(user, kind);
    expect(JSON.stringify(await factorsOf(user))).not.toContain(first);
    expect((await read(user)).mfaEnabled).toBe(false);

    const confirmed = succeed(await own(user).post('/code/confirm', { kind, code: first })).body.data;

    expect(confirmed.mfa).toMatchObject({ isEnabled: true, factors: [{ kind, name: target }] });
    expect(confirmed.recoveryCodes).toHaveLength(10);
    const step = await start(user);
    expect(step.challenge).toMatchObject({ kind: 'mfa', methods: [kind, 'recovery-code'] });
    const sent = succeed(await askCode(step, kind)).body.data;
    expect(sent.sentTo).toBe(kind === 'mail' ? `${target[0]}•••@example.test` : `•••${target.slice(-2)}`);
    const done = await complete(step, { method: kind, code: await theCode(user, kind, 2) });
    expect(await isIn(done.body.data.token, user.from)).toBe(true);
    const [factor] = (await own({ ...user, token: done.body.data.token }).get('')).body.data.factors;
    expect(factor.lastUsedAt).not.toBeNull();
  });

  it('work for the step they were sent for alone, the latest of them, and once', async () => {
    const user = await aUserWithCodes(kind);
    const early = await start(user);
    succeed(await askCode(early, kind));
    const first = await theCode(user, kind, 2);
    succeed(await askCode(early, kind));
    const second = await theCode(user, kind, 3);
    if (first !== second)
      expect((await complete(early, { method: kind, code: first })).body.error.details.code).toBe(
        'WRONG_CODE',
      );
    const late = await start(user);
    expect((await complete(late, { method: kind, code: second })).status).toBe(400);
    succeed(await askCode(late, kind));
    const code = await theCode(user, kind, 4);

    const answers = await Promise.all([1, 2, 3, 4].map(() => complete(late, { method: kind, code })));

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('are guesses as passwords are', async () => {
    const user = await aUserWithCodes(kind);
    await setPolicy({ lockout: { maxFailedTries: 3 } });
    const step = await start(user);
    succeed(await askCode(step, kind));
    const code = await theCode(user, kind, 2);
    const wrong = code === '000000' ? '000001' : '000000';

    for (let guess = 0; guess < 3; guess += 1) await complete(step, { method: kind, code: wrong });

    expect((await read(user)).status).toBe('auto-locked');
    expect((await complete(step, { method: kind, code })).body.error.details.code).toBe('SIGN_IN_REFUSED');
  });

  it('are sent to the browser of the sign-in alone, and not more than a few times', async () => {
    const user = await aUserWithCodes(kind);
    const step = await start(user);
    expect((await askCode({ ...step, browser: aBrowser() }, kind)).body.error.details.code).toBe(
      'CHALLENGE_INVALID',
    );

    const answers = await Promise.all(Array.from({ length: 8 }, () => askCode(step, kind)));

    // Two of six were taken when they were set up.
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(4);
    expect(refused[0]?.body.error.details.code).toBe('TOO_MANY_CODES');
    expect(refused[0]?.headers.get('retry-after')).toMatch(/^(8\d\d|900)$/);
  });

  it('cannot be guessed while they are set up', async () => {
    const user = await aReachableUser();
    succeed(await own(user).post('/code', { password: user.password, kind }));
    const code = await theCode(user, kind);
    const wrong = code === '000000' ? '000001' : '000000';
    const guess = (typed: string) => own(user).post('/code/confirm', { kind, code: typed });

    const answers = await Promise.all(Array.from({ length: 8 }, () => guess(wrong)));

    expect(answers.filter(({ body }) => body.error.details.code === 'WRONG_CODE')).toHaveLength(5);
    expect((await guess(code)).body.error.details.code).toBe('TOO_MANY_CODES');
  });

  it('are over with the step', async () => {
    const user = await aUserWithCodes(kind);
    const step = await start(user);
    succeed(await askCode(step, kind));
    const code = await theCode(user, kind, 2);
    await clock.advance(6 * MINUTE);

    expect((await complete(step, { method: kind, code })).body.error.details.code).toBe('CHALLENGE_INVALID');
  });

  it('live five minutes where they are set up, too', async () => {
    const user = await aReachableUser();
    const begun = succeed(await own(user).post('/code', { password: user.password, kind })).body.data;
    const code = await theCode(user, kind);
    const until = new Date(begun.expiresAt).getTime();
    expect(until - (await clock.now()).getTime()).toBeLessThanOrEqual(5 * MINUTE);
    await clock.advance(5 * MINUTE);

    expect((await own(user).post('/code/confirm', { kind, code })).body.error.details.code).toBe(
      'WRONG_CODE',
    );
    expect((await read(user)).mfaEnabled).toBe(false);
  });

  it('are not handed on to a later sign-in that sets them up', async () => {
    const user = await aReachableUser();
    await gatehouse.post(`/users/${user.id}/mfa-requirement`, { body: { requirement: 'enforced' } });
    succeed(await enrol(await start(user), kind));
    const code = await theCode(user, kind);
    await clock.advance(4 * MINUTE);
    const later = await start(user);
    await clock.advance(MINUTE);

    expect((await complete(later, { method: kind, code })).body.error.details.code).toBe('WRONG_CODE');
  });

  it('are no code of another kind', async () => {
    const user = await aUserWithCodes(kind);
    const other = kind === 'mail' ? 'sms' : 'mail';
    const step = await start(user);
    expect((await askCode(step, other)).body.error.details.code).toBe('CHALLENGE_INVALID');
    succeed(await askCode(step, kind));
    const code = await theCode(user, kind, 2);

    for (const method of [other, 'totp', 'recovery-code'] as const)
      expect((await complete(step, { method, code })).status).toBe(400);
    expect((await complete(step, { method: kind, code })).status).toBe(200);
  });

  it('go where the user has shown to read them, whatever the record says since', async () => {
    const user = await aUserWithCodes(kind);
    const elsewhere = kind === 'mail' ? { email: `new.${user.email}` } : { mobile: aMobile() };
    await change(user, elsewhere);
    const step = await start({ ...user, ...('email' in elsewhere && { email: elsewhere.email }) });

    succeed(await askCode(step, kind));

    expect((await complete(step, { method: kind, code: await theCode(user, kind, 2) })).status).toBe(200);
  });

  it('are replaced, not doubled, by another set-up', async () => {
    const user = await aUserWithCodes(kind);
    succeed(await own(user).post('/code', { password: user.password, kind }));
    succeed(await own(user).post('/code/confirm', { kind, code: await theCode(user, kind, 2) }));

    expect(await factorsOf(user)).toHaveLength(1);
  });

  it('are set up as a step of the sign-in too', async () => {
    const user = await aReachableUser();
    await gatehouse.post(`/users/${user.id}/mfa-requirement`, { body: { requirement: 'enforced' } });
    const step = await start(user);
    expect(step.challenge).toMatchObject({ kind: 'enrol-mfa', kinds: ['totp', 'mail', 'sms'] });
    succeed(await enrol(step, kind));
    const code = await theCode(user, kind);

    const done = await complete(step, { method: kind, code });

    expect(done.body.meta.recoveryCodes).toHaveLength(10);
    expect(await isIn(done.body.data.token, user.from)).toBe(true);
    expect(await factorsOf(user)).toMatchObject([{ kind }]);
  });

  it('are neither offered nor taken where they are not in use', async () => {
    const user = await aUserWithCodes(kind);
    const newcomer = await aReachableUser();
    const step = await start(user);
    succeed(await askCode(step, kind));
    const code = await theCode(user, kind, 2);
    await setPolicy({ mfa: { methods: ['totp', 'passkey'] } });

    for (const refused of [
      await complete(step, { method: kind, code }),
      await askCode(step, kind),
      await own(newcomer).post('/code', { password: newcomer.password, kind }),
    ])
      expect(refused).toMatchObject({
        status: 400,
        body: { error: { details: { code: 'MFA_METHOD_OFF' } } },
      });
    expect((await start(user)).challenge.methods).toEqual(['recovery-code']);
    expect((await own(newcomer).get('')).body.data.canAdd).not.toContain(kind);
  });
});

describe('a mail with a code', () => {
  it('leaves no code in the log, and is not sent again', async () => {
    const user = await aUserWithCodes('mail');
    const { body } = await gatehouse.get(`/mails?filters[user][$eq]=${user.id}`);
    const mail = body.data.find(({ template }: { template: string }) => template === 'sign-in-code');

    expect(mail).toMatchObject({ status: 'sent', subject: expect.not.stringMatching(/\d{6}/) });
    const [row] = await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_mails', 'id', mail.id]);
    expect(row?.content).toBeNull();
    expect((await gatehouse.post(`/mails/${mail.id}/send-again`, { body: {} })).status).toBe(400);
  });

  it('that cannot leave is told at once', async () => {
    const user = await aUserWithCodes('mail');
    const step = await start(user);
    await mailbox.breakMailServer('rejects');
    const answer = await askCode(step, 'mail');
    await mailbox.mendMailServer();

    expect(answer).toMatchObject({ status: 503, body: { error: { details: { code: 'CODE_NOT_SENT' } } } });
  });
});

describe('an SMS', () => {
  it('is signed, says whose code it is, and binds it to the panel', async () => {
    const user = await aReachableUser();
    succeed(await own(user).post('/code', { password: user.password, kind: 'sms' }));

    const sms = await latestSmsTo(user.mobile);

    expect(sms.isSigned).toBe(true);
    expect(sms.text).toMatch(/^\d{6} is your code for .+\n\n@localhost #\d{6}$/s);
  });

  it('is sent once more where the gateway stumbles, by the same id', async () => {
    const user = await aReachableUser();
    await beGateway('stumbles');

    succeed(await own(user).post('/code', { password: user.password, kind: 'sms' }));

    const [first, second] = await smsTo(user.mobile);
    expect(second).toEqual(first);
  });

  it.each([
    ['rejects', 1],
    ['hangs', 3],
  ] as const)('that a gateway %s is told, and its code worth nothing', async (mood, tries) => {
    const user = await aReachableUser();
    await beGateway(mood);

    const answer = await own(user).post('/code', { password: user.password, kind: 'sms' });

    expect(answer).toMatchObject({ status: 503, body: { error: { details: { code: 'CODE_NOT_SENT' } } } });
    expect(await smsTo(user.mobile)).toHaveLength(tries);
    expect((await read(user)).mfaEnabled).toBe(false);
  });

  it('needs a mobile with its country code', async () => {
    const user = await aUserAtWork();
    const ask = () => own(user).post('/code', { password: user.password, kind: 'sms' });
    expect((await ask()).body.error.details.code).toBe('MOBILE_MISSING');
    await change(user, { mobile: '020 7946 0958' });

    expect((await ask()).body.error.details.code).toBe('MOBILE_MISSING');
  });
});

describe('the kinds in use', () => {
  it.each([
    [[], 'an app is always among them'],
    [['sms'], 'an app is always among them'],
    [['totp', 'totp'], 'each is there once'],
    [['totp', 'fax'], 'there is no such kind'],
  ])('cannot be %j: %s', async (methods) => {
    const { status, body } = await gatehouse.put('/policy', { body: { mfa: { methods } } });

    expect(status).toBe(400);
    expect(body.error.details.errors[0].path.slice(0, 2)).toEqual(['mfa', 'methods']);
  });

  it('hold SMS only where something sends them', async () => {
    await putBack();
    const sms = `strapi.config.get('plugin::gatehouse')`;
    await call(`(() => { const s = ${sms}; s.was = s.sms; s.sms = null; })()`);
    const { body } = await gatehouse.put('/policy', { body: { mfa: { methods: ['totp', 'sms'] } } });
    await call(`(() => { const s = ${sms}; s.sms = s.was; delete s.was; })()`);

    expect(body.error.details).toMatchObject({
      code: 'SMS_UNAVAILABLE',
      errors: [{ path: ['mfa.methods'] }],
    });
  });

  it('cannot be made fewer by who would have none left', async () => {
    const step = await aUserWithCodes('mail');
    const role = await shared.roleId('strapi-super-admin');
    await change(step, { roles: [role] });
    const { body } = await http.put('/gatehouse/policy', {
      token: await signedIn(await start(step), step),
      from: step.from,
      body: { mfa: { methods: ['totp'] } },
    });

    expect(body.error.details.code).toBe('OWN_FACTOR_FIRST');
    expect((await gatehouse.get('/policy')).body.data.mfa.methods).toContain('mail');
  });

  it('tell beforehand who would be left with recovery codes', async () => {
    const before = await leftWithout();
    await aUserWithCodes('mail');
    await aUserWithAnApp();

    expect(await leftWithout()).toBe(before + 1);
  });
});

const leftWithout = async (): Promise<number> =>
  succeed(
    await gatehouse.post('/policy/preview', { body: { mfa: { methods: ['totp'] } } }),
  ).body.data.effects.find(({ effect }: { effect: string }) => effect === 'users-left-with-recovery-codes')
    .after;

const signedIn = async (step: Started, user: Reached): Promise<string> => {
  succeed(await askCode(step, 'mail'));
  return (await complete(step, { method: 'mail', code: await theCode(user, 'mail') })).body.data.token;
};

it('stands in the log where that is what sends it, with a warning at the start', async () => {
  const server = await startStrapi({ config: { sms: { provider: 'log' } } });
  const words = gatehouseAt(vocabularyAt(() => server.url));
  const there = mfaAt(words);
  await words.setPolicy({ mfa: { methods: ['totp', 'sms'] } });
  const user = await words.aUserAtWork();
  await words.change(user, { mobile: '+447911123456' });

  succeed(await there.own(user).post('/code', { password: user.password, kind: 'sms' }));

  expect(server.output()).toContain('GH004');
  const code = /SMS to \+447911123456: (\d{6})/.exec(server.output())?.[1];
  expect((await there.own(user).post('/code/confirm', { kind: 'sms', code })).status).toBe(200);
  await server.stop();
});

it('is not gone round by the sign-in of somebody who was not asked', async () => {
  const user = await aUserWithCodes('mail');

  expect(await signIn(user)).not.toBeLetIn();
});
