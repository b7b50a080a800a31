import { aDatabase, type Database } from '../../support';
import { vocabularyAt } from '../../support/vocabulary';
import { gatehouseAt, startStrapi } from '../vocabulary';

const CLAIMED = '198.51.100.7';
const config = { signIn: { refusalFloorMs: 0 } };
/** Nobody is trusted, though the app says that it stands behind a proxy. */
const env = { TRUST_LOOPBACK: 'false', SERVER_PROXY: 'true' };

/** The servers of the first three tests follow each other on it. */
let database: Database;
beforeAll(async () => {
  database = await aDatabase();
});
afterAll(() => database.drop());

it('believes no header of who is not a trusted proxy', async () => {
  const server = await startStrapi({ database, config, env });
  const { addRule, aUser, signIn } = gatehouseAt(vocabularyAt(() => server.url));
  const user = await aUser();
  await addRule({ scope: 'user', user: user.id, range: CLAIMED });

  expect((await signIn(user, { from: CLAIMED })).attempt).toMatchObject({
    outcome: 'failure',
    reason: 'address-not-allowed',
    ip: '127.0.0.1',
  });
  expect((await signIn(user, { from: `127.0.0.1, ${CLAIMED}` })).attempt.ip).toBe('127.0.0.1');
  // There was no rule to warn about when it started.
  expect(server.output()).not.toMatch(/GH00\d/);
  await server.stop();
});

it('warns at start of rules that no trusted proxy can fulfil', async () => {
  const server = await startStrapi({ database, config, env });

  expect(server.output()).toMatch(/GH002: .* Hint: /);
  expect(server.output()).not.toContain('GH001');
  await server.stop();
});

it('warns at start where everybody is trusted', async () => {
  const trustedProxies = ['0.0.0.0/0', '::/0', '10.0.0.0/8'];
  const server = await startStrapi({ database, config: { ...config, trustedProxies }, env });

  expect(server.output()).toMatch(/GH001: .*0\.0\.0\.0\/0, ::\/0,? .* Hint: /);
  expect(server.output()).not.toContain('GH002');
  await server.stop();
});

it('does not start with a proxy that is no address', async () => {
  await expect(
    startStrapi({
      config: { trustedProxies: ['localhost'] },
      env: { TRUST_LOOPBACK: 'false' },
      withAdmin: false,
    }),
  ).rejects.toThrow(/trustedProxies|localhost/);
});
