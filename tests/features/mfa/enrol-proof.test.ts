import { mailbox } from '../../support';
import { HOUR, MINUTE, type Person, shared, succeed } from '../vocabulary';
import { anAppWith, mfaAt, type Started } from './vocabulary';

const { act, aRole, aUser, aUserAtWork, call, clock, gatehouse, http, putBack, read, setPolicy, sql } =
  shared;
const { askCode, aUserWithAnApp, complete, enrol, isIn, own, start } = mfaAt(shared);

afterEach(async () => {
  await call(`(strapi.config.set('plugin::email.provider', 'nodemailer'), null)`);
  await putBack();
});

const withoutMail = () => call(`(strapi.config.set('plugin::email.provider', 'sendmail'), null)`);
const makeCode = ({ id }: { id: number }) => gatehouse.post(`/users/${id}/enrol-code`, { body: {} });
const aCodeFor = async (user: { id: number }): Promise<string> =>
  succeed(await makeCode(user)).body.data.code;

const aUserWhoLostTheirs = async () => {
  const user = await aUserWithAnApp();
  await act(user, 'reset-mfa', { reason: 'lost the phone' });
  return user;
};
const aUserWhoRemovedTheirs = async () => {
  const user = await aUserWithAnApp();
  const { data } = succeed(await own(user).get('')).body;
  succeed(await own(user).post(`/factors/${data.factors[0].id}/remove`, { password: user.password }));
  await gatehouse.post(`/users/${user.id}/mfa-requirement`, { body: { requirement: 'enforced' } });
  return user;
};
const codeMailedTo = async ({ email }: Person): Promise<string> => {
  for (;;) {
    const code = /Code: (\d{6})/.exec((await mailbox.nextMailTo(email)).text)?.[1];
    if (code) return code;
  }
};
const nextOf = (step: Started, answer: Awaited<ReturnType<typeof complete>>): Started => ({
  ...step,
  answer: answer as Started['answer'],
  challenge: answer.body?.error?.details?.challenge,
});
const setUpIn = async (step: Started) => {
  const { secret } = succeed(await enrol(step)).body.data;
  return complete(step, { code: anAppWith(secret).codeAt(await clock.now()) });
};

it('after a reset the password is not enough: a code by mail comes before the set-up', async () => {
  const user = await aUserWhoLostTheirs();
  const step = await start(user);
  expect(step.challenge).toMatchObject({ kind: 'enrol-proof', methods: ['mail', 'admin-code'] });
  for (const answer of [
    await enrol(step),
    await complete(step, { method: 'totp', code: '123456' }),
    await complete(step, { code: '123456' }),
    await askCode(step, 'sms'),
  ])
    expect(answer.status).toBe(400);
  expect(succeed(await askCode(step, 'mail')).body.data.sentTo).toMatch(/•••@/);
  const code = await codeMailedTo(user);

  const next = nextOf(step, await complete(step, { method: 'mail', code }));

  expect(next.challenge).toMatchObject({ kind: 'enrol-mfa' });
  expect((await complete(step, { method: 'mail', code })).status).toBe(400);
  const done = await setUpIn(next);
  expect(await isIn(done.body.data.token, user.from)).toBe(true);
  expect((await start(user)).challenge.kind).toBe('mfa');
});

it('is due at the next sign-in too, where the set-up was left', async () => {
  const user = await aUserWhoLostTheirs();
  const step = await start(user);
  const code = await aCodeFor(user);
  expect(nextOf(step, await complete(step, { method: 'admin-code', code })).challenge.kind).toBe('enrol-mfa');

  const again = await start(user);

  expect(again.challenge.kind).toBe('enrol-proof');
  expect((await complete(again, { method: 'admin-code', code })).body.error.details.code).toBe('WRONG_CODE');
});

