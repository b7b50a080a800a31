import { setTimeout as sleep } from 'node:timers/promises';

import type { Job } from '../../../shared/contracts/bulk';
import { PERMISSIONS } from '../../../shared/permissions';
import { aDatabase, startStrapi, type Database, type Server } from '../../support';
import { isRunOfEverything } from '../../support/run';
import { gatehouseAt, MINUTE } from '../vocabulary';

type Words = ReturnType<typeof gatehouseAt>;

/** Thousands are made and changed one after another: on a busy machine, more than other tests may take. */
jest.setTimeout(180_000);

/** Eight batches; fifty in the run of everything. */
const PEOPLE = isRunOfEverything ? 5_000 : 800;
const PAGE = 200;
const PAGES = PEOPLE / PAGE;
const FILTERS = { _q: 'crowd', filters: {} };

let database: Database;
let server: Server;
let words: Words;
let ids: number[];

/** Written many at a time: one after the other would take minutes. */
const aCrowd = (count: number) => `(async () => {
  const people = Array.from({ length: ${count} }, (_, n) => ({
    email: \`crowd.\${n}@example.test\`, firstname: 'Crowd', lastname: String(n), isActive: true, blocked: false,
  }));
  for (let at = 0; at < people.length; at += 500)
    await strapi.db.query('admin::user').createMany({ data: people.slice(at, at + 500) });
})()`;

const start = async () => {
  server = await startStrapi({ database });
  words = gatehouseAt(server);
};
beforeAll(async () => {
  database = await aDatabase();
  await start();
  await words.call(aCrowd(PEOPLE));
  const rows = await words.sql('SELECT ?? FROM ?? WHERE ?? LIKE ? ORDER BY ??', [
    'id',
    'gatehouse_users',
    'email',
    'crowd.%',
    'id',
  ]);
  ids = rows.map(({ id }) => Number(id));
}, 240_000);
afterAll(async () => {
  await server.stop();
  await database.drop();
});

const begin = async (body: object, ask: object = {}): Promise<Job> => {
  const answer = await words.gatehouse.post('/users/bulk', { body, ...ask });
  expect([answer.status, answer.body.error]).toEqual([202, undefined]);
  return answer.body.data.job;
};
const read = async (id: number, query = '') => (await words.gatehouse.get(`/jobs/${id}${query}`)).body;
const untilFinished = async ({ id }: Job): Promise<Job> => {
  for (;;) {
    const { data } = await read(id);
    if (data.finishedAt) return data;
    await sleep(50);
  }
};
const count = async (table: string, where: Record<string, unknown>) => {
  const conditions = Object.keys(where).map(() => '?? = ?');
  const [row] = await words.sql(`SELECT count(*) AS ?? FROM ?? WHERE ${conditions.join(' AND ')}`, [
    'total',
    table,
    ...Object.entries(where).flat(),
  ]);
  return Number(row?.total);
};
const unlockAll = async () => untilFinished(await begin({ action: 'unlock', ...FILTERS }));

