import { aBrowser, browserWith, MINUTE, shared, TRIES, type Person } from '../vocabulary';

const { act, aUser, clock, failAtOnce, failToSignIn, putBack, read, setPolicy, signIn, sql, wrongly } =
  shared;

afterEach(putBack);

const DEVICE = 'gatehouse_device';

const aBrowserThatSignedIn = async (user: Person) => {
  const { browser } = await signIn(user);
  return browser;
};
/** A browser that kept its device cookie and nothing else. */
const onlyDevice = (token = '') => browserWith({ [DEVICE]: token });

it('locks the user for strangers while the browser that signed in before still gets in', async () => {
  const user = await aUser();
  const home = await aBrowserThatSignedIn(user);

  await failAtOnce(user, 2 * TRIES);

  expect(await signIn(user)).toBeRefusedAs('auto-locked');
  expect(await signIn(user, { browser: home })).toBeLetIn();
  // That the owner is in does not let the strangers in.
  expect(await signIn(user)).toBeRefusedAs('auto-locked');
  expect((await read(user)).status).toBe('auto-locked');
});

it('gives the known browser tries of its own: they run out, and then it is a stranger', async () => {
  const user = await aUser();
  const home = await aBrowserThatSignedIn(user);

  await failAtOnce(user, TRIES, { browser: home });

  expect(await read(user)).toMatchObject({ status: 'auto-locked', failedTries: TRIES });
  expect(await signIn(user, { browser: home })).toBeRefusedAs('auto-locked');
  await clock.advance(15 * MINUTE + 1);
  expect(await signIn(user, { browser: home })).toBeLetIn();
});

it('gives a known browser no tries beyond its own when strangers have used up theirs', async () => {
  const user = await aUser();
  const home = await aBrowserThatSignedIn(user);
  await failAtOnce(user, 2 * TRIES);

  const comparisons = await shared.counter.comparisonsDuring(() =>
    failAtOnce(user, 4 * TRIES, { browser: home }),
  );

  expect(comparisons).toBeLessThanOrEqual(TRIES);
  expect(await signIn(user, { browser: home })).toBeRefusedAs('auto-locked');
});

it('gives the known browser its tries back when it gets in', async () => {
  const user = await aUser();
  const home = await aBrowserThatSignedIn(user);
  await failAtOnce(user, 2 * TRIES);

  await failToSignIn(user, TRIES - 1, { browser: home });
  expect(await signIn(user, { browser: home })).toBeLetIn();
  await failToSignIn(user, TRIES - 1, { browser: home });
  expect(await signIn(user, { browser: home })).toBeLetIn();
});

it('counts the tries of a known browser anew after the window', async () => {
  const user = await aUser();
  const home = await aBrowserThatSignedIn(user);
  await failToSignIn(user, TRIES - 1, { browser: home });

  await clock.advance(15 * MINUTE + 1);
  await failToSignIn(user, TRIES - 1, { browser: home });

  expect(await signIn(user, { browser: home })).toBeLetIn();
});

it.each([
  ['somebody else’s', async () => (await aBrowserThatSignedIn(await aUser())).cookies.get(DEVICE)],
  ['forged', async () => 'A'.repeat(43)],
  ['garbage', async () => `%00'; DROP TABLE gatehouse_devices; --`],
  ['endless', async () => 'x'.repeat(3_000)],
  ['cut', async (home: string) => home.slice(0, -1)],
  ['of other letters', async (home: string) => home.toLowerCase()],
  ['empty', async () => ''],
])('takes a device cookie that is %s for a stranger’s', async (_, forge) => {
  const user = await aUser();
  const home = (await aBrowserThatSignedIn(user)).cookies.get(DEVICE) ?? '';
  const browser = onlyDevice(await forge(home));
  await failAtOnce(user, TRIES);

  expect(await signIn(user, { browser })).toBeRefusedAs('auto-locked');
  expect(await signIn(user, { browser: onlyDevice(home) })).toBeLetIn();
});

it('knows one browser for each of the users who sign in from it, and their tries apart', async () => {
  const [one, other] = [await aUser(), await aUser()];
  const browser = aBrowser();
  await signIn(one, { browser });
  await signIn(other, { browser });
  await Promise.all([failAtOnce(one, TRIES), failAtOnce(other, TRIES)]);

  await failAtOnce(one, TRIES, { browser });

  expect(await signIn(one, { browser })).toBeRefusedAs('auto-locked');
  expect(await signIn(other, { browser })).toBeLetIn();
});

it("takes a token that several users have for a stranger's", async () => {
  const [user, other] = [await aUser(), await aUser()];
  const home = await aBrowserThatSignedIn(user);
  await aBrowserThatSignedIn(other);
  const [device] = await sql('select token_hash from gatehouse_devices where user_id = ?', [user.id]);
  await sql('update gatehouse_devices set token_hash = ? where user_id = ?', [device?.token_hash, other.id]);

  await failAtOnce(user, TRIES);

  expect(await signIn(user, { browser: home })).toBeRefusedAs('auto-locked');
});

it('gives nobody a known browser for trying alone', async () => {
  const user = await aUser();
  const browser = aBrowser();

  await signIn(wrongly(user), { browser });

  expect(browser.cookies.has(DEVICE)).toBe(false);
  expect(await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_devices', 'user_id', user.id])).toEqual([]);
});

it('does not let a known browser past anything but the automatic lock', async () => {
  const user = await aUser();
  const home = await aBrowserThatSignedIn(user);

  await act(user, 'lock');
  expect(await signIn(user, { browser: home })).toBeRefusedAs('locked-by-admin');
  await act(user, 'unlock');
  await act(user, 'suspend');
  expect(await signIn(user, { browser: home })).toBeRefusedAs('suspended');
});

it('knows no browser where the policy says so', async () => {
  const user = await aUser();
  const home = await aBrowserThatSignedIn(user);
  await setPolicy({ lockout: { knownDevices: false } });

  await failAtOnce(user, TRIES);

  expect(await signIn(user, { browser: home })).toBeRefusedAs('auto-locked');
  const other = await aUser();
  expect((await aBrowserThatSignedIn(other)).cookies.has(DEVICE)).toBe(false);
});

it('remembers only so many browsers of a user, the latest', async () => {
  const user = await aUser();
  const first = await aBrowserThatSignedIn(user);
  for (let turn = 0; turn < 5; turn += 1) {
    await Promise.all(
      Array.from({ length: 4 }, () => shared.http.post('/admin/login', { body: user, from: user.from })),
    );
  }
  const latest = await aBrowserThatSignedIn(user);

  await failAtOnce(user, TRIES);

  expect(await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_devices', 'user_id', user.id])).toHaveLength(
    20,
  );
  expect(await signIn(user, { browser: first })).toBeRefusedAs('auto-locked');
  expect(await signIn(user, { browser: latest })).toBeLetIn();
});
