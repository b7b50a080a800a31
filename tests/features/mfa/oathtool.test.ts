import { execFileSync } from 'node:child_process';

import { shared, succeed } from '../vocabulary';
import { type App, mfaAt } from './vocabulary';

const { aUserAtWork, clock, putBack } = shared;
const { complete, isIn, nextCode, own, start } = mfaAt(shared);

afterEach(putBack);

// Which the scripts have found or installed; whoever runs jest by hand has it on the PATH.
const OATHTOOL = process.env.OATHTOOL_PATH ?? 'oathtool';

const oathtool = (...args: string[]): string => {
  try {
    return execFileSync(OATHTOOL, args, { encoding: 'utf8' }).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error(
      `There is no ${OATHTOOL}: install oathtool (on Debian \`apt-get install oathtool\`), or set OATHTOOL_PATH to one`,
    );
  }
};

/** An authenticator app that shares no code with Gatehouse: all other tests ask the library that Gatehouse asks too. */
const anOathtoolWith = (secret: string): App => ({
  codeAt: (moment) => oathtool('--totp', '-b', `--now=@${Math.floor(moment.getTime() / 1000)}`, secret),
});

it('lets in with the code of an implementation that is not ours, once', async () => {
  const user = await aUserAtWork();
  const { data } = succeed(await own(user).post('/totp', { password: user.password })).body;
  const app = anOathtoolWith(data.secret);
  succeed(await own(user).post('/totp/confirm', { code: app.codeAt(await clock.now()) }));
  const code = await nextCode(app);

  const answer = await complete(await start(user), { code });

  expect(answer.status).toBe(200);
  expect(await isIn(answer.body.data.token, user.from)).toBe(true);
  expect(await complete(await start(user), { code })).toMatchObject({
    status: 400,
    body: { error: { details: { code: 'WRONG_CODE', errors: [{ path: ['code'] }] } } },
  });
});
