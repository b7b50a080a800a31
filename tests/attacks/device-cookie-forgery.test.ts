import { createHash, randomBytes } from 'node:crypto';

import { browserWith, shared, TRIES, type Person } from './vocabulary';

const { aUser, failAtOnce, http, putBack, setPolicy, signIn, sql } = shared;

let user: Person;
let token: string;
beforeAll(async () => {
  await setPolicy({ lockout: { maxFailedTries: TRIES } });
  user = await aUser();
  token = String((await signIn(user)).browser.cookies.get('gatehouse_device'));
  await failAtOnce(user, TRIES);
});
afterAll(putBack);

const withCookie = (value: string) => signIn(user, { browser: browserWith({ gatehouse_device: value }) });
const other = (letter: string) => (letter === 'A' ? 'B' : 'A');

it('lets in nobody with a cookie of which all but one letter is right, wherever that is', async () => {
  const guesses = [...token].map((letter, at) => token.slice(0, at) + other(letter) + token.slice(at + 1));
  // The last letter carries two bits that no byte needs: it is compared all the same.
  const statuses = await Promise.all(
    guesses.map(
      async (guess) =>
        (
          await http.post('/admin/login', {
            body: { email: user.email, password: user.password },
            browser: browserWith({ gatehouse_device: guess }),
            from: user.from,
          })
        ).status,
    ),
  );

  expect(statuses).toEqual(guesses.map(() => 400));
});

it.each<[string, () => string | Promise<string>]>([
  ['the digest that the database keeps', () => createHash('sha256').update(token).digest('hex')],
  ['the digest in the letters of a cookie', () => createHash('sha256').update(token).digest('base64url')],
  [
    'the number of the device',
    async () =>
      String(
        (await sql('SELECT ?? FROM ?? WHERE ?? = ?', ['id', 'gatehouse_devices', 'user_id', user.id]))[0]?.id,
      ),
  ],
  ['the token twice', () => `${token}${token}`],
  ['the token and a blank', () => `${token}%20`],
  ['the token in quotes', () => `"${token}"`],
  ['the token in other letters', () => token.toUpperCase()],
  ['the token with a pattern', () => `${token.slice(0, 42)}%`],
  ['a list', () => `${token},${token}`],
  ['the token behind as many as a cookie holds', () => `${`${'A'.repeat(43)}.`.repeat(10)}${token}`],
  ['a random one', () => randomBytes(32).toString('base64url')],
])('takes no %s for the cookie', async (name, forge) => {
  const forged = await forge();
  const answer = await withCookie(forged);

  // A quoted value is the value (RFC 6265 §4.1.1), where the parser reads it so.
  expect(name === 'the token in quotes' ? [200, 400] : [400]).toContain(answer.status);
});

it('takes nobody in by a cookie of another name, and by two of which the first is forged', async () => {
  const ask = (cookie: string) =>
    http.post('/admin/login', {
      body: { email: user.email, password: user.password },
      headers: { cookie },
      from: user.from,
    });

  expect((await ask(`gatehouse-device=${token}`)).status).toBe(400);
  expect((await ask(`GATEHOUSE_DEVICE=${token}`)).status).toBe(400);
  expect((await ask(`gatehouse_device=${'A'.repeat(43)}; gatehouse_device=${token}`)).status).toBe(400);
});

it('looks a cookie up by a digest, so that no time tells how much of it is right, and knows the right one', async () => {
  const [row] = await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_devices', 'user_id', user.id]);

  expect(row?.token_hash).toBe(createHash('sha256').update(token).digest('hex'));
  expect(JSON.stringify(row)).not.toContain(token);
  expect(await withCookie(token)).toBeLetIn();
});

it('gives no tries of its own to whoever has planted a cookie in a browser before its owner signs in', async () => {
  const owner = await aUser();
  const planted = randomBytes(32).toString('base64url');

  const browser = browserWith({ gatehouse_device: planted });
  expect((await signIn(owner, { browser })).status).toBe(200);
  const given = String(browser.cookies.get('gatehouse_device'));
  await failAtOnce(owner, TRIES);

  expect(given).not.toBe(planted);
  expect((await signIn(owner, { browser: browserWith({ gatehouse_device: planted }) })).status).toBe(400);
  expect((await signIn(owner, { browser: browserWith({ gatehouse_device: given }) })).status).toBe(200);
});

it('takes no token that is known for several users for any of them', async () => {
  const [first, second] = [await aUser(), await aUser()];
  const browser = browserWith({});
  await signIn(first, { browser });
  const [row] = await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_devices', 'user_id', first.id]);
  // As it was while users of one browser had one token.
  const { id: _, ...shared } = row as Record<string, unknown>;
  const names = Object.keys(shared);
  await sql(
    `INSERT INTO ?? (${names.map(() => '??').join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ['gatehouse_devices', ...names, ...Object.values({ ...shared, user_id: second.id })],
  );
  await failAtOnce(first, TRIES);
  await failAtOnce(second, TRIES);

  expect((await signIn(first, { browser })).status).toBe(400);
  expect((await signIn(second, { browser })).status).toBe(400);
});

it('knows no more users by one browser than its cookie holds, the latest first', async () => {
  const people = [];
  const browser = browserWith({});
  for (let turn = 0; turn < 11; turn += 1) {
    const person = await aUser();
    await signIn(person, { browser });
    people.push(person);
  }
  for (const person of people) await failAtOnce(person, TRIES);

  const statuses = [];
  for (const person of people) statuses.push((await signIn(person, { browser })).status);
  expect(statuses).toEqual([400, ...people.slice(1).map(() => 200)]);
});

it('keeps the cookie of a browser that two people share, for both', async () => {
  const [first, second] = [await aUser(), await aUser()];
  const browser = browserWith({});
  await signIn(first, { browser });
  await signIn(second, { browser });

  await failAtOnce(first, TRIES);
  await failAtOnce(second, TRIES);

  expect((await signIn(first, { browser })).status).toBe(200);
  expect((await signIn(second, { browser })).status).toBe(200);
});
