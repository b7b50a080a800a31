import { setTimeout as sleep } from 'node:timers/promises';

import { databasesOf } from '../lib/database.mjs';
import { createFixtures } from '../lib/fixtures.mjs';
import { clientOf } from '../lib/http.mjs';
import { aPerson, PASSWORD, signIn } from '../lib/people.mjs';

const USERS = 600;
const NUMBERS = [1, 2, 4];
const AT_ONCE = 16;
const SAMPLE_MS = 20;
/** Of all the moments that somebody signs in, in how many they may wait for a lock of somebody else's. */
const MOST_WAITING = 0.02;

const person = (n) => ({ ...aPerson(n), password: PASSWORD });

/** As many sign-ins as there is time for, on one, two and four servers that share a PostgreSQL. */
export const servers = async ({ report, quick, startServer }) => {
  const databases = databasesOf('postgres');
  const { database: from } = await createFixtures(databases).withUsers(USERS);
  for (const number of NUMBERS) {
    const database = await databases.create(from);
    const running = [];
    for (let n = 0; n < number; n += 1) {
      running.push(await startServer({ database, gatehouse: true }));
    }
    const { perSecond, waiting } = await signInAtOnce(running, database, quick ? 3 : 10);
    const where = `${number} ${number === 1 ? 'server' : 'servers'} of one PostgreSQL`;
    report.add({ measure: `sign-ins, ${AT_ONCE} at a time, ${where}`, unit: '/s', gatehouse: perSecond });
    report.add({
      measure: `sign-ins waiting for a lock, ${where}`,
      unit: '%',
      gatehouse: 100 * waiting,
      limit: `≤ ${100 * MOST_WAITING} %`,
      met: waiting <= MOST_WAITING,
    });
    for (const server of running) {
      await server.stop();
    }
    await database.drop();
  }
};

const signInAtOnce = async (running, database, seconds) => {
  const until = performance.now() + seconds * 1_000;
  const isOn = () => performance.now() < until;
  let done = 0;
  const workers = Array.from({ length: AT_ONCE }, async (_, worker) => {
    const client = clientOf(running[worker % running.length].url);
    let cookie;
    while (isOn()) {
      ({ cookie } = await signIn(client, person(100 + worker), { cookie }));
      done += 1;
    }
    client.close();
  });
  const [locks] = await Promise.all([sampleLocks(database, isOn), ...workers]);
  return { perSecond: done / seconds, waiting: locks / AT_ONCE };
};

/** How many of the database's sessions wait for a lock, on average. */
const sampleLocks = (database, isOn) =>
  database.open(async (connection) => {
    let [seen, samples] = [0, 0];
    while (isOn()) {
      const { rows } = await connection.raw(
        `select count(*)::int as waiting from pg_stat_activity where datname = ? and wait_event_type = 'Lock'`,
        [database.name],
      );
      seen += rows[0].waiting;
      samples += 1;
      await sleep(SAMPLE_MS);
    }
    return seen / samples;
  });