it('is a guess as a password is', async () => {
  const user = await aUserWhoLostTheirs();
  const code = await aCodeFor(user);
  await setPolicy({ lockout: { maxFailedTries: 3 } });
  const step = await start(user);

  for (let guess = 0; guess < 3; guess += 1)
    await complete(step, { method: 'admin-code', code: 'AAAAAA-AAAAAA-AAAAAA-AAAAAA' });

  expect((await read(user)).status).toBe('auto-locked');
  expect((await complete(step, { method: 'admin-code', code })).body.error.details.code).toBe(
    'SIGN_IN_REFUSED',
  );
});

describe('the code of an administrator', () => {
  it('lets set up another one, once, of any number at the same time', async () => {
    const user = await aUserWhoLostTheirs();
    const code = await aCodeFor(user);
    const steps = [await start(user)];
    const answers = await Promise.all(
      [1, 2, 3].map(() => complete(steps[0] as Started, { method: 'admin-code', code })),
    );

    const gone = answers.filter(({ body }) => body.error.details.challenge?.kind === 'enrol-mfa');
    expect(gone).toHaveLength(1);
    const done = await setUpIn(nextOf(steps[0] as Started, gone[0] as (typeof answers)[number]));
    expect(await isIn(done.body.data.token, user.from)).toBe(true);
    expect((await makeCode(user)).body.error.details).toMatchObject({ reason: 'no-code-needed' });
  });

  it('is kept as a hash, stands in the log without itself, and ends after a day or with the next', async () => {
    const user = await aUserWhoLostTheirs();
    const first = await aCodeFor(user);
    const [row] = await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_users', 'id', user.id]);
    expect(JSON.stringify(row)).not.toContain(first);
    expect(JSON.stringify(row)).not.toContain(first.replaceAll('-', ''));
    const log = succeed(await gatehouse.get(`/users/${user.id}/log`)).body.data;
    expect(log[0]).toMatchObject({ action: 'enrol-code-made', actor: { name: 'First Admin' } });
    expect(JSON.stringify(log)).not.toContain(first);
    const second = await aCodeFor(user);
    const wrong = await complete(await start(user), { method: 'admin-code', code: first });
    expect(wrong.body.error.details.code).toBe('WRONG_CODE');
    expect(succeed(await gatehouse.get(`/users/${user.id}/mfa`)).body.data.enrolCodeUntil).not.toBeNull();
    await clock.advance(24 * HOUR + MINUTE);

    const late = await complete(await start(user), { method: 'admin-code', code: second });

    expect(late.body.error.details.code).toBe('WRONG_CODE');
    expect(succeed(await gatehouse.get(`/users/${user.id}/mfa`)).body.data.enrolCodeUntil).toBeNull();
  });

  it('is made with a fresh proof, for others, by who may manage them, and where one is needed', async () => {
    const user = await aUserWhoLostTheirs();
    const role = await aRole(['users.mfa', 'users.read']);
    const clerk = await aUserAtWork({ roles: [role.id] });
    const as = { token: clerk.token, from: clerk.from, body: {} };
    succeed(await http.post(`/gatehouse/users/${user.id}/enrol-code`, as));
    const boss = await aUser({ roles: ['strapi-super-admin'] });
    await sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', [
      'gatehouse_users',
      'mfa_lost_to',
      'admin',
      'id',
      boss.id,
    ]);
    await sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', [
      'gatehouse_users',
      'mfa_lost_to',
      'admin',
      'id',
      clerk.id,
    ]);
    const made = (id: number) => http.post(`/gatehouse/users/${id}/enrol-code`, as);
    expect(await made(boss.id)).toFailWith({ status: 403, code: 'SUPER_ADMIN_ONLY' });
    expect(await made(clerk.id)).toFailWith({ status: 400, code: 'OWN_USER' });
    expect(await made((await aUser()).id)).toFailWith({ status: 400, code: 'INVALID_TRANSITION' });
    expect(await made(2_000_000)).toFailWith({ status: 404, code: 'NOT_FOUND' });
    await clock.advance(61 * MINUTE);

    expect(await made(user.id)).toFailWith({ status: 403, code: 'STEP_UP_REQUIRED' });
  });

  it('is void with another reset', async () => {
    const user = await aUserWhoLostTheirs();
    const code = await aCodeFor(user);
    await act(user, 'reset-mfa');

    expect((await complete(await start(user), { method: 'admin-code', code })).status).toBe(400);
  });
});

