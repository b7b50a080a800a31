import { insertAccounts } from '../lib/accounts.mjs';
import { firstAdmin, PASSWORD, signIn } from '../lib/people.mjs';
import { alternate } from '../lib/rounds.mjs';
import { median } from '../lib/statistics.mjs';

const USERS = 100_000;
const ACCOUNTS = 1_000;
/** One of the second level: with what is below it, about a tenth of them all. */
const ADMINISTERED = 2;
const MOST_FOR_THE_TREE = 300;
const MOST_FOR_A_LIST = 150;

const limitedAdmin = { email: 'account.admin@example.test', password: PASSWORD };

/** A tree of a thousand accounts, and the list of users as who is limited to a tenth of it sees it. */
export const accounts = async ({ fixtures, report, quick }) => {
  const users = quick ? USERS / 10 : USERS;
  const timing = { samples: quick ? 15 : 60, block: 5, warmUp: 3 };
  const server = await fixtures.start({ users, gatehouse: true });
  try {
    const { token } = await signIn(server, firstAdmin);
    const members = await server.database.open((connection) =>
      connection('gatehouse_users').where('id', '>', 1).orderBy('id').pluck('id'),
    );
    await insertAccounts(server, { accounts: ACCOUNTS, members });
    const own = await signInLimited(server, token);
    const timed = (path, asker, check) => async () => {
      const answer = await server.get(path, { token: asker });
      check(answer.json());
      return answer.ms;
    };

    const count = (least, most) => (body) => {
      const found = body.meta?.pagination.total ?? body.data.length;
      if (found < least || found > most)
        throw new Error(`accounts: ${found} found, expected ${least} to ${most}`);
    };
    const tree = await alternate(timing, {
      all: timed('/gatehouse/accounts', token, count(ACCOUNTS, ACCOUNTS)),
      limited: timed('/gatehouse/accounts', own, count(ACCOUNTS / 20, ACCOUNTS / 5)),
    });
    for (const [name, taken] of [
      [`tree of ${ACCOUNTS.toLocaleString('en')} accounts`, tree.all],
      ['the same, limited to a tenth', tree.limited],
    ])
      report.add({
        measure: name,
        gatehouse: taken,
        limit: `≤ ${MOST_FOR_THE_TREE} ms`,
        met: median(taken) <= MOST_FOR_THE_TREE,
      });

    for (const [name, query] of [
      ['first page by last name', ''],
      ['search, many hits', '&_q=man'],
      ['status active', '&filters[status][$eq]=active'],
      ['one account and below', `&filters[account][$eq]=${ADMINISTERED}`],
    ]) {
      const path = `/gatehouse/users?sort=lastname:asc&pageSize=20${query}`;
      const taken = await alternate(timing, {
        all: timed(path, token, count(1, users + 2)),
        limited: timed(path, own, count(1, users / 5)),
      });
      const [all, limited] = [median(taken.all), median(taken.limited)];
      report.add({
        measure: `list of ${users.toLocaleString('en')} as an account admin, ${name}`,
        gatehouse: taken.limited,
        limit: `≤ ${MOST_FOR_A_LIST} ms`,
        met: limited <= MOST_FOR_A_LIST,
      });
      report.note(
        `${name}: ${all.toFixed(2)} ms as a super admin, ${(limited / all).toFixed(2)} times that as an account admin`,
      );
    }
  } finally {
    await server.stop();
  }
};

/** The token of an admin of one account, whose role limits them to it. */
const signInLimited = async (server, token) => {
  const made = async (path, body) => (await server.post(path, { token, body, expect: 201 })).json().data;
  const role = await made('/admin/roles', { name: 'Account admin', description: '' });
  await server.put(`/admin/roles/${role.id}/permissions`, {
    token,
    body: {
      permissions: ['users.read', 'accounts.read'].map((uid) => ({
        action: `plugin::gatehouse.${uid}`,
        subject: null,
        properties: {},
        conditions: [],
      })),
    },
  });
  await server.put(`/gatehouse/roles/${role.id}`, { token, body: { ownAccountsOnly: true } });
  const admin = await made('/gatehouse/users', {
    email: limitedAdmin.email,
    roles: [role.id],
    accounts: [{ account: ADMINISTERED, role: 'admin' }],
  });
  await server.post(`/gatehouse/users/${admin.id}/set-password`, { token, body: { password: PASSWORD } });
  return (await signIn(server, limitedAdmin)).token;
};
