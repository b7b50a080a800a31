import { databaseKind, signIn } from '../../support';
import { anAddress, aNobody, aPassword, keptOf, shared } from '../vocabulary';

const { aUser, call, http, putBack, queries, setPolicy, sql } = shared;

const MANY = 40;
const LIMIT = 5;
const SHARED = /^begin immediate/;

beforeAll(() => shared.superAdmin());
beforeEach(() => setPolicy({ throttle: { maxFailuresPerAddress: LIMIT } }));
afterEach(async () => {
  await call(`strapi.faults.end('commit')`);
  await putBack();
  await sql('DELETE FROM ??', ['gatehouse_throttle']);
});

type Try = { email: string; from: string };
const tries = (): Try[] => Array.from({ length: MANY }, () => ({ email: aNobody(), from: anAddress() }));
const fail = ({ email, from }: Try) =>
  http.post('/admin/login', { body: { email, password: 'Wrong-Horse-7' }, from });
const failAtOnce = async (all: readonly Try[]) => {
  const answers = await Promise.all(all.map(fail));
  return answers.map(({ status }) => status);
};
const recorded = async (one: Try) =>
  (
    await sql('SELECT ?? FROM ?? WHERE ?? = ?', [
      'id',
      'gatehouse_login_attempts',
      'user_name',
      keptOf(one.email),
    ])
  ).length;
const counted = async (one: Try) => {
  const rows = await sql<{ key: string; points: number }>('SELECT * FROM ??', ['gatehouse_throttle']);
  return Number(rows.find(({ key }) => key.includes(one.from))?.points ?? 0);
};
const ofEach = (all: readonly Try[], read: (one: Try) => Promise<number>) => Promise.all(all.map(read));
const each = (number: number) => Array<number>(MANY).fill(number);

// The others share commits by themselves.
(databaseKind() === 'sqlite' ? describe : describe.skip)('what many tries at once write', () => {
  it('is committed together, and all of it is there with the answers', async () => {
    const all = tries();

    let statuses: number[] = [];
    const statements = await queries.during(async () => {
      statuses = await failAtOnce(all);
    });

    expect(statuses).toEqual(each(400));
    expect(await ofEach(all, recorded)).toEqual(each(1));
    expect(await ofEach(all, counted)).toEqual(each(1));
    const commits = statements.filter((statement) => SHARED.test(statement)).length;
    expect(commits).toBeGreaterThan(0);
    // Each try would make two on its own.
    expect(commits).toBeLessThan(MANY / 2);
  });

  it('gives one address no more tries than it has', async () => {
    const from = anAddress();
    const people = await Promise.all(Array.from({ length: LIMIT }, () => aUser()));

    const comparisons = await shared.counter.comparisonsDuring(() =>
      Promise.all(people.flatMap(({ email }) => [1, 2, 3, 4].map(() => fail({ email, from })))),
    );

    expect(comparisons).toBe(LIMIT);
    expect(await counted({ email: '', from })).toBe(4 * LIMIT);
  });

  it('is not there at all for those whom a failed commit keeps out, who may come again', async () => {
    const user = await aUser();
    const all = tries();
    await call(`strapi.faults.before('commit', /^commit/, (_run, turn) => {
      if (turn === 1) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    })`);

    const statuses = await failAtOnce(all);

    expect(new Set(statuses)).toEqual(new Set([400, 503]));
    // One of the two is missing: that the try was counted, or that it was made.
    const written = await ofEach(all, async (one) => (await counted(one)) + (await recorded(one)));
    expect(written).toEqual(statuses.map((status) => (status === 400 ? 2 : 1)));
    expect((await signIn(user.email, aPassword, { from: user.from })).status).toBe(200);
    expect(await failAtOnce(all)).toEqual(each(400));
  });

  it('is there for all but those whose own part of it fails', async () => {
    const [refused, ...others] = tries();
    await call(`strapi.faults.before('commit', /insert into .gatehouse_login_attempts/, () => {
      throw Object.assign(new Error('no such thing'), { code: 'SQLITE_CONSTRAINT' });
    })`);
    expect(refused && (await fail(refused)).status).toBe(503);

    const statuses = await failAtOnce(others);

    expect(new Set(statuses)).toEqual(new Set([503]));
    expect(new Set(await ofEach(others, counted))).toEqual(new Set([1]));
  });
});
