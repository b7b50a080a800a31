import { sharedUrl } from '../support';
import { sendRaw } from '../support/raw';
import { shared, type Person } from '../features/vocabulary';

const { aRole, aUser, aUserAtWork, act, putBack, read } = shared;

afterAll(putBack);

/** As they are sent: `fetch` would put some of them right. */
const spellings: [string, (path: string) => string][] = [
  ['as it is', (path) => path],
  ['in upper case', (path) => path.toUpperCase()],
  [
    'in mixed case',
    (path) =>
      path.replace(/[a-z](?=[a-z])/g, (letter, at: number) => (at % 2 ? letter.toUpperCase() : letter)),
  ],
  ['with a trailing slash', (path) => `${path}/`],
  ['with two trailing slashes', (path) => `${path}//`],
  ['with a double slash in front', (path) => `/${path}`],
  ['with a double slash inside', (path) => path.replace(/(?<=.)\//, '//')],
  ['with a dot segment', (path) => path.replace(/(?<=.)\//, '/./')],
  ['with a detour', (path) => path.replace(/(?<=.)\//, '/nowhere/../')],
  ['with a backslash', (path) => path.replace(/(?<=.)\//, '\\')],
  ['with an encoded slash', (path) => path.replace(/(?<=.)\//, '%2f')],
  ['with an encoded letter', (path) => path.replace(/e/, '%65')],
  ['with a letter encoded twice', (path) => path.replace(/e/, '%2565')],
  ['with a parameter of the path', (path) => `${path};x=1`],
  ['with a null byte', (path) => `${path}%00`],
  ['with a fragment', (path) => `${path}#x`],
  ['with an empty query', (path) => `${path}?`],
  ['as a whole address', (path) => `http://127.0.0.1${path}`],
];

const ask = async (method: string, target: string, { token, body }: { token?: string; body?: object } = {}) =>
  sendRaw(sharedUrl(), {
    method,
    target,
    headers: token ? [`authorization: Bearer ${token}`] : [],
    body: body ? JSON.stringify(body) : '',
  });

type Attacker = Awaited<ReturnType<typeof aUserAtWork>>;
let limited: Attacker;
let suspended: Attacker;
let target: Person;
let resetToken: string;
beforeAll(async () => {
  limited = await aUserAtWork({ roles: [(await aRole()).id] });
  suspended = await aUserAtWork();
  target = await aUser();
  await act(suspended, 'suspend');
  // As if asked for before: what somebody may still have in their mailbox.
  resetToken = await shared.aResetTokenOf(suspended);
});

describe.each(spellings)('a path %s', (_, spell) => {
  const doors = (): [string, string, object?][] => [
    ['GET', '/gatehouse/users'],
    ['GET', `/gatehouse/users/${target.id}`],
    ['POST', `/gatehouse/users/${target.id}/lock`, { reason: 'by the wrong door' }],
    ['GET', '/gatehouse/policy'],
  ];

  it('leads nobody to the directory who has no session, no permission, or a session that was ended', async () => {
    const asked = doors().flatMap(([method, path, body]) =>
      [undefined, limited.token, suspended.token].map((token) => ask(method, spell(path), { token, body })),
    );
    const answers = [
      ...(await Promise.all(asked)),
      await ask('GET', spell('/admin/users/me')),
      await ask('GET', spell('/admin/users/me'), { token: suspended.token }),
    ];

    for (const { status, text } of answers) {
      // The panel's page, which answers every path it does not know, holds nothing of anybody.
      expect([status, isPage(text)]).not.toEqual([200, false]);
      expect(text).not.toContain(target.email);
    }
    expect((await read(target)).status).toBe('active');
  });

  it('leads who may where it leads at all, and never to an error', async () => {
    const { status } = await ask('GET', spell('/gatehouse/users'), { token: await shared.superAdmin() });

    expect([200, 400, 404, 405]).toContain(status);
  });

  it('leads nobody who is shut out to a new password or a new session', async () => {
    const cookies = [...suspended.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');

    const answers = await Promise.all([
      ask('POST', spell('/admin/reset-password'), {
        body: { resetPasswordToken: resetToken, password: 'Another-Horse-8' },
      }),
      sendRaw(sharedUrl(), {
        method: 'POST',
        target: spell('/admin/access-token'),
        headers: [`cookie: ${cookies}`],
      }),
    ]);

    for (const { status, text } of answers) {
      expect([400, 401, 403, 404, 405]).toContain(status);
      expect(text).not.toMatch(/"token"|strapi_admin_refresh=[^;]/);
    }
  });
});

it('would have led to a new password and a new session, had nobody been shut out', async () => {
  await act(suspended, 'enable');

  const { status, text } = await ask('POST', '/admin/reset-password', {
    body: { resetPasswordToken: resetToken, password: 'Another-Horse-8' },
  });

  expect(status).toBe(200);
  expect(text).toMatch(/strapi_admin_refresh=[^;]/);
});

const isPage = (text: string) => /content-type: text\/html/i.test(text);
