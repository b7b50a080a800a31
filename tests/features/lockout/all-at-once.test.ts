import { anAddress, shared, TRIES } from '../vocabulary';

const { aUser, attemptsOf, counter, failToSignIn, http, putBack, read, setPolicy, signIn, sql, wrongly } =
  shared;

afterEach(putBack);

const MANY = 200;

it('looks at no more passwords than there are tries, however many come at once, and records every one', async () => {
  const user = await aUser({ isAtFullCost: true });
  // From as many addresses, so that what stops them is the user's own tries.
  const guess = (password: string) =>
    http.post('/admin/login', { body: { email: user.email, password }, from: anAddress() });
  const isRight = (turn: number) => turn >= 150 && turn % 10 === 0;

  let answers: Awaited<ReturnType<typeof guess>>[] = [];
  const comparisons = await counter.comparisonsDuring(async () => {
    answers = await Promise.all(
      Array.from({ length: MANY }, (_, turn) => guess(isRight(turn) ? user.password : `Wrong-${turn}-Horse`)),
    );
  });

  expect(comparisons).toBeLessThanOrEqual(TRIES);
  expect(answers.map(({ status }) => status)).toEqual(Array(MANY).fill(400));
  expect(await attemptsOf(user)).toHaveLength(MANY);
  expect(new Set((await attemptsOf(user)).map(({ outcome }) => outcome))).toEqual(new Set(['failure']));
  expect(await read(user)).toMatchObject({ status: 'auto-locked', failedTries: TRIES });
  const [row] = await sql('SELECT ?? FROM ?? WHERE ?? = ?', ['auto_locks', 'gatehouse_users', 'id', user.id]);
  expect(Number(row?.auto_locks)).toBe(1);
  expect(await signIn(user)).toBeRefusedAs('auto-locked');
});

it('lets in everybody who knows the password, however many come at once', async () => {
  await setPolicy({ lockout: { maxFailedTries: 20 } });
  const user = await aUser({ isAtFullCost: true });

  const answers = await Promise.all(
    Array.from({ length: 15 }, () =>
      http.post('/admin/login', { body: { email: user.email, password: user.password }, from: user.from }),
    ),
  );

  expect(answers.map(({ status }) => status)).toEqual(Array(15).fill(200));
  expect(await read(user)).toMatchObject({ status: 'active', failedTries: 0 });
});

it('keeps out who is suspended while the password is being compared', async () => {
  const user = await aUser({ isAtFullCost: true });
  await shared.call(`(() => {
    const passwords = strapi.plugin('gatehouse').service('passwords');
    const { compare } = passwords;
    const gate = new Promise((open) => { passwords.open = open; });
    passwords.compare = async (...args) => { passwords.isAsked = true; await gate; passwords.compare = compare; return compare(...args); };
  })()`);
  const trying = signIn(user);
  while (!(await shared.call(`strapi.plugin('gatehouse').service('passwords').isAsked`)));

  await shared.act(user, 'suspend');
  await shared.call(`strapi.plugin('gatehouse').service('passwords').open()`);

  expect(await trying).toBeRefusedAs('suspended');
});

describe('where the database ends the lock in favour of another statement', () => {
  /** As MariaDB says it, so many times. */
  const endNext = (count: number) =>
    shared.call(`strapi.faults.before('deadlock', /locked_until. = [?$]\\d*, .auto_locks/, (_run, turn) => {
      if (turn <= ${count})
        throw Object.assign(new Error('Deadlock found'), { code: 'ER_LOCK_DEADLOCK' });
    })`);
  afterEach(() => shared.call(`strapi.faults.end('deadlock')`));

  const aUserWithOneTry = async () => {
    const user = await aUser();
    await failToSignIn(user, TRIES - 1);
    return user;
  };

  it('locks all the same', async () => {
    const user = await aUserWithOneTry();
    await endNext(2);

    expect(await signIn(wrongly(user))).toBeRefusedAs('wrong-password');

    expect((await read(user)).status).toBe('auto-locked');
  });

  it('lets nobody in for want of an answer', async () => {
    const user = await aUserWithOneTry();
    await endNext(5);

    const answer = await signIn(wrongly(user));

    expect([answer.status, answer.token]).toEqual([503, undefined]);
    expect(await signIn(user)).toBeRefusedAs('too-many-tries');
  });
});
