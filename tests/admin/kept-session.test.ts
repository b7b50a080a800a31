/** @jest-environment node */
import { renewBy, withKeptSession } from '../../admin/src/api/kept-session';
import { userOfToken } from '../../admin/src/api/token-user';

const HOME = 'https://panel.example.test';
const RENEWAL = `${HOME}/admin/access-token`;
const USERS = `${HOME}/gatehouse/users`;

const tokenOf = (userId: unknown) =>
  `e30.${Buffer.from(JSON.stringify({ userId, type: 'access' })).toString('base64url')}.signature`;
const bearing = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });

const ended = () => Response.json({ data: null, error: { status: 401 } }, { status: 401 });
const renewed = (userId: string) => Response.json({ data: { token: tokenOf(userId) } });

/** A panel that shows the pages of user 7, unless told, and whose server answers as told. */
const aPanel = (
  answer: () => Response | Promise<Response>,
  { who = { id: '7', email: 'ada@example.test' } as { id: string; email: string } | null } = {},
) => {
  const sent: string[] = [];
  const send = jest.fn(async (input: RequestInfo | URL) => {
    sent.push(input instanceof Request ? input.url : String(input));
    return answer();
  });
  const signInAgain = jest.fn(async (): Promise<string | null> => tokenOf('7'));
  const startAnew = jest.fn();
  const fetch = withKeptSession(send as never, {
    backendUrl: HOME,
    owner: () => who,
    signInAgain,
    startAnew,
  });
  return { fetch, send, sent, signInAgain, startAnew };
};
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

beforeAll(() => {
  Object.assign(globalThis, { window: { location: new URL(`${HOME}/admin`) } });
});

it('answers a renewal that fails with the token of who has signed in again', async () => {
  const { fetch, signInAgain } = aPanel(ended);
  const answer = await fetch(RENEWAL, { method: 'POST' });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ data: { token: tokenOf('7') } });
  expect(signInAgain).toHaveBeenCalledWith({ id: '7', email: 'ada@example.test' });
});

it.each<[string, () => Response | Promise<Response>]>([
  ['is refused', ended],
  ['cannot be checked', () => Response.json({}, { status: 503 })],
  ['is not answered', () => Promise.reject(new TypeError('Failed to fetch'))],
])('asks where a renewal %s, and hands on a failure where nobody signs in', async (_, answer) => {
  const { fetch, signInAgain } = aPanel(answer);
  signInAgain.mockResolvedValue(null);
  expect((await fetch(RENEWAL, { method: 'POST' })).ok).toBe(false);
  expect(signInAgain).toHaveBeenCalledTimes(1);
});

it('leaves a renewal alone that works', async () => {
  const { fetch, signInAgain, startAnew } = aPanel(() => renewed('7'));
  expect(await (await fetch(RENEWAL)).json()).toEqual({ data: { token: tokenOf('7') } });
  expect(signInAgain).not.toHaveBeenCalled();
  expect(startAnew).not.toHaveBeenCalled();
});

it('asks nobody before there is anything to lose', async () => {
  const { fetch, signInAgain } = aPanel(ended, { who: null });
  expect((await fetch(RENEWAL)).status).toBe(401);
  expect(signInAgain).not.toHaveBeenCalled();
});

it.each([USERS, `${HOME}/admin/login`, `${HOME}/admin/users/me`])(
  'leaves a 401 of %s to Strapi, which renews the session for it',
  async (url) => {
    const { fetch, signInAgain } = aPanel(ended);
    expect((await fetch(url, bearing(tokenOf('7')))).status).toBe(401);
    expect(signInAgain).not.toHaveBeenCalled();
  },
);

describe('a browser that is somebody else’s by now', () => {
  it.each<[string, (panel: ReturnType<typeof aPanel>) => unknown]>([
    ['a request', ({ fetch }) => fetch(USERS, { method: 'POST', ...bearing(tokenOf('8')) })],
    ['a request of another client', ({ fetch }) => fetch(new Request(USERS, bearing(tokenOf('8'))))],
    ['a renewal', ({ fetch }) => fetch(RENEWAL)],
  ])('begins anew at %s, which is never answered', async (name, ask) => {
    const panel = aPanel(() => renewed('8'));
    const answered = jest.fn();
    void Promise.resolve(ask(panel)).then(answered);
    await settled();
    expect(panel.startAnew).toHaveBeenCalledWith(tokenOf('8'));
    expect(answered).not.toHaveBeenCalled();
    // What was typed for one is never sent as by another.
    expect(panel.sent).toEqual(name === 'a renewal' ? [RENEWAL] : []);
  });

  it.each([
    ['the Content API, whose users have ids of their own', `${HOME}/api/articles`],
    ['elsewhere', 'https://elsewhere.example.test/gatehouse/users'],
  ])('is not told by requests of %s', async (_, url) => {
    const { fetch, startAnew, sent } = aPanel(() => Response.json({}));
    await fetch(url, bearing(tokenOf('8')));
    expect(sent).toEqual([url]);
    expect(startAnew).not.toHaveBeenCalled();
  });
});

it.each(['null', 'undefined', '', 'not.a.token', 'e30.e30.', tokenOf(7), tokenOf(undefined)])(
  'takes %s for nobody’s token',
  async (token) => {
    expect(userOfToken(token)).toBeNull();
    const { fetch, startAnew } = aPanel(() => Response.json({}));
    await fetch(USERS, bearing(token));
    expect(startAnew).not.toHaveBeenCalled();
  },
);

it('renews by itself as Strapi does, and has nothing where it fails', async () => {
  const send = jest.fn(async () => renewed('7'));
  expect(await renewBy(send as never, HOME)()).toBe(tokenOf('7'));
  expect(send).toHaveBeenCalledWith(RENEWAL, { method: 'POST', credentials: 'include' });
  expect(await renewBy((async () => ended()) as never, HOME)()).toBeNull();
  expect(await renewBy((async () => Promise.reject(new Error('gone'))) as never, HOME)()).toBeNull();
});
