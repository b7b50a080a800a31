import { aPerson, aStranger, failToSignIn } from '../lib/people.mjs';
import { alternate } from '../lib/rounds.mjs';
import { median } from '../lib/statistics.mjs';

const USERS = 600;
const MOST_APART = 2;

/** Whether the time of a refusal tells who is a user. Everybody is tried once or twice, so that nobody is locked. */
export const enumeration = async ({ fixtures, report, quick }) => {
  const timing = { samples: quick ? 12 : 100, block: 1, warmUp: 2 };

  await fixtures.withBoth({ users: USERS }, async (servers) => {
    const measure = (server) =>
      alternate(timing, {
        known: (n) => failToSignIn(server, aPerson(1 + n).email),
        unknown: (n) => failToSignIn(server, aStranger(n)),
      });
    const [theirs, ours] = [await measure(servers.stock), await measure(servers.gatehouse)];
    const apart = ({ known, unknown }) => Math.abs(median(known) - median(unknown));

    report.add({ measure: 'refusal, wrong password', stock: theirs.known, gatehouse: ours.known });
    report.add({ measure: 'refusal, unknown user', stock: theirs.unknown, gatehouse: ours.unknown });
    report.add({
      measure: 'refusals, medians apart',
      stock: apart(theirs),
      gatehouse: apart(ours),
      comparable: false,
      limit: `≤ ${MOST_APART} ms`,
      met: apart(ours) <= MOST_APART,
    });
  });
};
