import { mailbox } from '../../support';
import { until } from '../doors/mailbox';
import { aBrowser, anAddress, HOUR, shared, succeed } from '../vocabulary';
import { mfaAt } from './vocabulary';

const { attemptsOf, clock, gatehouse, putBack, setPolicy, sql } = shared;
const { askCode, aUserWithAnApp, complete, nextCode, own, start } = mfaAt(shared);

afterEach(putBack);

/** The mail with that in its subject, once it has arrived. */
const mailAbout = ({ email }: { email: string }, subject: string) =>
  until(
    async () => (await mailbox.mailsTo(email)).find((mail) => mail.subject.startsWith(subject)),
    `a mail “${subject}”`,
  );

type User = Awaited<ReturnType<typeof aUserWithAnApp>>;

/** Whoever knows the password alone, and gets no further: each time a new browser. */
const begin = async (user: User, from = anAddress()) => start({ ...user, from });
const beginOften = async (user: User, times: number, from?: string) => {
  for (let turn = 0; turn < times; turn += 1) await begin(user, from);
};

it('leaves the step of a browser open while others begin theirs', async () => {
  const user = await aUserWithAnApp();
  const owner = await start(user, { browser: aBrowser() });

  await beginOften(user, 12, anAddress());

  expect((await complete(owner, { code: await nextCode(user.app) })).status).toBe(200);
});

it('lets two tabs of one browser go on, each with its own step', async () => {
  const user = await aUserWithAnApp();
  const browser = aBrowser();
  const [first, second] = [await start(user, { browser }), await start(user, { browser })];

  expect((await complete(first, { code: await nextCode(user.app) })).status).toBe(200);
  expect((await complete(second, { code: await nextCode(user.app) })).status).toBe(200);
});

it('voids no step of a browser that the user knows, from however many places strangers come', async () => {
  const user = await aUserWithAnApp();
  const owner = await start(user, { browser: user.browser });

  for (let turn = 0; turn < 60; turn += 10) await Promise.all(Array.from({ length: 10 }, () => begin(user)));

  const rows = await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_challenges', 'user_id', user.id]);
  expect(rows.length).toBeLessThanOrEqual(60);
  expect((await complete(owner, { code: await nextCode(user.app) })).status).toBe(200);
});

it('keeps a try of the address until the step is finished, so that a password cannot be tried out for nothing', async () => {
  const user = await aUserWithAnApp();
  await setPolicy({ throttle: { maxFailuresPerAddress: 3 } });
  const from = anAddress();

  for (let turn = 0; turn < 5; turn += 1) {
    const started = await start({ ...user, from });
    expect((await complete(started, { code: await nextCode(user.app) })).status).toBe(200);
  }
  await beginOften(user, 3, from);

  expect((await begin(user, from)).answer.attempt.reason).toBe('rate-limited');
  expect((await begin(user)).challenge.kind).toBe('mfa');
});

it('gives the try back where it was taken, whatever steps come between and wherever they are finished', async () => {
  const user = await aUserWithAnApp();
  await shared.act(user, 'force-password-change');
  await setPolicy({ throttle: { maxFailuresPerAddress: 2 } });
  const started = await start(user);
  const next = await complete(started, { code: await nextCode(user.app) });
  const { challenge } = next.body.error.details;
  succeed(await complete({ ...started, challenge, from: anAddress() }, { password: 'Violet-Anchor-42' }));

  const again = { ...user, password: 'Violet-Anchor-42' };
  await start(again);

  expect((await start(again)).challenge?.kind).toBe('mfa');
});

it('tells the user, once a day, that somebody seems to know their password', async () => {
  const user = await aUserWithAnApp();
  const told = async () =>
    succeed(await gatehouse.get(`/mails?filters[user][$eq]=${user.id}&pageSize=100`)).body.data.filter(
      ({ template }: { template: string }) => template === 'password-known',
    );
  await beginOften(user, 4);
  expect(await told()).toEqual([]);

  await Promise.all([begin(user), begin(user), begin(user)]);

  expect((await mailAbout(user, 'Somebody may know')).text).toContain('right password');
  await beginOften(user, 6);
  // All from one place: what was told makes room, and is remembered all the same.
  await beginOften(user, 12, anAddress());
  expect(await told()).toHaveLength(1);
  await clock.advance(24 * HOUR + 1);
  await beginOften(user, 5);
  expect((await attemptsOf(user))[0]?.reason).toBe('mfa-required');
  await until(async () => ((await told()).length === 2 ? true : undefined), 'second mail, a day later');
});

it('tells of none that was finished, nor of what the user begins in a browser of theirs', async () => {
  const user = await aUserWithAnApp();
  for (let turn = 0; turn < 6; turn += 1) {
    await start(user, { browser: user.browser });
    const started = await begin(user);
    succeed(await complete(started, { code: await nextCode(user.app) }));
  }

  const rows = await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_challenges', 'user_id', user.id]);
  expect(rows.map(({ told_at }) => told_at)).toEqual(rows.map(() => null));
});

it('leaves the user codes to be sent when strangers have asked for all of theirs', async () => {
  await setPolicy({ mfa: { methods: ['totp', 'mail'] } });
  const user = await aUserWithAnApp();
  succeed(await own(user).post('/code', { kind: 'mail', password: user.password }));
  const { text } = await mailAbout(user, 'Your code for');
  const [code] = /\d{6}/.exec(text) as unknown as [string];
  succeed(await own(user).post('/code/confirm', { kind: 'mail', code }));

  const statuses: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const stranger = await begin(user);
    for (let times = 0; times < 3; times += 1) statuses.push((await askCode(stranger, 'mail')).status);
  }

  // Of twelve two went to the set-up, which was done without the browser's cookie.
  expect(statuses.filter((status) => status === 200)).toHaveLength(10);
  const owner = await start(user, { browser: user.browser });
  expect((await askCode(owner, 'mail')).status).toBe(200);
});
