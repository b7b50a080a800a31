import { DAY, HOUR, MINUTE, shared as at } from '../vocabulary';

const RETENTION_DAYS = 30;
/** How many are deleted by one statement. */
const BATCH = 1_000;
const TABLE = 'gatehouse_login_attempts';

beforeAll(() => at.configure({ loginAttempts: { retentionDays: RETENTION_DAYS } }));
afterEach(async () => {
  await at.putBack();
  await at.sql('DELETE FROM ??', [TABLE]);
});

const SERVICE = `strapi.plugin('gatehouse').service('loginAttempts')`;

/** So many attempts of that age, written as by a server that has been here for long. */
const attemptsOfAge = async (count: number, age: number) => {
  const createdAt = new Date((await at.clock.now()).getTime() - age).toISOString();
  await at.call(`(async () => {
    const knex = strapi.db.connection;
    const created_at = new Date(${JSON.stringify(createdAt)});
    const row = (n) => ({
      document_id: ${JSON.stringify(createdAt)} + n, user_name: 'somebody@example.test', realm: 'panel', outcome: 'failure',
      reason: 'wrong-password', method: 'password', ip: '198.51.100.7', count: 1, created_at, updated_at: created_at,
    });
    for (let from = 0; from < ${count}; from += 500)
      await knex(${JSON.stringify(TABLE)}).insert(Array.from({ length: Math.min(500, ${count} - from) }, (_, n) => row(from + n)));
  })()`);
  return createdAt;
};
const left = async () => {
  const [row] = await at.sql('SELECT COUNT(*) AS ?? FROM ??', ['total', TABLE]);
  return Number(row?.total);
};
const deleteBefore = (age: number) =>
  at.clock.now().then((now) => at.call<number>(`${SERVICE}.deleteBefore(new Date(${now.getTime() - age}))`));
/** What Strapi's clock does every hour. */
const runCron = () =>
  at.call(`strapi.cron.jobs.find(({ name }) => name === 'gatehouseRetention').job.invoke().then(() => null)`);
const deletions = (statements: string[]) =>
  statements.filter((sql) => /^delete/i.test(sql) && sql.includes(TABLE));

it('deletes what is older, and nothing that is newer', async () => {
  await attemptsOfAge(2 * BATCH + 500, 40 * DAY);
  await attemptsOfAge(1_200, 20 * DAY);

  expect(await deleteBefore(RETENTION_DAYS * DAY)).toBe(2 * BATCH + 500);

  expect(await left()).toBe(1_200);
  expect(await deleteBefore(RETENTION_DAYS * DAY)).toBe(0);
});

it('keeps the moment itself', async () => {
  await attemptsOfAge(1, HOUR);

  const [row] = await at.call<{ createdAt: string }[]>(
    `strapi.db.query('plugin::gatehouse.login-attempt').findMany({})`,
  );
  const deleted = await at.call(`${SERVICE}.deleteBefore(new Date(${JSON.stringify(row?.createdAt)}))`);

  expect([deleted, await left()]).toEqual([0, 1]);
});

it('deletes a batch at a time, oldest first, so that nobody waits for it', async () => {
  await attemptsOfAge(BATCH + 1, 50 * DAY);
  await attemptsOfAge(BATCH, 40 * DAY);

  const statements = await at.queries.during(() => deleteBefore(RETENTION_DAYS * DAY));

  expect(deletions(statements)).toHaveLength(3);
  expect(await left()).toBe(0);

  await attemptsOfAge(BATCH, 50 * DAY);
  await attemptsOfAge(BATCH, 40 * DAY);
  // The lease is lost after the first batch, as if the server had stood still for long.
  await at.call(`strapi.faults.before('lost', /update .gatehouse_settings. set .changed_by/, async (run, turn) => {
    if (turn === 2) await run("UPDATE gatehouse_settings SET changed_by = 'another server' WHERE name = 'lease:retention'");
  })`);
  try {
    expect(await deleteBefore(RETENTION_DAYS * DAY)).toBe(BATCH);
  } finally {
    await at.call(`strapi.faults.end('lost')`);
    await at.sql('DELETE FROM ?? WHERE ?? = ?', ['gatehouse_settings', 'name', 'lease:retention']);
  }
  const [oldest] = await at.call<{ createdAt: string }[]>(
    `strapi.db.query('plugin::gatehouse.login-attempt').findMany({ orderBy: 'createdAt', limit: 1 })`,
  );
  expect(Date.now() - new Date(oldest?.createdAt ?? 0).getTime()).toBeLessThan(45 * DAY);
});

