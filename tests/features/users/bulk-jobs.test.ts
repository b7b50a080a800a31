import { PERMISSIONS } from '../../../shared/permissions';
import { isRunOfEverything } from '../../support/run';
import { DAY, shared } from '../vocabulary';
import { CROWD, jobsAt } from './jobs';

const { aRole, aUserAtWork, call, clock, gatehouse, sql } = shared;
const { aCrowd, begin, count, read, untilFinished } = jobsAt(shared);

/** Thousands are made and changed one after another: on a busy machine, more than other tests may take. */
jest.setTimeout(180_000);

/** Eight batches; fifty in the run of everything. */
const PEOPLE = isRunOfEverything ? 5_000 : 800;
const PAGE = 200;
const PAGES = PEOPLE / PAGE;
const FILTERS = { _q: CROWD, filters: {} };

let ids: number[];
beforeAll(async () => {
  ids = await aCrowd(PEOPLE);
}, 240_000);

const unlockAll = async () => untilFinished(await begin({ action: 'unlock', ...FILTERS }));

it('locks all that match, tells how far it is, and lets others in meanwhile', async () => {
  // Else a batch, and the pause after it, may be over before this process has asked once.
  await call(`strapi.faults.before('slow', /insert into .gatehouse_job_results/, () =>
    new Promise((resolve) => setTimeout(resolve, 100)))`);
  const job = await begin({ action: 'lock', reason: 'a drill', ...FILTERS });
  expect(job).toMatchObject({ action: 'lock', total: PEOPLE, done: 0, startedBy: 'First Admin' });

  const seen = new Set<number>();
  for (let state = 'queued'; state !== 'done';) {
    const { data } = await read(job.id);
    seen.add(data.done);
    state = data.state;
  }
  await call(`strapi.faults.end('slow')`);

  // Others are answered between its batches.
  expect(seen.size).toBeGreaterThan(3);
  expect(await count('gatehouse_users', { lock: 'admin', locked_reason: 'a drill' })).toBe(PEOPLE);
  expect(await count('gatehouse_notes', { action: 'locked' })).toBe(PEOPLE);
  const { data, meta } = await read(job.id, `?pageSize=${PAGE}&page=${PAGES}`);
  expect(data).toMatchObject({ state: 'done', done: PEOPLE, failed: 0 });
  expect(data.results.map(({ id }: { id: number }) => id)).toEqual(ids.slice(-PAGE));
  expect(meta.pagination).toMatchObject({ total: PEOPLE, pageCount: PAGES });
  expect((await unlockAll()).failed).toBe(0);
});

it('is a job where more than 200 are named, and tells who was left out', async () => {
  const job = await begin({ action: 'lock', ids: [...ids.slice(0, 250), 2 ** 31 - 1] });

  expect(await untilFinished(job)).toMatchObject({ total: 251, done: 251, failed: 1, state: 'done' });
  const left = await read(job.id, '?filters[ok][$eq]=false');
  expect(left.data.results).toEqual([
    { id: 2 ** 31 - 1, userName: null, ok: false, code: 'NOT_FOUND', message: expect.any(String) },
  ]);
  expect(left.meta.pagination.total).toBe(1);
  await unlockAll();
});

it('stops where who started it is shut out meanwhile', async () => {
  const role = await aRole(PERMISSIONS.map(({ uid }) => uid));
  const clerk = await aUserAtWork({ roles: [role.id] });
  // Meanwhile the database is told what another server does.
  await call(`strapi.faults.before('meanwhile', /insert into .gatehouse_job_results/, async (run, batches) => {
    if (batches === 1) await run("UPDATE gatehouse_users SET lifecycle = 'disabled' WHERE id = ${clerk.id}");
  })`);

  const job = await begin({ action: 'lock', ...FILTERS }, { token: clerk.token, from: clerk.from });

  const ended = await untilFinished(job);
  expect(ended.state).toBe('stopped');
  expect(ended.done).toBeLessThan(PEOPLE);
  await call(`strapi.faults.end('meanwhile')`);
  expect(await count('gatehouse_users', { lock: 'admin' })).toBe(ended.done);
  await unlockAll();
});

it("is nobody else's to see but a super admin's", async () => {
  const role = await aRole(PERMISSIONS.map(({ uid }) => uid));
  const [one, other] = [await aUserAtWork({ roles: [role.id] }), await aUserAtWork({ roles: [role.id] })];
  const job = await begin(
    { action: 'unlock', filters: { type: { $eq: 'end-user' } } },
    { token: one.token, from: one.from },
  );
  expect(job).toMatchObject({ state: 'done', total: 0 });
  const ask = (who: typeof one) => gatehouse.get(`/jobs/${job.id}`, { token: who.token, from: who.from });

  expect((await ask(one)).status).toBe(200);
  expect(await ask(other)).toFailWith({ status: 404, code: 'NOT_FOUND' });
  expect((await gatehouse.get(`/jobs/${job.id}`)).status).toBe(200);
});

it('is forgotten after a week, with its results', async () => {
  await clock.advance(8 * DAY);

  await call(`strapi.plugin('gatehouse').service('jobs').deleteOld()`);

  expect(await count('gatehouse_jobs', { state: 'done' })).toBe(0);
  const [row] = await sql('SELECT count(*) AS ?? FROM ??', ['total', 'gatehouse_job_results']);
  expect(Number(row?.total)).toBe(0);
  await clock.reset();
});

it('deletes all that match, and leaves nothing of them behind', async () => {
  const job = await untilFinished(await begin({ action: 'delete', ...FILTERS }));

  expect(job).toMatchObject({ done: PEOPLE, failed: 0 });
  for (const table of ['gatehouse_users', 'admin_users']) {
    const rows = await sql('SELECT ?? FROM ?? WHERE ?? LIKE ?', ['id', table, 'email', `${CROWD}.%`]);
    expect(rows).toEqual([]);
  }
});
