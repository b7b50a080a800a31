import { setTimeout as sleep } from 'node:timers/promises';

import { clientOf } from '../lib/http.mjs';
import { aPerson, aStranger, PASSWORD, signIn } from '../lib/people.mjs';
import { median, percentile } from '../lib/statistics.mjs';
import { startStorm } from '../lib/storm.mjs';
import { trickle } from '../lib/trickle.mjs';

const USERS = 600;
const WORKERS = 50;
const PER_SECOND = 20;
const MOST = 1.5;
const MOST_P99 = 30;
/** Until every worker of the storm has its first try behind it or in the queue. */
const RISE_SECONDS = 1;
/** So that it does not abate before the last request is sent. */
const FALL_SECONDS = 0.5;
const WARM_UP = 50;

const STORMS = [
  { name: 'of one victim', names: () => [aPerson(2).email] },
  { name: 'of many users', names: () => Array.from({ length: USERS - 10 }, (_, n) => aPerson(10 + n).email) },
  { name: 'of unknown users', names: () => Array.from({ length: 10_000 }, (_, n) => aStranger(n)) },
];

/** How somebody at work fares while others try passwords as fast as they can. */
export const bystander = async ({ fixtures, report, quick }) => {
  await fixtures.withBoth({ users: USERS }, async (servers) => {
    const late = [];
    for (const storm of STORMS) {
      // Stock takes seconds for each request by then: it would only be more of the same.
      const theirs = await weather(servers.stock, { storm, seconds: quick ? 2 : 4, late });
      const ours = await weather(servers.gatehouse, { storm, seconds: quick ? 4 : 10, late });
      for (const kind of ['panel', 'API token']) {
        tell(report, `${kind} request in a storm ${storm.name}`, theirs[kind], ours[kind]);
      }
      report.note(
        `Storm ${storm.name}: ${theirs.perSecond.toFixed(0)} refusals/s at stock, ${ours.perSecond.toFixed(0)} at Gatehouse.`,
      );
      if (theirs.resent + ours.resent > 0) {
        report.note(
          `Storm ${storm.name}: the server had closed kept connections as idle, so that ${theirs.resent} of the ` +
            `bystander's requests were sent again at stock, ${ours.resent} at Gatehouse; their times include that.`,
        );
      }
    }
    report.note(
      `The bystander's requests were sent ${percentile(late, 0.5).toFixed(1)} ms late at the median, ` +
        `${percentile(late, 0.99).toFixed(1)} ms at the 99th percentile; that is within their times.`,
    );
  });
};

const tell = (report, measure, theirs, ours) => {
  report.add({ measure: `${measure}: quiet median`, stock: theirs.quiet, gatehouse: ours.quiet });
  report.add({
    measure: `${measure}: median`,
    stock: theirs.stormy,
    gatehouse: ours.stormy,
    limit: `≤ ${MOST} × quiet`,
    met: median(ours.stormy) <= MOST * median(ours.quiet),
  });
  const p99 = (samples) => percentile(samples, 0.99);
  report.add({
    measure: `${measure}: p99`,
    stock: p99(theirs.stormy),
    gatehouse: p99(ours.stormy),
    limit: `≤ ${MOST_P99} ms`,
    met: p99(ours.stormy) <= MOST_P99,
  });
};

const weather = async (server, { storm, seconds, late }) => {
  const send = await aBystander(server);
  const quiet = await both(send, seconds);
  const blowing = await startStorm({
    url: server.url,
    names: storm.names(),
    workers: WORKERS,
    seconds: RISE_SECONDS + seconds + FALL_SECONDS,
  });
  await sleep(RISE_SECONDS * 1_000);
  const stormy = await both(send, seconds);
  const { perSecond } = await blowing.done();
  send.close();
  const of = (kind) => {
    late.push(...stormy[kind].late);
    return { quiet: quiet[kind].samples, stormy: stormy[kind].samples };
  };
  return { perSecond, resent: send.resent(), panel: of('panel'), 'API token': of('API token') };
};

/** A panel user with an open session and a client with an API token, over connections that are already open. */
const aBystander = async (server) => {
  const client = clientOf(server.url, { connections: Infinity });
  const { token } = await signIn(client, { ...aPerson(1), password: PASSWORD });
  const panel = () => client.get('/admin/users/me', { token });
  const api = () => client.get('/api/articles', { token: server.apiToken });
  for (let turn = 0; turn < WARM_UP; turn += 1) {
    await Promise.all([panel(), api()]);
  }
  return { panel, api, resent: client.resent, close: client.close };
};

/** Both at the same time, taking turns. */
const both = async ({ panel, api }, seconds) => {
  const rate = { perSecond: PER_SECOND, seconds };
  const [panelTaken, apiTaken] = await Promise.all([
    trickle(rate, panel),
    trickle({ ...rate, offsetMs: 500 / PER_SECOND }, api),
  ]);
  return { panel: panelTaken, 'API token': apiTaken };
};
