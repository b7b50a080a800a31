import { aDatabase } from '../../support';
import { vocabularyAt } from '../../support/vocabulary';
import { gatehouseAt, startStrapi } from '../vocabulary';

const CLAIMED = '198.51.100.7';
const config = { signIn: { refusalFloorMs: 0 } };

it('believes no header of who is not a trusted proxy, and warns at start of set-ups that would', async () => {
  const database = await aDatabase();

  // Nobody is trusted, and there is no rule to warn about yet.
  const open = await startStrapi({
    database,
    config,
    env: { TRUST_LOOPBACK: 'false', SERVER_PROXY: 'true' },
  });
  const { addRule, aUser, signIn } = gatehouseAt(vocabularyAt(() => open.url));
  const user = await aUser();
  await addRule({ scope: 'user', user: user.id, range: CLAIMED });

  expect((await signIn(user, { from: CLAIMED })).attempt).toMatchObject({
    outcome: 'failure',
    reason: 'address-not-allowed',
    ip: '127.0.0.1',
  });
  expect((await signIn(user, { from: `127.0.0.1, ${CLAIMED}` })).attempt.ip).toBe('127.0.0.1');
  expect(open.output()).not.toMatch(/GH00\d/);
  await open.stop();

  const behindAProxy = await startStrapi({
    database,
    config,
    env: { TRUST_LOOPBACK: 'false', SERVER_PROXY: 'true' },
  });
  expect(behindAProxy.output()).toMatch(/GH002: .* Hint: /);
  expect(behindAProxy.output()).not.toContain('GH001');
  await behindAProxy.stop();

  const trustsEverybody = await startStrapi({
    database,
    config: { ...config, trustedProxies: ['0.0.0.0/0', '::/0', '10.0.0.0/8'] },
    env: { TRUST_LOOPBACK: 'false', SERVER_PROXY: 'true' },
  });
  expect(trustsEverybody.output()).toMatch(/GH001: .*0\.0\.0\.0\/0, ::\/0,? .* Hint: /);
  expect(trustsEverybody.output()).not.toContain('GH002');
  await trustsEverybody.stop();

  await database.drop();
});

it('does not start with a proxy that is no address', async () => {
  const env = { TRUST_LOOPBACK: 'false' };

  await expect(
    startStrapi({ config: { trustedProxies: ['localhost'] }, env, withAdmin: false }),
  ).rejects.toThrow(/trustedProxies|localhost/);
});