it('lets people sign in meanwhile, and records them', async () => {
  await attemptsOfAge(5 * BATCH, 40 * DAY);
  const user = await at.aUser();

  const [deleted, got] = await Promise.all([deleteBefore(RETENTION_DAYS * DAY), at.signIn(user)]);

  expect(deleted).toBe(5 * BATCH);
  expect(got).toBeLetIn();
  expect(await at.attemptsOf(user)).toMatchObject([{ reason: 'ok' }]);
});

describe('what Strapi runs every hour', () => {
  it('deletes what is older than the configuration says', async () => {
    await attemptsOfAge(BATCH + 7, (RETENTION_DAYS + 1) * DAY);
    await attemptsOfAge(3, (RETENTION_DAYS - 1) * DAY);

    await runCron();
    expect(await left()).toBe(3);

    await at.clock.advance(2 * DAY);
    await runCron();
    expect(await left()).toBe(0);
  });

  it('is there once, and for every hour', async () => {
    const jobs = await at.call<{ rule: string }[]>(
      `strapi.cron.jobs.filter(({ name }) => name === 'gatehouseRetention').map(({ options }) => options)`,
    );

    expect(jobs).toEqual([{ rule: expect.stringMatching(/^\d+( \d+)? \* \* \* \*$/) }]);
  });

  it('fails without harm, and does it the next time', async () => {
    await attemptsOfAge(5, 40 * DAY);

    await at.whileBroken('delete', 'gatehouse_login_attempts', () => runCron());
    expect(await left()).toBe(5);

    await runCron();
    expect(await left()).toBe(0);
  });
});

describe('the log', () => {
  const entriesOf = (userId: number) =>
    at.sql<{ kind: string; action: string }>('SELECT ??, ?? FROM ?? WHERE ?? = ? ORDER BY ??', [
      'kind',
      'action',
      'gatehouse_notes',
      'user_id',
      userId,
      'id',
    ]);
  /** Entries of somebody, written as by a server that has been here for long. */
  const entriesOfAge = (userId: number, kind: 'change' | 'note', days: number, count = 1) =>
    at.call(`strapi.db.connection('gatehouse_notes').insert(Array.from({ length: ${count} }, (_, n) => ({
      document_id: '${kind}${days}-' + n, user_id: ${userId}, kind: '${kind}', action: '${kind}-of-${days}-days', actor_name: 'Ada',
      created_at: new Date(Date.now() - ${days * DAY}), updated_at: new Date(Date.now() - ${days * DAY}),
    }))).then(() => null)`);

  it('keeps what was changed for as long as the policy says, and what people have written for ever', async () => {
    const { id } = await at.aUser();
    const before = (await entriesOf(id)).length;
    await entriesOfAge(id, 'change', 3651);
    await entriesOfAge(id, 'change', 3649);
    await entriesOfAge(id, 'note', 9000);
    const actions = async () => (await entriesOf(id)).slice(before).map(({ action }) => action);

    await runCron();
    expect(await actions()).toEqual(['change-of-3649-days', 'note-of-9000-days']);

    await at.setPolicy({ log: { retentionDays: 365 } });
    await runCron();
    expect(await actions()).toEqual(['note-of-9000-days']);
    expect((await entriesOf(id)).length).toBe(before + 1);
  });

  it('is deleted a batch at a time', async () => {
    const { id } = await at.aUser();
    for (let part = 0; part < 3; part += 1) await entriesOfAge(id, 'change', 4000 + part, 500);

    const statements = await at.queries.during(runCron);

    expect(statements.filter((sql) => /^delete/i.test(sql) && sql.includes('gatehouse_notes'))).toHaveLength(
      2,
    );
  });

  it('is kept for a year at least', async () => {
    const answer = await at.gatehouse.put('/policy', { body: { log: { retentionDays: 364 } } });
    expect(answer).toFailWith({ status: 400, code: 'VALIDATION', field: 'log.retentionDays' });
  });
});

