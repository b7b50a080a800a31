import { mfaAt } from '../mfa/vocabulary';
import { aPassword, shared, succeed, TRIES } from '../vocabulary';

const { aUserAtWork, counter, failAtOnce, http, putBack, read, setPolicy } = shared;
const { aUserWithAnApp, nextCode } = mfaAt(shared);

afterEach(putBack);

type Worker = Awaited<ReturnType<typeof aUserAtWork>>;
const ask = (path: string, { token, from, browser }: Worker, body: object) =>
  http.post(`/gatehouse/me${path}`, { token, from, browser, body });

/** What asks somebody at work for their password once more. */
const ASKING: Record<string, (worker: Worker, password: string) => Promise<{ status: number }>> = {
  'a step-up': (worker, password) => ask('/step-up', worker, { password }),
  'a change of the password': (worker, currentPassword) =>
    ask('/password', worker, { currentPassword, password: 'Violet-Anchor-42' }),
  'a second factor': (worker, password) => ask('/mfa/totp', worker, { password }),
  'Strapi’s own profile': ({ token, from, browser }, currentPassword) =>
    http.put('/admin/users/me', {
      token,
      from,
      browser,
      body: { currentPassword, password: 'Violet-Anchor-42' },
    }),
};

describe.each(Object.entries(ASKING))('%s', (_, act) => {
  it('is not kept from who is at work in a browser of theirs by a stranger’s guesses', async () => {
    const worker = await aUserAtWork();
    await failAtOnce(worker, 2 * TRIES);
    expect((await read(worker)).status).toBe('auto-locked');

    expect((await act(worker, aPassword)).status).toBe(200);
  });

  it('takes the browser’s own tries, and then no more than a stranger has', async () => {
    const worker = await aUserAtWork();
    await failAtOnce(worker, 2 * TRIES);

    const compared = await counter.comparisonsDuring(() =>
      Promise.all(Array.from({ length: 3 * TRIES }, () => act(worker, 'Wrong-Horse-7'))),
    );

    expect(compared).toBeLessThanOrEqual(TRIES);
    expect((await act(worker, aPassword)).status).not.toBe(200);
  });

  it('goes by the user’s tries where browsers have none of their own', async () => {
    await setPolicy({ lockout: { knownDevices: false } });
    const worker = await aUserAtWork();
    await failAtOnce(worker, 2 * TRIES);

    expect((await act(worker, aPassword)).status).not.toBe(200);
  });
});

it('takes a code of an app from who is at work in a browser of theirs, whatever strangers guess', async () => {
  const worker = await aUserWithAnApp();
  await failAtOnce(worker, 2 * TRIES);

  succeed(await ask('/step-up', worker, { code: await nextCode(worker.app) }));
});
