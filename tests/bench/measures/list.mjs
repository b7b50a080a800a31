import { fillGroups } from '../lib/groups.mjs';
import { multiplyUsers } from '../lib/multiply.mjs';
import { aPerson, firstAdmin, signIn } from '../lib/people.mjs';
import { alternate } from '../lib/rounds.mjs';
import { median } from '../lib/statistics.mjs';
import { spreadStatuses } from '../lib/statuses.mjs';

/** The list counts no further. */
const COUNTED = { all: 100_000, matching: 10_000 };
/** As many as a start takes in; more are made of them by SQL, and stock Strapi has none of those. */
const MOST_BY_A_START = 100_000;
const PAGE_SIZE = 20;
const FAR_PAGE = 1_000;
const MOST = { first: 15, far: 25, search: 40, keystroke: 50, filter: 15 };

const some = (count, make) => Array.from({ length: count }, (_, n) => make(n));
const random = (below) => Math.floor(Math.random() * below);

/** Pieces of names and addresses that are there, and such that are not. */
const searches = (users) => ({
  many: some(40, () => {
    const { lastname } = aPerson(1 + random(Math.min(users, MOST_BY_A_START)));
    const at = random(lastname.length - 2);
    return lastname.slice(at, at + 3).toLowerCase();
  }),
  few: some(40, () => {
    const { email } = aPerson(1 + random(Math.min(users, MOST_BY_A_START)));
    return email.slice(2 + random(4), email.indexOf('@'));
  }),
  none: some(40, () => `q${random(1e6).toString(36)}xz`),
});

/** What is asked while names are typed: one letter, two, … of one, then of the next. */
const MOST_LETTERS = 6;
const keystrokes = (users) =>
  some(20, () => aPerson(1 + random(Math.min(users, MOST_BY_A_START))).lastname.toLowerCase()).flatMap(
    (name) => some(Math.min(MOST_LETTERS, name.length), (n) => name.slice(0, n + 1)),
  );

/** Each filter by itself, at the sort that a list opens with. */
const filters = {
  'type panel': 'filters[type][$eq]=panel',
  "the admin's role": 'filters[role][$eq]=1',
  "everybody's role": 'filters[role][$eq]=2',
  'a full licence': 'filters[licence][$eq]=1',
  "everybody's role group": 'filters[roleGroup][$eq]=1',
  'a role group of few': 'filters[roleGroup][$eq]=2',
  "everybody's account": 'filters[account][$eq]=1',
  'an account of few': 'filters[account][$eq]=2',
  "everybody's DAC group": 'filters[dacGroup][$eq]=1',
  'never signed in': 'filters[lastLoginAt][$null]=true',
  'not signed in for 90 days': 'filters[lastLoginAt][$olderThanDays]=90',
  'without MFA': 'filters[mfaEnabled][$eq]=false',
  'with MFA': 'filters[mfaEnabled][$eq]=true',
  'MFA required': 'filters[mfaRequired][$eq]=true',
  'access locked': 'filters[accessLocked][$eq]=true',
  'access not locked': 'filters[accessLocked][$eq]=false',
  'added within an hour': () => `filters[createdAt][$gte]=${new Date(Date.now() - 3_600_000).toISOString()}`,
  'added before today': () => `filters[createdAt][$lt]=${new Date(Date.now() - 86_400_000).toISOString()}`,
};

