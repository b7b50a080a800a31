import type { LoginAttempt } from '../../../shared/contracts/login-attempts';
import fc from '../../support/fast-check';
import { isRunOfEverything } from '../../support/run';
import { MINUTE, shared, succeed, type Person } from '../vocabulary';
import { anAdminTokenOf } from '../doors/admin-tokens';

/** How many situations are tried. */
const RUNS = isRunOfEverything ? 60 : 25;

const { aRole, aUser, attemptsOf, call, clock, gatehouse, http, putBack, roleId } = shared;

afterEach(putBack);

/** Where somebody may come from, and what may be said of it. */
const ADDRESSES = ['198.51.100.7', '198.51.100.200', '203.0.113.9', '2001:db8::7', '::ffff:203.0.113.9'];
const CIDRS = ['198.51.100.7/32', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '0.0.0.0/0', '::/0'];
/** Where the super admin comes from, who asks the questions. */
const LOOPBACK = '127.0.0.0/8';

/** Minutes from the moment that a run begins at; facts begin and end at full tens, and nobody comes at one. */
const tens = fc.integer({ min: -30, max: 30 }).map((n) => n * 10);
const moment = tens.map((minutes) => minutes + 4);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const ranges = fc.oneof(
  { weight: 3, arbitrary: fc.constant<string[]>([]) },
  { weight: 2, arbitrary: fc.uniqueArray(fc.constantFrom(...CIDRS), { minLength: 1, maxLength: 3 }) },
);

const situation = fc.record({
  user: fc.record({
    type: fc.constantFrom('panel', 'panel', 'panel', 'api-only'),
    lifecycle: fc.constantFrom(
      'active',
      'active',
      'active',
      'suspended',
      'suspended',
      'disabled',
      'provisioned',
    ),
    suspendedUntil: maybe(tens),
    credential: fc.constantFrom('ok', 'ok', 'ok', 'reset-requested', 'must-change', 'expired'),
    lock: fc.constantFrom('none', 'none', 'none', 'auto', 'admin'),
    lockedUntil: maybe(tens),
    validFrom: fc.option(tens, { nil: null, freq: 2 }),
    validTo: fc.option(tens, { nil: null, freq: 2 }),
    tries: fc.oneof(
      fc.constant({ failedTries: 0, lastFailedAt: null }),
      fc.record({ failedTries: fc.integer({ min: 1, max: 6 }), lastFailedAt: fc.constantFrom(-20, -10, 0) }),
    ),
  }),
  rules: fc.record({ user: ranges, role: ranges, everyone: ranges }),
  address: fc.constantFrom(...ADDRESSES),
  at: moment,
});
type Situation = typeof situation extends fc.Arbitrary<infer S> ? S : never;

type Owner = Person & { key: string; role: number };

/** Puts all of it in place past every service, as if it had come to be so by and by. */
const arrange = async ({ user, rules }: Situation, owner: Owner, start: Date) => {
  const at = (minutes: number | null) =>
    minutes === null ? null : new Date(start.getTime() + minutes * MINUTE).toISOString();
  const { suspendedUntil, lockedUntil, validFrom, validTo, tries, ...plain } = user;
  const data = {
    ...plain,
    failedTries: tries.failedTries,
    suspendedUntil: at(suspendedUntil),
    lockedUntil: at(lockedUntil),
    validFrom: at(validFrom),
    validTo: at(validTo),
    lastFailedAt: at(tries.lastFailedAt),
  };
  const rule = (scope: keyof typeof rules, target: string, ids: object) => (cidr: string) => ({
    scope,
    target,
    range: cidr,
    cidr,
    ...ids,
  });
  const everyone = rules.everyone.length === 0 ? [] : [LOOPBACK, ...rules.everyone];
  const rows = [
    ...rules.user.map(rule('user', `user:${owner.id}`, { userId: owner.id })),
    ...rules.role.map(rule('role', `role:${owner.role}`, { roleId: owner.role })),
    ...everyone.map(rule('everyone', 'everyone', {})),
  ];
  const isActive = user.type === 'panel' && user.lifecycle === 'active' && user.lock !== 'admin';
  await call(`(async () => {
    const knex = strapi.db.connection;
    await knex('gatehouse_login_attempts').where({ user_id: ${owner.id} }).delete();
    await knex('gatehouse_ip_rules').delete();
    for (const data of ${JSON.stringify(rows)}) await strapi.db.query('plugin::gatehouse.ip-rule').create({ data });
    await knex('admin_users').where({ id: ${owner.adminUserId} }).update({ is_active: ${isActive} });
    await strapi.db.query('plugin::gatehouse.user').update(${JSON.stringify({ where: { id: owner.id }, data })});
  })()`);
};