describe('names that were kept as they were typed before they were masked', () => {
  const typed = (names: string[]) =>
    at.call(`strapi.db.connection('${TABLE}').insert(${JSON.stringify(names)}.map((user_name, n) => ({
      document_id: user_name.slice(0, 20) + n, user_name, realm: 'panel', outcome: 'failure', reason: 'rate-limited', method: 'password',
      ip: '198.51.100.7', count: 1, created_at: new Date(), updated_at: new Date(),
    }))).then(() => null)`);
  const kept = async () =>
    (await at.sql<{ user_name: string }>('SELECT ?? FROM ?? ORDER BY ??', ['user_name', TABLE, 'id'])).map(
      ({ user_name: name }) => name,
    );

  it('are masked where they are nobody’s, a batch at a time, and looked at once', async () => {
    const user = await at.aUser();
    const names = ['Correct-Horse-7', 'ada@example.test', '', user.email];
    await typed(names);
    for (let part = 0; part < 2; part += 1)
      await typed(Array.from({ length: BATCH / 2 }, (_, n) => `stranger.${part}${n}@example.test`));

    await runCron();

    const masked = await kept();
    expect(masked.slice(0, 4)).toEqual(['•••', 'a•••@example.test', '', user.email]);
    expect(new Set(masked.slice(4))).toEqual(new Set(['s•••@example.test']));

    const again = await at.queries.during(runCron);
    expect(again.filter((sql) => /^update/i.test(sql) && sql.includes(TABLE))).toEqual([]);
    expect(await kept()).toEqual(masked);
  });
});

describe('on several servers', () => {
  const leaseOf = async () => {
    const [row] = await at.sql('SELECT * FROM ?? WHERE ?? = ?', [
      'gatehouse_settings',
      'name',
      'lease:retention',
    ]);
    return row;
  };
  /** As if another server had begun that long ago. */
  const anotherHasIt = async (until: number) => {
    await deleteBefore(HOUR);
    const end = new Date((await at.clock.now()).getTime() + until).toISOString();
    await at.call(`strapi.db.connection('gatehouse_settings').where({ name: 'lease:retention' }).update({
      changed_by: 'another server', updated_at: new Date(${JSON.stringify(end)}) }).then(() => null)`);
  };

  it('leaves it to the one that is at it, and takes it over when that one is gone', async () => {
    await anotherHasIt(MINUTE);
    await attemptsOfAge(5, 40 * DAY);

    expect(await deleteBefore(RETENTION_DAYS * DAY)).toBe(0);
    expect([await left(), (await leaseOf())?.changed_by]).toEqual([5, 'another server']);

    await at.clock.advance(MINUTE + 1_000);
    expect(await deleteBefore(RETENTION_DAYS * DAY)).toBe(5);
    expect((await leaseOf())?.changed_by).not.toBe('another server');
  });

  it('gives it back at the end, so that the next need not wait', async () => {
    await deleteBefore(HOUR);
    const holder = (await leaseOf())?.changed_by;
    await at.call(
      `strapi.db.connection('gatehouse_settings').where({ name: 'lease:retention' }).update({ changed_by: 'another server' }).then(() => null)`,
    );
    await attemptsOfAge(5, 40 * DAY);

    expect(await deleteBefore(RETENTION_DAYS * DAY)).toBe(5);
    expect((await leaseOf())?.changed_by).toBe(holder);
  });
});