describe('nobody is locked out', () => {
  it('who never had one: required of them, the password is enough to set the first one up', async () => {
    for (const afterLoss of ['mail-code', 'admin-code'] as const) {
      await setPolicy({ mfa: { afterLoss } });
      const user = await aUser();
      await gatehouse.post(`/users/${user.id}/mfa-requirement`, { body: { requirement: 'enforced' } });
      expect((await start(user)).challenge.kind).toBe('enrol-mfa');
      const other = await aUser();
      await act(other, 'reset-mfa');
      expect((await start(other)).challenge.kind).toBe('enrol-mfa');
    }
  });

  it('where no mail can be sent: who reset it gives a code, and who removed their own needs none', async () => {
    await withoutMail();
    const lost = await aUserWhoLostTheirs();
    const step = await start(lost);
    expect(step.challenge).toMatchObject({ kind: 'enrol-proof', methods: ['admin-code'] });
    expect((await askCode(step, 'mail')).body.error.details.code).toBe('MFA_METHOD_OFF');

    expect((await start(await aUserWhoRemovedTheirs())).challenge.kind).toBe('enrol-mfa');
  });

  it('on the server’s shell: the command that resets it prints a code', async () => {
    const user = await aUserWhoLostTheirs();
    const lines = await call<string[]>(
      `strapi.plugin('gatehouse').service('breakGlass').resetMfa('${user.email}')`,
    );
    const code = /until .+Z: ([\dA-Z-]+)$/.exec(lines.at(-1) ?? '')?.[1] ?? '';
    const step = await start(user);

    const next = nextOf(step, await complete(step, { method: 'admin-code', code }));

    expect((await setUpIn(next)).status).toBe(200);
  });
});

describe('the policy', () => {
  it('may leave it at the password, or at codes of administrators alone', async () => {
    const user = await aUserWhoRemovedTheirs();
    expect((await start(user)).challenge).toMatchObject({
      kind: 'enrol-proof',
      methods: ['mail', 'admin-code'],
    });
    await setPolicy({ mfa: { afterLoss: 'admin-code' } });
    expect((await start(user)).challenge).toMatchObject({ kind: 'enrol-proof', methods: ['admin-code'] });
    await setPolicy({ mfa: { afterLoss: 'password' } });
    const step = await start(user);
    expect(step.challenge.kind).toBe('enrol-mfa');
    expect((await makeCode(user)).status).toBe(400);

    // A step that was begun before asks for no less than one that is begun now.
    const { secret } = succeed(await enrol(step)).body.data;
    await setPolicy({ mfa: { afterLoss: 'mail-code' } });
    const code = anAppWith(secret).codeAt(await clock.now());
    expect((await complete(step, { code })).body.error.details.code).toBe('CHALLENGE_INVALID');
  });

  it('is asked about with how many it concerns', async () => {
    await aUserWhoLostTheirs();
    const { data } = succeed(
      await gatehouse.post('/policy/preview', { body: { mfa: { afterLoss: 'password' } } }),
    ).body;
    expect(data.effects).toMatchObject([{ effect: 'users-to-show-more', after: 0 }]);
    expect(data.effects[0].before).toBeGreaterThan(0);
  });

  it('does not ask of who may come in without a second factor', async () => {
    const user = await aUserWithAnApp();
    await act(user, 'remove-mfa');

    expect((await shared.signIn(user)).status).toBe(200);
    const { data } = succeed(
      await gatehouse.post('/access/explain', { body: { user: user.id, ip: '198.51.100.7' } }),
    ).body;
    expect(data.decision.outcome).toBe('allow');
  });
});
