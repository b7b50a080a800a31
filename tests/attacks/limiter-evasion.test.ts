import { anAddress, anEmail, shared, sharedUrl, TRIES } from './vocabulary';

const { aUser, attemptsOf, counter, http, putBack, read, setPolicy, signIn } = shared;

afterEach(putBack);

/** One sign-in as an attacker might write it down, so that it counts as something else. */
const bodies: [string, (email: string, turn: number) => { body: string; type?: string; query?: string }][] = [
  ['another case of the name', (email, turn) => json({ email: turn % 2 ? email.toUpperCase() : email })],
  [
    'further fields',
    (email, turn) =>
      json({ email, [`field${turn}`]: turn, username: `other${turn}`, identifier: `x${turn}` }),
  ],
  [
    'the name given twice',
    (email, turn) => ({
      body: `{"email":"other${turn}@example.test","email":"${email}","password":"Wrong-Horse-7"}`,
    }),
  ],
  ['the name in escapes', (email) => ({ body: json({ email }).body.replace(email, escaped(email)) })],
  [
    'a form',
    (email) => ({
      body: new URLSearchParams({ email, password: 'Wrong-Horse-7' }).toString(),
      type: 'application/x-www-form-urlencoded',
    }),
  ],
  ['another type of content', (email) => ({ ...json({ email }), type: 'application/vnd.api+json' })],
  [
    'another name in the query',
    (email, turn) => ({ ...json({ email }), query: `?email=other${turn}@example.test&x=${turn}` }),
  ],
];
const json = (body: object) => ({ body: JSON.stringify({ ...body, password: 'Wrong-Horse-7' }) });
const escaped = (text: string) =>
  [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

const send = (
  { body, type = 'application/json', query = '' }: ReturnType<(typeof bodies)[0][1]>,
  from: string,
) =>
  fetch(`${sharedUrl()}/admin/login${query}`, {
    method: 'POST',
    headers: { 'content-type': type, 'x-forwarded-for': from },
    body,
  });

it.each(bodies)('gives no more tries for %s', async (_, write) => {
  const user = await aUser();

  const comparisons = await counter.comparisonsDuring(() =>
    Promise.all(Array.from({ length: 3 * TRIES }, (_, turn) => send(write(user.email, turn), anAddress()))),
  );

  expect(comparisons).toBe(TRIES);
  expect(await read(user)).toMatchObject({ status: 'auto-locked', failedTries: TRIES });
  expect(await attemptsOf(user)).toHaveLength(3 * TRIES);
  expect(await signIn(user)).toBeRefusedAs('auto-locked');
});

it('counts tries at a name with blanks around it as tries at the name', async () => {
  const user = await aUser();
  const spellings = [` ${user.email}`, `${user.email} `, `\t${user.email}`, `${user.email}\u00a0`];

  for (let turn = 0; turn < TRIES; turn += 1)
    await http.post('/admin/login', {
      body: { email: spellings[turn % spellings.length], password: 'Wrong-Horse-7' },
      from: anAddress(),
    });

  expect(await read(user)).toMatchObject({ status: 'auto-locked', failedTries: TRIES });
  expect(await attemptsOf(user)).toHaveLength(TRIES);
});

it('takes a name with what is no blank behind it for one that nobody has, and says no more', async () => {
  const user = await aUser();
  const email = `${user.email}\u0000`;

  const answer = await http.post('/admin/login', {
    body: { email, password: user.password },
    from: anAddress(),
  });

  expect(answer.status).toBe(400);
  expect(await attemptsOf(user)).toEqual([]);
});

const LIMIT = 8;
const claims: [string, (real: string, turn: number) => Record<string, string>][] = [
  [
    'puts another address in front of what the proxy adds',
    (real) => ({ 'x-forwarded-for': `${anAddress()}, ${real}` }),
  ],
  [
    'puts many in front of it',
    (real) => ({ 'x-forwarded-for': `${Array.from({ length: 50 }, anAddress).join(',')},${real}` }),
  ],
  ['claims to be the proxy itself', (real) => ({ 'x-forwarded-for': `127.0.0.1, ${real}` })],
  [
    'tells it in other headers',
    (real) => ({ 'x-forwarded-for': real, 'x-real-ip': anAddress(), forwarded: `for=${anAddress()}` }),
  ],
  [
    'overrides the method',
    (real) => ({ 'x-forwarded-for': real, 'x-http-method-override': 'GET', 'x-method-override': 'PUT' }),
  ],
  [
    'calls itself another browser each time',
    (real, turn) => ({
      'x-forwarded-for': real,
      'user-agent': `browser ${turn}`,
      'accept-language': `x-${turn}`,
    }),
  ],
];

it.each(claims)('turns an address away after so many failures that %s', async (_, write) => {
  await setPolicy({ throttle: { maxFailuresPerAddress: LIMIT } });
  const user = await aUser();
  const real = anAddress();

  await Promise.all(
    Array.from({ length: LIMIT }, (_, turn) =>
      http.post('/admin/login', {
        body: { email: anEmail('nobody'), password: 'Wrong-Horse-7' },
        headers: write(real, turn),
      }),
    ),
  );

  expect(await signIn({ ...user, from: real })).toBeRefusedAs('rate-limited');
  expect(await signIn(user)).toBeLetIn();
});
