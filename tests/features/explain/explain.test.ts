import { REASON_MESSAGES, type Reason } from '../../../shared/constants';
import { explainAccess } from '../../../shared/contracts/access';
import {
  DAY,
  ELSEWHERE,
  HOUR,
  MINUTE,
  OFFICE,
  shared,
  succeed,
  TRIES,
  type Answer,
  type Person,
  type State,
} from '../vocabulary';

const {
  act,
  addRule,
  aRole,
  aUser,
  aUserAtWork,
  change,
  clock,
  failAtOnce,
  fromNow,
  gatehouse,
  http,
  putBack,
  signIn,
  sql,
} = shared;

afterEach(putBack);

type Question = { user: unknown; ip?: unknown; at?: unknown; realm?: unknown };
type Rule = { rule: string; outcome: string; reason: Reason; message: string; until: string | null };

const explain = (question: Question): Promise<Answer> =>
  gatehouse.post('/access/explain', { body: question });
const explained = async (question: Question) =>
  succeed(await explain(question)).body.data as { decision: Omit<Rule, 'rule' | 'until'>; rules: Rule[] };
const denials = ({ rules }: { rules: Rule[] }) =>
  rules.filter(({ outcome }) => outcome === 'deny').map(({ rule, reason }) => [rule, reason]);

const PANEL = [
  'throttle',
  'knownUser',
  'apiOnly',
  'ssoOnly',
  'lifecycle',
  'granted',
  'adminLock',
  'accessDates',
  'address',
  'temporaryPassword',
  'autoLock',
  'triesLeft',
  'secondFactor',
  'enrolProof',
  'newPassword',
  'enrolFactor',
];
const API = [
  'knownUser',
  'apiOnly',
  'keyLicence',
  'lifecycle',
  'granted',
  'adminLock',
  'accessDates',
  'address',
];

it('tells the decision and what every rule says, in words, and nothing else', async () => {
  const user = await aUser();

  const answer = succeed(await explain({ user: user.id, ip: OFFICE }));

  expect(Object.keys(answer.body)).toEqual(['data']);
  expect(answer.body.data).toEqual({
    decision: { outcome: 'allow', reason: 'ok', message: expect.stringMatching(/\w/) },
    rules: PANEL.map((rule) => ({
      rule,
      outcome: 'pass',
      reason: 'ok',
      message: expect.stringMatching(/\w/),
      until: null,
    })),
  });
  expect(explainAccess.response.parse(answer.body.data)).toEqual(answer.body.data);
});

it('asks a key what a key is asked', async () => {
  const user = await aUser({ state: 'auto-locked' });

  expect(
    (await explained({ user: user.id, ip: OFFICE, realm: 'api' })).rules.map(({ rule }) => rule),
  ).toEqual(API);
  expect((await explained({ user: user.id, ip: OFFICE, realm: 'api' })).decision.outcome).toBe('allow');
  expect((await explained({ user: user.id, ip: OFFICE, realm: 'panel' })).decision.reason).toBe(
    'auto-locked',
  );
});

it.each<[State, string, Reason]>([
  ['suspended', 'lifecycle', 'suspended'],
  ['disabled', 'lifecycle', 'disabled'],
  ['provisioned', 'granted', 'not-provisioned'],
  ['locked-by-admin', 'adminLock', 'locked-by-admin'],
  ['auto-locked', 'autoLock', 'auto-locked'],
  ['not-yet-valid', 'accessDates', 'not-yet-valid'],
  ['expired', 'accessDates', 'expired'],
  ['api-only', 'apiOnly', 'api-only'],
])('says of who is %s that the rule %s keeps them out', async (state, rule, reason) => {
  const user = await aUser({ state });

  const { decision, rules } = await explained({ user: user.id, ip: OFFICE });

  expect(decision).toEqual({ outcome: 'deny', reason, message: REASON_MESSAGES[reason] });
  expect(rules.find((answer) => answer.rule === rule)).toMatchObject({
    outcome: 'deny',
    reason,
    message: REASON_MESSAGES[reason],
  });
});