const explain = async (question: object): Promise<{ outcome: string; reason: string }> => {
  const { outcome, reason } = succeed(await gatehouse.post('/access/explain', { body: question })).body.data
    .decision;
  return { outcome, reason };
};

/** What a door did, in the words of a decision: let in or not, and what stands in the history. */
const whatTheDoorDid = async (owner: Owner, isIn: boolean, method: LoginAttempt['method']) => {
  const [attempt] = (await attemptsOf(owner)).filter((one) => one.method === method);
  const isAsked = attempt?.outcome === 'challenge';
  return {
    outcome: isIn ? 'allow' : isAsked ? 'challenge' : 'deny',
    reason: isIn && !attempt ? 'ok' : attempt?.reason,
  };
};

const useToken = async (owner: Owner, from: string) => {
  const { status } = await http.get('/gatehouse/users', { token: owner.key, from });
  expect([200, 401]).toContain(status);
  return whatTheDoorDid(owner, status === 200, 'api-token');
};
const signIn = async (owner: Owner, from: string) => {
  const { status } = await http.post('/admin/login', {
    body: { email: owner.email, password: owner.password },
    from,
  });
  expect([200, 400]).toContain(status);
  return whatTheDoorDid(owner, status === 200, 'password');
};

it('never says other than what the doors do, whatever the state, the address and the time', async () => {
  const role = await aRole();
  const person = await aUser({ roles: [await roleId('strapi-super-admin'), role.id] });
  const owner = { ...person, role: role.id, key: await anAdminTokenOf(shared, person) };
  // A key of theirs while they are API-only.
  await call(`strapi.db.query('admin::api-token').findOne({ where: { adminUserOwner: ${owner.adminUserId} } })
    .then(({ id: tokenId }) => strapi.db.query('plugin::gatehouse.api-key')
      .create({ data: { userId: ${owner.id}, tokenId, createdByName: 'a test' } }))`);
  const seen = new Map<string, number>();

  await fc.assert(
    fc.asyncProperty(situation, async (given) => {
      const start = await clock.reset();
      await arrange(given, owner, start);
      const question = { user: owner.id, ip: given.address };
      const at = new Date(start.getTime() + given.at * MINUTE).toISOString();
      const foretold = {
        api: await explain({ ...question, at, realm: 'api' }),
        panel: await explain({ ...question, at, realm: 'panel' }),
      };

      await clock.advance(given.at * MINUTE);
      const told = {
        api: await explain({ ...question, realm: 'api' }),
        panel: await explain({ ...question, realm: 'panel' }),
      };
      const done = { api: await useToken(owner, given.address), panel: await signIn(owner, given.address) };

      expect({ foretold, told }).toEqual({ foretold: done, told: done });
      for (const { reason } of [done.api, done.panel]) {
        seen.set(String(reason), (seen.get(String(reason)) ?? 0) + 1);
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  );

  // It has been about something: people were let in, and kept out for one reason and another.
  expect(seen.get('ok')).toBeGreaterThan(0);
  expect(seen.size).toBeGreaterThanOrEqual(5);
}, 300_000);
