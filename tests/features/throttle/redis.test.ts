import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server as NetServer, type Socket } from 'node:net';

import { vocabularyAt } from '../../support/vocabulary';
import { anAddress, anEmail, aPassword, gatehouseAt, startStrapi, type Server } from '../vocabulary';

const LIMIT = 5;
const REDIS = {
  host: process.env.TEST_REDIS_HOST ?? '127.0.0.1',
  port: Number(process.env.TEST_REDIS_PORT ?? 6379),
};

/** Asked before the tests are listed: nobody needs a Redis to run the others. */
const isThere =
  spawnSync(process.execPath, [
    '-e',
    `require('node:net').connect(${JSON.stringify(REDIS)}).on('connect', () => process.exit(0)).on('error', () => process.exit(1));
     setTimeout(() => process.exit(1), 3000);`,
  ]).status === 0;

/** A way to Redis that can be cut and joined again. */
const aWayToRedis = async () => {
  const sockets = new Set<Socket>();
  let isCut = false;
  const proxy: NetServer = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(REDIS);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined).on('close', () => (sockets.delete(one), other.destroy()));
      one.pipe(other);
    }
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  const hangUp = () => sockets.forEach((socket) => socket.destroy());
  return {
    url: `redis://127.0.0.1:${port}`,
    cut: () => {
      isCut = true;
      hangUp();
    },
    join: () => {
      isCut = false;
    },
    close: () => {
      hangUp();
      proxy.close();
    },
  };
};

(isThere ? describe : describe.skip)('with Redis', () => {
  let way: Awaited<ReturnType<typeof aWayToRedis>>;
  let server: Server;
  let at: ReturnType<typeof gatehouseAt>;
  beforeAll(async () => {
    way = await aWayToRedis();
    server = await startStrapi({
      isThrottled: true,
      config: { redisUrl: way.url, signIn: { refusalFloorMs: 0 } },
    });
    at = gatehouseAt(vocabularyAt(() => server.url));
    await at.setPolicy({ throttle: { maxFailuresPerAddress: LIMIT } });
  });
  afterAll(async () => {
    await server.stop();
    way.close();
  });

  const guess = (from: string, times: number) =>
    Promise.all(
      Array.from({ length: times }, () =>
        at.http.post('/admin/login', { body: { email: anEmail('nobody'), password: aPassword }, from }),
      ),
    );
  const reasonOf = async (user: Parameters<typeof at.signIn>[0]) => (await at.signIn(user)).attempt.reason;

  it('counts there and not in the database', async () => {
    const user = await at.aUser();

    await guess(user.from, LIMIT - 1);
    expect(await reasonOf(user)).toBe('ok');
    await guess(user.from, 1);

    expect(await reasonOf(user)).toBe('rate-limited');
    expect(await reasonOf({ ...user, from: anAddress() })).toBe('ok');
    expect(await at.sql('SELECT * FROM ??', ['gatehouse_throttle'])).toEqual([]);
  });

  it('gives parallel guesses no more than the limit', async () => {
    const from = anAddress();
    const people = await Promise.all(Array.from({ length: 5 }, () => at.aUser()));

    const comparisons = await at.counter.comparisonsDuring(() =>
      Promise.all(people.flatMap((person) => [1, 2, 3, 4].map(() => at.failToSignIn(person, 1, { from })))),
    );

    expect(comparisons).toBe(LIMIT);
  });

  it('lets nobody in while Redis is gone, says to come back, and goes on when it is there again', async () => {
    const user = await at.aUser();
    const open = await at.aUserAtWork();
    way.cut();

    const answers = await Promise.all(
      [aPassword, 'Wrong-Horse-7'].map((password) =>
        at.http.post('/admin/login', { body: { email: user.email, password }, from: user.from }),
      ),
    );

    for (const answer of answers) {
      expect(answer).toFailWith({ status: 503, code: 'ACCESS_UNKNOWN' });
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(JSON.stringify(answer.body)).not.toMatch(/redis|ECONN/i);
    }
    // Who is at work needs no Redis.
    expect((await at.http.get('/admin/users/me', { token: open.token, from: open.from })).status).toBe(200);

    way.join();
    let status = 503;
    for (const deadline = Date.now() + 30_000; status === 503 && Date.now() < deadline;) {
      ({ status } = await at.http.post('/admin/login', {
        body: { email: user.email, password: aPassword },
        from: user.from,
      }));
    }
    expect(status).toBe(200);
  });
});

it('does not start where Redis is configured and cannot be reached', async () => {
  const way = await aWayToRedis();
  way.cut();

  const said = await startStrapi({ isThrottled: true, config: { redisUrl: way.url } }).then(
    async (server) => {
      await server.stop();
      return 'Strapi started';
    },
    ({ message }: Error) => message,
  );
  way.close();

  expect(said).toMatch(/^Strapi did not start/);
});

it('takes no other address for that of a Redis', async () => {
  await expect(startStrapi({ config: { redisUrl: 'https://example.test' } })).rejects.toThrow('redisUrl');
});