const viewsOf = (users) => {
  const { many, few, none } = searches(users);
  const page = users / PAGE_SIZE > FAR_PAGE ? FAR_PAGE : Math.floor(users / PAGE_SIZE / 2);
  const q = (texts) => (n) => `_q=${encodeURIComponent(texts[n % texts.length])}`;
  const status = (name) => () => `filters[status][$eq]=${name}`;
  return [
    { name: 'first page by last name', most: MOST.first, hits: [Math.min(users, COUNTED.all), Infinity] },
    {
      name: 'status active',
      most: MOST.first,
      query: status('active'),
      stock: () => 'filters[isActive][$eq]=true',
      hits: [Math.min(users / 2, COUNTED.matching), users],
    },
    {
      name: 'status suspended',
      most: MOST.first,
      query: status('suspended'),
      stock: null,
      hits: [1, users / 100],
    },
    {
      name: 'status auto-locked',
      most: MOST.first,
      query: status('auto-locked'),
      stock: null,
      hits: [1, users / 100],
    },
    { name: `page ${page}`, page, most: MOST.far, hits: [Math.min(users, COUNTED.all), Infinity] },
    {
      name: 'search, many hits',
      query: q(many),
      most: MOST.search,
      hits: [Math.min(users / 1_000, COUNTED.matching), users],
    },
    { name: 'search, few hits', query: q(few), most: MOST.search, hits: [1, users / 100] },
    {
      name: "each keystroke's search",
      query: q(keystrokes(users)),
      most: MOST.keystroke,
      // One letter may be everybody's, and the admin's who asks.
      hits: [1, users + 1],
    },
    ...Object.entries(filters).map(([name, filter]) => ({
      name,
      most: MOST.filter,
      query: typeof filter === 'string' ? () => filter : filter,
      stock: null,
      hits: [0, Infinity],
    })),
    { name: 'search, no hits', query: q(none), most: MOST.search, hits: [0, 0] },
  ];
};

/** The directory's pages, beside the pages of Strapi's own list with the same sort, page and search. */
export const list = async ({ fixtures, report, quick, users: wanted }) => {
  const users = quick ? Math.min(wanted, 10_000) : wanted;
  const timing = { samples: quick ? 15 : 60, block: 5, warmUp: 3 };

  const started = Math.min(users, MOST_BY_A_START);
  const work = users > started ? 'withGatehouse' : 'withBoth';
  await fixtures[work]({ users: started }, async ({ stock, gatehouse }) => {
    if (users > started) await multiplyUsers(gatehouse, Math.round(users / started));
    await spreadStatuses(gatehouse);
    await fillGroups(gatehouse);
    const own = stock && (await signIn(stock, firstAdmin)).token;
    const { token } = await signIn(gatehouse, firstAdmin);
    const ask = (server, path, session) =>
      server && {
        [server === stock ? 'stock' : 'gatehouse']: async (n) =>
          (await server.get(path(n), { token: session })).ms,
      };

    // What every request of this user costs before anything is listed.
    const bare = await alternate(timing, {
      ...ask(stock, () => '/admin/users/me', own),
      ...ask(gatehouse, () => '/admin/users/me', token),
    });
    report.add({
      measure: `beside ${users.toLocaleString('en')} users, a request that lists nothing`,
      ...bare,
    });

    for (const { name, most, hits, page = 1, query = () => '', stock: stockQuery = query } of viewsOf(
      users,
    )) {
      const paging = `page=${page}&pageSize=${PAGE_SIZE}`;
      const taken = await alternate(timing, {
        ...(stockQuery &&
          ask(stock, (n) => `/admin/users?sort=lastname:ASC&${paging}&${stockQuery(n)}`, own)),
        gatehouse: async (n) => {
          const answer = await gatehouse.get(`/gatehouse/users?sort=lastname:asc&${paging}&${query(n)}`, {
            token,
          });
          assertHits(name, answer.json(), hits);
          return answer.ms;
        },
      });
      report.add({
        measure: `list of ${users.toLocaleString('en')}, ${name}`,
        ...taken,
        limit: `≤ ${most} ms`,
        met: median(taken.gatehouse) <= most,
      });
    }
  });
};

const assertHits = (name, { data, meta }, [least, most]) => {
  const { total } = meta.pagination;
  if (total < least || total > most || (total > 0 && data.length === 0)) {
    throw new Error(`list, ${name}: ${total} hits, ${data.length} on the page; expected ${least} to ${most}`);
  }
};
