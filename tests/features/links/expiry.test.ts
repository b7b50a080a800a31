import { aBrowser, DAY, HOUR, MINUTE, shared, type Person } from '../vocabulary';

const { act, aUser, call, clock, http, putBack, read, signIn, sql, whileBroken } = shared;

afterEach(putBack);

/** What Strapi's clock does every hour. */
const runCron = () =>
  call(`strapi.cron.jobs.find(({ name }) => name === 'gatehouseLinks').job.invoke().then(() => null)`);

const inRecovery = async () => {
  const user = await aUser();
  await act(user, 'send-reset-email');
  return user;
};
const withStepLeft = async () => {
  const user = await aUser();
  await act(user, 'force-password-change');
  const browser = aBrowser();
  const { body } = await signIn(user, { browser });
  return { ...user, browser, token: body.error.details.challenge.token as string };
};

const rowsOf = async (table: string, { id }: Person) =>
  (await sql('SELECT ?? FROM ?? WHERE ?? = ?', ['id', table, 'user_id', id])).length;
const linksOf = (user: Person) => rowsOf('gatehouse_links', user);
const stepsOf = (user: Person) => rowsOf('gatehouse_challenges', user);
const statusOf = async (user: Person) => (await read(user)).status;

describe('what Strapi runs every hour', () => {
  it('ends the recovery of whose link has run out, and of nobody else', async () => {
    const early = await inRecovery();
    await clock.advance(40 * MINUTE);
    const late = await inRecovery();

    await runCron();
    expect([await statusOf(early), await statusOf(late)]).toEqual(['recovery', 'recovery']);

    await clock.advance(21 * MINUTE);
    await runCron();
    expect([await statusOf(early), await statusOf(late)]).toEqual(['active', 'recovery']);
    expect(await signIn(early)).toBeLetIn();
  });

  it('leaves who must choose a new password waiting for one, link or not', async () => {
    const user = await aUser();
    await act(user, 'force-password-change');
    await act(user, 'send-reset-email');

    await clock.advance(61 * MINUTE);
    await runCron();

    expect(await statusOf(user)).toBe('awaiting-new-password');
  });

  it('deletes links an hour after they have run out, which is for how long requests are counted', async () => {
    const early = await inRecovery();
    await clock.advance(40 * MINUTE);
    const late = await inRecovery();

    await clock.advance(79 * MINUTE);
    await runCron();
    expect([await linksOf(early), await linksOf(late)]).toEqual([1, 1]);

    await clock.advance(2 * MINUTE);
    await runCron();
    expect([await linksOf(early), await linksOf(late)]).toEqual([0, 1]);
  });

  it('deletes steps of sign-ins a day after they have run out, for which they count, and leaves others', async () => {
    const early = await withStepLeft();
    await clock.advance(DAY + 4 * MINUTE);
    await runCron();
    expect(await stepsOf(early)).toBe(1);
    await clock.advance(MINUTE + 1_000);
    const late = await withStepLeft();

    await runCron();

    expect([await stepsOf(early), await stepsOf(late)]).toEqual([0, 1]);
    const { token, browser, from } = late;
    const body = { token, password: 'Violet-Anchor-42' };
    expect((await http.post('/gatehouse/sign-in/complete', { body, browser, from })).status).toBe(200);
  });

  it('fails without harm, and does it the next time', async () => {
    const user = await withStepLeft();
    await clock.advance(DAY + HOUR);

    await whileBroken('delete', 'gatehouse_challenges', runCron);
    expect(await stepsOf(user)).toBe(1);

    await runCron();
    expect(await stepsOf(user)).toBe(0);
  });

  it('is left to the server that is at it, and taken over when that one is gone', async () => {
    await runCron();
    const user = await withStepLeft();
    await clock.advance(DAY + HOUR);
    const end = new Date((await clock.now()).getTime() + MINUTE).toISOString();
    await call(`strapi.db.connection('gatehouse_settings').where({ name: 'lease:links' }).update({
      changed_by: 'another server', updated_at: new Date(${JSON.stringify(end)}) }).then(() => null)`);

    await runCron();
    expect(await stepsOf(user)).toBe(1);

    await clock.advance(MINUTE + 1_000);
    await runCron();
    expect(await stepsOf(user)).toBe(0);
  });
});