it('locks all that match, tells how far it is, and lets others in meanwhile', async () => {
  const job = await begin({ action: 'lock', reason: 'a drill', ...FILTERS });
  expect(job).toMatchObject({ action: 'lock', total: PEOPLE, done: 0, startedBy: 'First Admin' });

  const seen = new Set<number>();
  for (let state = 'queued'; state !== 'done';) {
    const { data } = await read(job.id);
    seen.add(data.done);
    state = data.state;
  }

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

it('goes on where its server was killed, and does nobody twice or by half', async () => {
  await words.call(`(() => {
    const users = strapi.plugin('gatehouse').service('users');
    const { changeMany } = users;
    let batches = 0;
    users.changeMany = async (...given) => {
      const results = await changeMany(...given);
      batches += 1;
      if (batches > 3) { users.isReached = true; await new Promise(() => {}); }
      return results;
    };
  })()`);
  const job = await begin({ action: 'lock', reason: 'torn', ids: ids.slice(0, 600) });
  while (!(await reached()));
  await server.kill();
  await start();

  expect(await count('gatehouse_users', { locked_reason: 'torn' })).toBe(300);
  expect((await read(job.id)).data).toMatchObject({ state: 'running', done: 300 });

  await words.clock.advance(2 * MINUTE);
  await words.call(`strapi.plugin('gatehouse').service('jobs').run()`);

  expect(await untilFinished(job)).toMatchObject({ state: 'done', done: 600, failed: 0 });
  expect(await count('gatehouse_users', { locked_reason: 'torn' })).toBe(600);
  expect(await count('gatehouse_notes', { action: 'locked', text: 'torn' })).toBe(600);
  expect(await count('gatehouse_job_results', { job_id: job.id })).toBe(600);
  await words.clock.reset();
  await unlockAll();
});
const reached = () =>
  words.call<boolean>(`strapi.plugin('gatehouse').service('users').isReached === true`).catch(() => false);

it('stops where who started it is shut out meanwhile', async () => {
  const role = await words.aRole(PERMISSIONS.map(({ uid }) => uid));
  const clerk = await words.aUserAtWork({ roles: [role.id] });
  await words.call(`(() => {
    const users = strapi.plugin('gatehouse').service('users');
    const { changeMany } = users;
    // As another request would, and not in the transaction of the batch.
    const shutOut = process.getBuiltinModule('node:async_hooks').AsyncResource.bind(() =>
      users.act(${clerk.id}, { action: 'disable' }, { adminUserId: null, name: 'test', isSuperAdmin: true })
        .catch((error) => strapi.log.error(error)));
    users.changeMany = (...given) => {
      users.changeMany = changeMany;
      setTimeout(shutOut, 0);
      return changeMany(...given);
    };
  })()`);

  const job = await begin({ action: 'lock', ...FILTERS }, { token: clerk.token, from: clerk.from });

  const ended = await untilFinished(job);
  expect(ended.state).toBe('stopped');
  expect(ended.done).toBeLessThan(PEOPLE);
  expect(await count('gatehouse_users', { lock: 'admin' })).toBe(ended.done);
  await unlockAll();
});

it("is nobody else's to see but a super admin's", async () => {
  const role = await words.aRole(PERMISSIONS.map(({ uid }) => uid));
  const [one, other] = [
    await words.aUserAtWork({ roles: [role.id] }),
    await words.aUserAtWork({ roles: [role.id] }),
  ];
  const job = await begin(
    { action: 'unlock', filters: { type: { $eq: 'end-user' } } },
    { token: one.token, from: one.from },
  );
  expect(job).toMatchObject({ state: 'done', total: 0 });
  const ask = (who: typeof one) =>
    words.gatehouse.get(`/jobs/${job.id}`, { token: who.token, from: who.from });

  expect((await ask(one)).status).toBe(200);
  expect(await ask(other)).toFailWith({ status: 404, code: 'NOT_FOUND' });
  expect((await words.gatehouse.get(`/jobs/${job.id}`)).status).toBe(200);
});

it('is forgotten after a week, with its results', async () => {
  await words.clock.advance(8 * 24 * 60 * MINUTE);

  await words.call(`strapi.plugin('gatehouse').service('jobs').deleteOld()`);

  expect(await count('gatehouse_jobs', { state: 'done' })).toBe(0);
  const [row] = await words.sql('SELECT count(*) AS ?? FROM ??', ['total', 'gatehouse_job_results']);
  expect(Number(row?.total)).toBe(0);
  await words.clock.reset();
});

it('deletes all that match, and leaves nothing of them behind', async () => {
  const job = await untilFinished(await begin({ action: 'delete', ...FILTERS }));

  expect(job).toMatchObject({ done: PEOPLE, failed: 0 });
  for (const table of ['gatehouse_users', 'admin_users']) {
    const rows = await words.sql('SELECT ?? FROM ?? WHERE ?? LIKE ?', ['id', table, 'email', 'crowd.%']);
    expect(rows).toEqual([]);
  }
});
