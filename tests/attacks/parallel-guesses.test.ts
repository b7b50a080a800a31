import { randomBytes, randomUUID } from 'node:crypto';

import { anAddress, browserWith, shared, TRIES, type Answer } from '../features/vocabulary';

const { aUser, attemptsOf, change, counter, http, putBack, read, signIn } = shared;

afterEach(putBack);

const MANY = 120;

it('gives all spellings of a name, all cookies and all addresses together the tries of one user', async () => {
  const user = await aUser({ isAtFullCost: true });
  const userName = `Guessed ${user.id}`;
  await change(user, { userName });
  const spellings = [
    user.email,
    user.email.toUpperCase(),
    userName,
    userName.toUpperCase(),
    userName.toLowerCase(),
  ];
  const guess = (turn: number) =>
    http.post('/admin/login', {
      body: {
        email: spellings[turn % spellings.length],
        password: `Wrong-${turn}-Horse`,
        deviceId: randomUUID(),
      },
      from: anAddress(),
      browser: browserWith({ gatehouse_device: randomBytes(32).toString('base64url') }),
    });

  let answers: Answer[] = [];
  const comparisons = await counter.comparisonsDuring(async () => {
    answers = await Promise.all(Array.from({ length: MANY }, (_, turn) => guess(turn)));
  });

  expect(answers.map(({ status }) => status)).toEqual(Array(MANY).fill(400));
  expect(comparisons).toBe(TRIES);
  expect(await attemptsOf(user)).toHaveLength(MANY);
  expect(await read(user)).toMatchObject({ status: 'auto-locked', failedTries: TRIES });
});

it('keeps the tries of one user from those of another who is guessed at the same time', async () => {
  const users = await Promise.all(Array.from({ length: 8 }, () => aUser({ isAtFullCost: true })));
  const guesses = users.flatMap(({ email }) => Array.from({ length: TRIES - 1 }, () => email));

  const comparisons = await counter.comparisonsDuring(() =>
    Promise.all(
      guesses.map((email) =>
        http.post('/admin/login', { body: { email, password: 'Wrong-Horse-7' }, from: anAddress() }),
      ),
    ),
  );

  expect(comparisons).toBe(guesses.length);
  for (const user of users) {
    expect(await signIn(user)).toBeLetIn();
  }
});
