import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import { anEmptyDatabase, type Answer, type Database } from '../../support';
import {
  anEmail,
  aPassword,
  firstAdmin,
  gatehouseAt,
  startStrapi,
  succeed,
  type Server,
} from '../vocabulary';
import { tablesOf } from '../directory/entries';

const repository = path.resolve(__dirname, '../../..');

/** Strapi itself would take each of them. */
const COMMON = 'Dragon123456';
const REFUSED: Record<string, string> = { TOO_SHORT: 'Short-One-1', COMMON };
const FINE = 'Violet-Anchor-42';

let database: Database;
let server: Server;
let at: ReturnType<typeof gatehouseAt>;
beforeAll(async () => {
  database = await anEmptyDatabase();
  server = await startStrapi({ database, withAdmin: false });
  at = gatehouseAt(server);
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

type Outcome = { isSet: boolean; said: string };

const asOutcome = ({ status, body }: Answer): Outcome => {
  if (status < 300) return { isSet: true, said: '' };
  expect([status, body.error?.details?.code]).toEqual([400, 'PASSWORD_POLICY']);
  const [error] = body.error.details.errors;
  expect(error).toMatchObject({ path: ['password'], message: expect.any(String) });
  return { isSet: false, said: `${error.code} ${body.error.message}` };
};

/** Runs in the server, as another plugin would. */
const called = async (expression: string): Promise<Outcome> =>
  server.call(`${expression}.then(
    () => ({ isSet: true, said: '' }),
    ({ message, details }) => ({ isSet: false, said: details.errors[0].code + ' ' + message }))`);

const command = (...args: string[]): Promise<Outcome> =>
  promisify(execFile)(
    process.execPath,
    [path.join(repository, 'node_modules/@strapi/strapi/bin/strapi.js'), ...args],
    {
      cwd: path.join(repository, 'tests/app'),
      env: { ...process.env, NODE_ENV: 'production', ...database.env },
    },
  ).then(
    () => ({ isSet: true, said: '' }),
    ({ code, stderr, stdout }: { code: number; stderr: string; stdout: string }) => {
      expect(code).toBe(1);
      return { isSet: false, said: stdout + stderr };
    },
  );

const names = { firstname: 'Grace', lastname: 'Hopper' };

/** Each makes somebody whose password can be set this way, and tells how it then ended. */
const ways: Record<string, (password: string) => Promise<Outcome>> = {
  'an admin in Gatehouse': async (password) => {
    const { id } = await at.aUser();
    return asOutcome(await at.gatehouse.post(`/users/${id}/set-password`, { body: { password } }));
  },
  'an admin on Strapi’s page of the user': async (password) => {
    const { adminUserId } = await at.aUser();
    return asOutcome(
      await at.http.put(`/admin/users/${adminUserId}`, { token: await at.superAdmin(), body: { password } }),
    );
  },
  'the user in the profile': async (password) => {
    const user = await at.aUserAtWork();
    const answer = await at.http.put('/admin/users/me', {
      ...user,
      body: { password, currentPassword: user.password },
    });
    const { status } = await at.http.get('/admin/users/me', user);
    // A refused change must not sign anybody out.
    expect(status).toBe(answer.status === 200 ? 401 : 200);
    return asOutcome(answer);
  },
  'a reset': async (password) => {
    const { id, from } = await at.aUser();
    const resetPasswordToken = await at.aResetTokenOf({ id });
    const reset = (body: object) => at.http.post('/admin/reset-password', { from, body });
    const outcome = asOutcome(await reset({ resetPasswordToken, password }));
    // A refused one leaves the link as it was.
    if (!outcome.isSet) succeed(await reset({ resetPasswordToken, password: FINE }));
    return outcome;
  },
  'whoever accepts an invitation': async (password) => {
    const { body } = await at.http.post('/admin/users', {
      token: await at.superAdmin(),
      body: { ...names, email: anEmail(), roles: [await at.roleId('strapi-editor')] },
    });
    const { registrationToken } = body.data;
    return asOutcome(
      await at.http.post('/admin/register', {
        body: { registrationToken, userInfo: { ...names, password } },
      }),
    );
  },
  'code that makes a user': (password) =>
    called(
      `strapi.service('admin::user').create(${JSON.stringify({ ...names, email: anEmail(), password, isActive: true })})`,
    ),
  'code that hashes a password by itself': (password) =>
    called(`strapi.service('admin::auth').hashPassword('${password}')`),
};

it('asks the first admin for one that fits', async () => {
  const register = (password: string) =>
    server.http.post('/admin/register-admin', {
      body: { ...firstAdmin, firstname: 'First', lastname: 'Admin', password },
    });

  for (const [code, password] of Object.entries(REFUSED))
    expect(asOutcome(await register(password))).toEqual({
      isSet: false,
      said: expect.stringContaining(code),
    });
  expect((await register('First-Mover-4711')).body.error.details.errors[0].code).toBe('OWN_WORDS');
  expect(asOutcome(await register(aPassword)).isSet).toBe(true);
});

describe.each(Object.entries(ways))('%s', (way, setPassword) => {
  it.each(Object.entries(REFUSED))('cannot set one that is %s', async (code, password) => {
    const { isSet, said } = await setPassword(password);

    expect(isSet).toBe(false);
    expect(said).toMatch(code === 'TOO_SHORT' ? 'must have at least 12 characters' : 'is too common');
  });

  it('can set one that fits', async () => {
    expect(await setPassword(FINE)).toEqual({ isSet: true, said: '' });
  });
});

/** Each starts a whole Strapi: what one of them refuses for one reason is what all others refuse. */
describe('Strapi’s commands', () => {
  it('make an admin with a password that fits, and with no other, who then has an entry and comes in', async () => {
    const email = anEmail('from.the.shell');
    const make = (password: string) =>
      command(
        'admin:create-user',
        `--email=${email}`,
        `--password=${password}`,
        '--firstname=Shell',
        '--lastname=User',
      );
    // A plain sentence, and neither a stack nor the details of it.
    expect(await make(COMMON)).toEqual({
      isSet: false,
      said: expect.stringMatching(/^gatehouse: The password is too common: .+$/m),
    });
    expect((await make(COMMON)).said).not.toMatch(/\[Object\]|^\s+at /m);

    expect(await make(FINE)).toEqual({ isSet: true, said: '' });
    expect((await tablesOf(server).entries()).filter((entry) => entry.email === email)).toMatchObject([
      { firstname: 'Shell', lastname: 'User', lifecycle: 'active', role_names: 'Super Admin' },
    ]);
    expect((await server.signIn(email, FINE)).status).toBe(200);
  });

  it('reset it to one that fits, and to no other, and take the old one no more', async () => {
    const { email, password: old } = await at.aUser({ lastname: 'Lovelace' });
    const reset = (password: string) =>
      command('admin:reset-user-password', `--email=${email}`, `--password=${password}`);
    const refused = await reset('Loud-Lovelace-7');
    expect(refused).toEqual({
      isSet: false,
      said: expect.stringContaining("must not hold the user's names"),
    });

    expect(await reset(FINE)).toEqual({ isSet: true, said: '' });
    expect((await server.signIn(email, old)).status).toBe(400);
    expect((await server.signIn(email, FINE)).status).toBe(200);
  });

  it('take the entry of whom they delete along', async () => {
    const { id, adminUserId, email } = await at.aUser();

    await command('admin:delete-user', `--email=${email}`);

    expect(await tablesOf(server).native(adminUserId)).toBeUndefined();
    expect((await at.gatehouse.get(`/users/${id}`)).status).toBe(404);
  });
});

it('knows the user wherever Strapi does: words of their own are refused', async () => {
  const user = await at.aUserAtWork({ lastname: 'Lovelace' });
  const { adminUserId, password: currentPassword, token, from } = user;
  const password = 'Loud-Lovelace-7';
  const put = (url: string, body: object) => at.http.put(url, { token, from, body });

  const refused = [
    await at.http.put(`/admin/users/${adminUserId}`, { token: await at.superAdmin(), body: { password } }),
    await put('/admin/users/me', { password, currentPassword }),
  ].map(asOutcome);
  for (const { said } of refused) expect(said).toContain('OWN_WORDS');
  // The name that is set together with the password.
  const renamed = { lastname: 'Babbage', password: 'Loud-Babbage-77' };
  expect(
    asOutcome(
      await at.http.put(`/admin/users/${adminUserId}`, { token: await at.superAdmin(), body: renamed }),
    ).said,
  ).toContain('OWN_WORDS');
});

it('compares with each former password once, however many of Strapi’s functions a change passes', async () => {
  const user = await at.aUserAtWork();

  const comparisons = await at.counter.comparisonsDuring(() =>
    at.http.put('/admin/users/me', { ...user, body: { password: FINE, currentPassword: user.password } }),
  );

  // The present one twice, by the door and by Strapi; and once as the latest of the history.
  expect(comparisons).toBe(3);
});

it('knows every place where Strapi sets a password: a further one has to be looked at', () => {
  const admin = path.join(repository, 'node_modules/@strapi/admin/dist/server');
  const found = readdirSync(admin, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\/src\/(services|controllers|bootstrap|register)\b.*\.js$/.test(file))
    .flatMap((file) =>
      readFileSync(path.join(admin, file), 'utf8')
        .split('\n')
        .filter((line) =>
          /hashPassword\(|bcrypt\w*\.\w*\.?hash\(|^\s*password(,|: )|\.password =|'password'\)/.test(line),
        )
        .map((line) => `${file}: ${line.trim()}`),
    );

  // All of them go through what the door decorates.
  expect(found.sort()).toEqual([
    'ee/server/src/services/auth.js: password,',
    "ee/server/src/services/user.js: const hashedPassword = await index.getService('auth').hashPassword(attributes.password);",
    "ee/server/src/services/user.js: if (___default.default.has(attributes, 'password')) {",
    'ee/server/src/services/user.js: password: hashedPassword',
    'server/src/services/auth.js: */ const hashPassword = (password)=>bcrypt__default.default.hash(password, 10);',
    'server/src/services/auth.js: password,',
    "server/src/services/user.js: const hashedPassword = await index.getService('auth').hashPassword(attributes.password);",
    "server/src/services/user.js: if (___default.default.has(attributes, 'password')) {",
    "server/src/services/user.js: if (___default.default.has(attributes, 'password')) {",
    'server/src/services/user.js: password: hashedPassword',
    'server/src/services/user.js: password: userInfo.password,',
    "server/src/services/user.js: userInfo.password = await index.getService('auth').hashPassword(attributes.password);",
  ]);
});
