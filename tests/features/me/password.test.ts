import { mailbox } from '../../support/mailbox';
import { MINUTE, shared, succeed, TRIES, type Person } from '../vocabulary';

const {
  act,
  aRole,
  aUserAtWork,
  attemptsOf,
  clock,
  failAtOnce,
  gatehouse,
  http,
  putBack,
  read,
  signIn,
  sql,
} = shared;

afterEach(putBack);

const NEW = 'Another-Battery-Staple-9';

type AtWork = Person & { token: string };
const changeTo = (password: string, { token, from, ...person }: AtWork, currentPassword = person.password) =>
  gatehouse.post('/me/password', { token, from, body: { currentPassword, password } });
const isOpen = async ({ token, from }: { token?: string | undefined; from: string }) =>
  (await http.get('/admin/users/me', { token: token as string, from })).status === 200;

it('changes, for who knows the present one and has no permission at all', async () => {
  const ada = await aUserAtWork({ roles: [(await aRole()).id] });

  const answer = succeed(await changeTo(NEW, ada));

  expect(answer.body.data).toMatchObject({ id: ada.id, mustChangePassword: false });
  expect(await signIn({ ...ada, password: NEW })).toBeLetIn();
  expect(await signIn(ada)).toBeRefusedAs('wrong-password');
  const log = await gatehouse.get(`/users/${ada.id}/log`);
  expect(log.body.data[0]).toMatchObject({ action: 'password-changed', actor: { id: ada.adminUserId } });
  expect(JSON.stringify([log.body, answer.body])).not.toMatch(/\$2[aby]\$|Staple|Correct-Horse/);
});

it('ends the other sessions, and goes on with the present one however often it was renewed', async () => {
  const ada = await aUserAtWork();
  const renew = () => http.post('/admin/access-token', { browser: ada.browser, from: ada.from });
  const renewed = { ...ada, token: (await renew()).body.data.token as string };
  const other = { ...ada, ...(await signIn(ada)) };
  const bystander = await aUserAtWork();

  // The older of two tokens that are good at the same time.
  succeed(await changeTo(NEW, ada));

  expect(await Promise.all([ada, renewed, other, bystander].map(isOpen))).toEqual([true, true, false, true]);
  expect((await renew()).status).toBe(200);
  expect((await http.post('/admin/access-token', { browser: other.browser, from: ada.from })).status).toBe(
    401,
  );
});

it('lets a user who has to choose a new one go on with it', async () => {
  const ada = await aUserAtWork();
  await sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', [
    'gatehouse_users',
    'credential',
    'must-change',
    'id',
    ada.id,
  ]);
  const { token, from } = ada;
  expect(succeed(await gatehouse.get('/me', { token, from })).body.data.mustChangePassword).toBe(true);

  expect(succeed(await changeTo(NEW, ada)).body.data.mustChangePassword).toBe(false);

  expect((await read(ada)).status).toBe('active');
  expect(await isOpen(ada)).toBe(true);
});

it('kills a reset link that is under way', async () => {
  const ada = await aUserAtWork();
  await act(ada, 'send-reset-email');
  const [, token] = /#code=([\w-]{43})/.exec((await mailbox.nextMailTo(ada.email)).text) ?? [];
  const read = () => http.post('/gatehouse/links/read', { body: { token }, from: ada.from });
  expect((await read()).status).toBe(200);

  succeed(await changeTo(NEW, ada));

  expect(await read()).toFailWith({ status: 400, code: 'LINK_INVALID' });
});

describe('without the present one', () => {
  it('changes nothing, says so beside the field, and stands in the history', async () => {
    const ada = await aUserAtWork();

    const answer = await changeTo(NEW, ada, 'Wrong-Horse-7');

    expect(answer).toFailWith({ status: 400, code: 'WRONG_PASSWORD', field: 'currentPassword' });
    expect((await read(ada)).failedTries).toBe(1);
    expect((await attemptsOf(ada))[0]).toMatchObject({
      outcome: 'failure',
      reason: 'wrong-password',
      method: 'password-change',
      ip: ada.from,
    });
    expect(await signIn(ada)).toBeLetIn();
  });

  it('is compared no more often than there are tries, however many guess at once', async () => {
    const ada = await aUserAtWork();

    const answers = await Promise.all(
      Array.from({ length: 3 * TRIES }, (_, turn) => changeTo(NEW, ada, `Wrong-Horse-${turn}`)),
    );

    const codes = answers.map(({ body }) => body.error.details.code);
    expect(codes.filter((code) => code === 'WRONG_PASSWORD')).toHaveLength(TRIES);
    expect(codes.filter((code) => code === 'TOO_MANY_TRIES')).toHaveLength(2 * TRIES);
    expect((await read(ada)).status).toBe('auto-locked');
    // Nor is the right one looked at, until the lock has run out. The session stays: a stranger may have guessed.
    const refused = await changeTo(NEW, ada);
    expect(refused).toFailWith({ status: 429, code: 'TOO_MANY_TRIES' });
    expect(refused.headers.get('retry-after')).toMatch(/^(8\d\d|900)$/);
    expect(await isOpen(ada)).toBe(true);
    await clock.advance(16 * MINUTE);
    succeed(await changeTo(NEW, ada));
  });

  it('takes the tries of the sign-in, and gives one back for the right one', async () => {
    const ada = await aUserAtWork();
    await failAtOnce(ada, TRIES - 1);

    expect(await changeTo('short', ada)).toFailWith({ status: 400, code: 'PASSWORD_POLICY' });
    expect((await read(ada)).failedTries).toBe(TRIES - 1);
    expect(await changeTo(NEW, ada, 'Wrong-Horse-7')).toFailWith({ status: 400, code: 'WRONG_PASSWORD' });
    expect(await changeTo(NEW, ada)).toFailWith({ status: 429, code: 'TOO_MANY_TRIES' });
  });
});

it('refuses what the policy does, and leaves the present one and every session', async () => {
  const ada = await aUserAtWork();
  const other = { ...ada, ...(await signIn(ada)) };

  const answer = await changeTo('short', ada);

  expect(answer).toFailWith({ status: 400, code: 'PASSWORD_POLICY', field: 'password' });
  expect(await isOpen(other)).toBe(true);
  expect(await signIn(ada)).toBeLetIn();
});

it('is one change of two at once', async () => {
  const ada = await aUserAtWork();

  const answers = await Promise.all([changeTo(NEW, ada), changeTo('Yet-Another-Battery-1', ada)]);

  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  const password = statuses[0] === 200 ? NEW : 'Yet-Another-Battery-1';
  expect(await signIn({ ...ada, password })).toBeLetIn();
});

it('does not bring in again who was shut out meanwhile', async () => {
  const ada = await aUserAtWork();

  const [answer] = await Promise.all([changeTo(NEW, ada), act(ada, 'lock', { reason: 'under suspicion' })]);

  expect([200, 400, 401]).toContain(answer.status);
  expect((await read(ada)).status).toBe('locked-by-admin');
  expect(await isOpen(ada)).toBe(false);
});