it('goes on after the first rule that denies, and decides by that one', async () => {
  const user = await aUser();
  await change(user, { validTo: await fromNow(-DAY) });
  await act(user, 'lock');
  await addRule({ scope: 'user', user: user.id, range: OFFICE });

  const answer = await explained({ user: user.id, ip: ELSEWHERE });

  expect(answer.decision.reason).toBe('locked-by-admin');
  expect(denials(answer)).toEqual([
    ['adminLock', 'locked-by-admin'],
    ['accessDates', 'expired'],
    ['address', 'address-not-allowed'],
  ]);
});

it('tells until when it will be so, where that is known', async () => {
  const [suspended, early, guessed] = [await aUser(), await aUser(), await aUser({ state: 'auto-locked' })];
  const inADay = await fromNow(DAY);
  await act(suspended, 'suspend', { until: inADay });
  await change(early, { validFrom: inADay });
  const untilOf = async ({ id }: Person) =>
    (await explained({ user: id, ip: OFFICE })).rules.find(({ outcome }) => outcome === 'deny')?.until;

  expect(await untilOf(suspended)).toBe(inADay);
  expect(await untilOf(early)).toBe(inADay);
  expect(await untilOf(guessed)).toBe((await shared.read(guessed)).lockedUntil);
});

it('answers for another moment than now, in the past and in the future', async () => {
  const user = await aUser();
  await change(user, { validFrom: await fromNow(DAY), validTo: await fromNow(3 * DAY) });
  const decideAt = async (ms: number) =>
    (await explained({ user: user.id, ip: OFFICE, at: await fromNow(ms) })).decision.reason;

  expect(await decideAt(0)).toBe('not-yet-valid');
  expect(await decideAt(-DAY)).toBe('not-yet-valid');
  expect(await decideAt(2 * DAY)).toBe('ok');
  expect(await decideAt(4 * DAY)).toBe('expired');
  // It is still today for everybody else.
  expect(await signIn(user)).toBeRefusedAs('not-yet-valid');
});

it('knows when the tries come back and a lock ends', async () => {
  const [locked, tired] = [await aUser({ state: 'auto-locked' }), await aUser()];
  await failAtOnce(tired, TRIES - 1);
  await shared.setPolicy({ lockout: { maxFailedTries: TRIES - 1 } });
  const decideAt = async ({ id }: Person, ms: number) =>
    (await explained({ user: id, ip: OFFICE, at: await fromNow(ms) })).decision.reason;

  expect([await decideAt(locked, 0), await decideAt(locked, 15 * MINUTE + 1_000)]).toEqual([
    'auto-locked',
    'ok',
  ]);
  expect([await decideAt(tired, 0), await decideAt(tired, 15 * MINUTE + 1_000)]).toEqual([
    'too-many-tries',
    'ok',
  ]);
});

it('follows the clock where no moment is named', async () => {
  const user = await aUser();
  await change(user, { validTo: await fromNow(HOUR) });

  expect((await explained({ user: user.id, ip: OFFICE })).decision.reason).toBe('ok');
  await clock.advance(HOUR + 1_000);
  expect((await explained({ user: user.id, ip: OFFICE })).decision.reason).toBe('expired');
});

it('knows the rules of the user, of each of their roles, and of everyone', async () => {
  const role = await aRole();
  const user = await aUser({ roles: [role.id] });
  const decide = async (ip: string) => (await explained({ user: user.id, ip })).decision.reason;

  await addRule({ scope: 'role', role: role.id, range: '203.0.113.0/24' });
  expect([await decide('203.0.113.77'), await decide(OFFICE)]).toEqual(['ok', 'address-not-allowed']);
  await addRule({ scope: 'user', user: user.id, range: '203.0.113.64/26' });
  expect([await decide('203.0.113.77'), await decide('203.0.113.1')]).toEqual(['ok', 'address-not-allowed']);
  await addRule({ scope: 'everyone', range: '127.0.0.1' });
  expect(await decide('203.0.113.77')).toBe('address-not-allowed');
});

