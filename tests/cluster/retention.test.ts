import { DAY, MINUTE } from '../features/vocabulary';
import { theDatabase } from '../support';
import { aMember, thePair, until, type Member } from './servers';

let one: Member;
let other: Member;
beforeAll(async () => {
  ({ one, other } = await thePair());
});
beforeEach(() => one.sql('DELETE FROM ??', ['gatehouse_login_attempts']));

const OLD = 2_500;
const RECENT = 10;

/** Attempts from before the last day they are kept, and some that are kept. */
const fill = () =>
  one.call(`(async () => {
    const attempts = (count, createdAt) => Array.from({ length: count }, (_, number) => ({
      user_name: 'attempt ' + number, realm: 'panel', outcome: 'failure', reason: 'unknown-user', method: 'password', count: 1,
      created_at: createdAt,
    }));
    const table = () => strapi.db.connection('gatehouse_login_attempts');
    const old = attempts(${OLD}, new Date(Date.now() - ${401 * DAY}));
    for (let from = 0; from < old.length; from += 500) await table().insert(old.slice(from, from + 500));
    await table().insert(attempts(${RECENT}, new Date(Date.now() - ${399 * DAY})));
  })()`);
const left = async () =>
  Number((await one.sql('SELECT count(*) AS ?? FROM ??', ['left', 'gatehouse_login_attempts']))[0]?.left);

/** As the clock of the server strikes. */
const clear = ({ call }: Member) =>
  call<number>(
    `strapi.plugin('gatehouse').service('loginAttempts').deleteBefore(new Date(Date.now() - ${400 * DAY}))`,
  );

/** Waits with the lease in its hands, until it is let go on. */
const holdAfterLease = ({ call }: Member) =>
  call(`(() => {
    const gate = new Promise((open) => { strapi.letGoOn = open; });
    strapi.faults.before('held', /^delete from .gatehouse_login_attempts/, () => gate);
  })()`);
const isHeld = ({ call }: Member) => call<boolean>(`strapi.faults.hits('held') > 0`);
const letGoOn = ({ call }: Member) => call(`(() => { strapi.faults.end('held'); strapi.letGoOn(); })()`);

it('deletes old attempts on one server at a time', async () => {
  await fill();
  await holdAfterLease(one);
  const clearing = clear(one);
  await until(() => isHeld(one));

  expect(await clear(other)).toBe(0);
  expect(await left()).toBe(OLD + RECENT);

  await letGoOn(one);
  expect(await clearing).toBe(OLD);
  expect(await left()).toBe(RECENT);
});

it('deletes each once and leaves none behind when both begin at once', async () => {
  await fill();

  const deleted = await Promise.all([clear(one), clear(other)]);

  expect(deleted.reduce((sum, count) => sum + count)).toBe(OLD);
  expect(await left()).toBe(RECENT);
});

it('leaves the work to the other server when the one that does it dies, after a while and not before', async () => {
  const dying = await aMember(theDatabase());
  await fill();
  await holdAfterLease(dying);
  clear(dying).catch(() => undefined);
  await until(() => isHeld(dying));
  await dying.kill();

  expect(await clear(other)).toBe(0);
  await other.clock.advance(MINUTE + 1);
  expect(await clear(other)).toBe(OLD);
});
