import { aDatabase, startStrapi, type Database, type Server } from '../../support';
import { gatehouseAt, MINUTE } from '../vocabulary';
import { jobsAt } from './jobs';

/** Two servers start, one after the other. */
jest.setTimeout(240_000);

const PEOPLE = 400;

let database: Database;
let server: Server;
const start = async () => {
  server = await startStrapi({ database });
  const words = gatehouseAt(server);
  return { ...words, ...jobsAt(words) };
};
beforeAll(async () => {
  database = await aDatabase();
});
afterAll(async () => {
  await server?.stop();
  await database.drop();
});

it('goes on where its server was killed, and does nobody twice or by half', async () => {
  const { aCrowd, begin, call } = await start();
  const ids = await aCrowd(PEOPLE);
  await call(`strapi.faults.before('stop', /insert into .gatehouse_job_results/, async (run, batches) => {
    if (batches > 3) { strapi.isReached = true; await new Promise(() => {}); }
  })`);
  const job = await begin({ action: 'lock', reason: 'torn', ids });
  const isReached = () => call<boolean>(`strapi.isReached === true`);
  while (!(await isReached()));
  await server.kill();

  const after = await start();
  expect(await after.count('gatehouse_users', { locked_reason: 'torn' })).toBe(300);
  expect((await after.read(job.id)).data).toMatchObject({ state: 'running', done: 300 });
  await after.clock.advance(2 * MINUTE);
  await after.call(`strapi.plugin('gatehouse').service('jobs').run()`);

  expect(await after.untilFinished(job)).toMatchObject({ state: 'done', done: PEOPLE, failed: 0 });
  expect(await after.count('gatehouse_users', { locked_reason: 'torn' })).toBe(PEOPLE);
  expect(await after.count('gatehouse_notes', { action: 'locked', text: 'torn' })).toBe(PEOPLE);
  expect(await after.count('gatehouse_job_results', { job_id: job.id })).toBe(PEOPLE);
});