it.each([
  ['IPv4', '198.51.100.7', '198.51.100.7'],
  ['IPv4 in IPv6', '198.51.100.7', '::ffff:198.51.100.7'],
  ['IPv6 written out', '2001:db8::1', '2001:0DB8:0000:0000:0000:0000:0000:0001'],
  ['a network of IPv6', '2001:db8:1::/48', '2001:db8:1:2:3:4:5:6'],
])('reads an address as the doors do: %s', async (_, range, ip) => {
  const user = await aUser();
  await addRule({ scope: 'user', user: user.id, range });

  expect((await explained({ user: user.id, ip })).decision.reason).toBe('ok');
  expect(await signIn(user, { from: ip })).toBeLetIn();
});

it('takes no try and writes nothing down', async () => {
  const [user, guessed] = [await aUser(), await aUser()];
  await failAtOnce(guessed, TRIES - 1);
  const everything = async () => {
    const tables = [
      'gatehouse_users',
      'gatehouse_login_attempts',
      'gatehouse_devices',
      'gatehouse_notes',
      'gatehouse_throttle',
    ];
    return Promise.all(tables.map((table) => sql('SELECT * FROM ??', [table])));
  };
  await shared.superAdmin();
  const before = await everything();

  const answers = await Promise.all(
    Array.from({ length: 3 * TRIES }, (_, turn) =>
      explain({ user: (turn % 2 ? user : guessed).id, ip: ELSEWHERE, realm: turn % 3 ? 'panel' : 'api' }),
    ),
  );

  expect(answers.map(({ body }) => body.data.decision.outcome)).toEqual(answers.map(() => 'allow'));
  expect(await everything()).toEqual(before);
  expect(await signIn(guessed)).toBeLetIn();
});

it.each<[string, object, string]>([
  ['no user', { user: undefined }, 'user'],
  ['a user that is text', { user: '1' }, 'user'],
  ['the user 0', { user: 0 }, 'user'],
  ['half a user', { user: 1.5 }, 'user'],
  ['a user beyond every number', { user: 2 ** 31 }, 'user'],
  ['no address', { ip: undefined }, 'ip'],
  ['an address that is none', { ip: '999.1.1.1' }, 'ip'],
  ['a network', { ip: '198.51.100.0/24' }, 'ip'],
  ['octal numbers', { ip: '010.0.0.1' }, 'ip'],
  ['a short form', { ip: '10.1' }, 'ip'],
  ['an address in a list', { ip: ['198.51.100.7'] }, 'ip'],
  ['a moment that is none', { at: 'tomorrow' }, 'at'],
  ['a moment in numbers', { at: 0 }, 'at'],
  ['a day without its time', { at: '2026-01-01' }, 'at'],
  ['a moment before all others', { at: '1969-12-31T23:59:59Z' }, 'at'],
  ['a moment after all others', { at: '+010000-01-01T00:00:00Z' }, 'at'],
  ['a realm there is not', { realm: 'garden' }, 'realm'],
  ['a field there is not', { password: 'Correct-Horse-7' }, 'password'],
])('refuses %s, and names the field', async (_, wrong, field) => {
  const user = await aUser();

  const answer = await explain({ user: user.id, ip: OFFICE, ...wrong });

  expect(answer).toFailWith({ status: 400, code: 'VALIDATION', field });
});

it('knows nobody by a number that nobody has', async () => {
  expect(await explain({ user: 2 ** 31 - 1, ip: OFFICE })).toFailWith({ status: 404, code: 'NOT_FOUND' });
});

it('answers who may ask, and nobody else', async () => {
  const user = await aUser();
  const [allowed, refused] = [
    await aRole(['access.explain']),
    await aRole(['users.read', 'login-attempts.read']),
  ];
  const ask = async (roleId?: number) => {
    const token = roleId === undefined ? undefined : (await aUserAtWork({ roles: [roleId] })).token;
    return (await http.post('/gatehouse/access/explain', { token, body: { user: user.id, ip: OFFICE } }))
      .status;
  };

  expect([await ask(allowed.id), await ask(refused.id), await ask()]).toEqual([200, 403, 401]);
});
