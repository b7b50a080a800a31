import { shared, type Person } from '../vocabulary';

const { addRule, aRole, aUser, putBack, signIn } = shared;

afterEach(putBack);

const HOME = '198.51.100.7';
const OFFICE = '203.0.113.9';
const TRAIN = '192.0.2.33';

const isLetIn = async (person: Person, from: string) => (await signIn(person, { from })).status === 200;
/** From which of the three addresses the person gets in. */
const letInFrom = async (person: Person) =>
  (
    await Promise.all(
      [HOME, OFFICE, TRAIN].map(async (from) => ((await isLetIn(person, from)) ? [from] : [])),
    )
  ).flat();

it('lets in from anywhere who has no rules', async () => {
  expect(await letInFrom(await aUser())).toEqual([HOME, OFFICE, TRAIN]);
});

it('lets in by any one rule of a scope', async () => {
  const user = await aUser();
  await addRule({ scope: 'user', user: user.id, range: HOME });
  await addRule({ scope: 'user', user: user.id, range: '203.0.113.*' });

  expect(await letInFrom(user)).toEqual([HOME, OFFICE]);
});

it('asks every scope that has rules', async () => {
  const role = await aRole();
  const user = await aUser({ roles: [role.id] });
  await addRule({ scope: 'everyone', range: '127.0.0.1' });
  await addRule({ scope: 'everyone', range: HOME });
  await addRule({ scope: 'everyone', range: OFFICE });
  expect(await letInFrom(user)).toEqual([HOME, OFFICE]);

  await addRule({ scope: 'role', role: role.id, range: OFFICE });
  await addRule({ scope: 'role', role: role.id, range: TRAIN });
  expect(await letInFrom(user)).toEqual([OFFICE]);

  await addRule({ scope: 'user', user: user.id, range: TRAIN });
  expect(await letInFrom(user)).toEqual([]);
});

it('takes an address that any of several roles allows', async () => {
  const [one, other] = [await aRole(), await aRole()];
  const user = await aUser({ roles: [one.id, other.id] });
  await addRule({ scope: 'role', role: one.id, range: HOME });
  await addRule({ scope: 'role', role: other.id, range: OFFICE });

  expect(await letInFrom(user)).toEqual([HOME, OFFICE]);
});

it('limits nobody by the rules of somebody else or of a role they do not have', async () => {
  const [role, user, other] = [await aRole(), await aUser(), await aUser()];
  await addRule({ scope: 'user', user: other.id, range: HOME });
  await addRule({ scope: 'role', role: role.id, range: HOME });

  expect(await letInFrom(user)).toEqual([HOME, OFFICE, TRAIN]);
});

it('limits by a role from the moment it is given, and no longer when it is taken', async () => {
  const [limited, free] = [await aRole(), await aRole()];
  const user = await aUser({ roles: [free.id] });
  await addRule({ scope: 'role', role: limited.id, range: HOME });

  await shared.change(user, { roles: [limited.id] });
  expect(await letInFrom(user)).toEqual([HOME]);

  await shared.change(user, { roles: [free.id] });
  expect(await letInFrom(user)).toEqual([HOME, OFFICE, TRAIN]);
});

it.each([
  ['198.51.100.0/24', ['198.51.100.0', '198.51.100.255'], ['198.51.99.255', '198.51.101.0', '::1']],
  ['198.51.100.*', ['198.51.100.0', '198.51.100.255', '::ffff:198.51.100.9'], ['198.51.101.1']],
  ['198.*', ['198.0.0.0', '198.255.255.255'], ['199.0.0.0', '19.8.0.0']],
  [
    '198.51.100.7',
    ['198.51.100.7', '::ffff:198.51.100.7', '::FFFF:c633:6407'],
    ['198.51.100.70', '98.51.100.7'],
  ],
  [
    '2001:db8::/32',
    ['2001:db8::1', '2001:0DB8:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['2001:db9::1', '198.51.100.7'],
  ],
  ['2001:db8::1', ['2001:db8:0::0:1'], ['2001:db8::10', '2001:db8::']],
  ['198.51.100.8/30', ['198.51.100.8', '198.51.100.11'], ['198.51.100.7', '198.51.100.12']],
])('takes %s for what it says', async (range, inside, outside) => {
  const user = await aUser();
  await addRule({ scope: 'user', user: user.id, range });

  const isIn = (addresses: string[]) => Promise.all(addresses.map((from) => isLetIn(user, from)));

  expect(await isIn(inside)).toEqual(inside.map(() => true));
  expect(await isIn(outside)).toEqual(outside.map(() => false));
});

it('keeps out who has rules and whose address cannot be told', async () => {
  const user = await aUser();
  await addRule({ scope: 'user', user: user.id, range: '0.0.0.0/0' });

  expect(await signIn(user, { from: 'unknown' })).toBeRefusedAs('address-not-allowed');
  expect(await signIn(user, { from: HOME })).toBeLetIn();
});

it('believes the last address of the header that is not a proxy of ours, and none the client wrote before it', async () => {
  const user = await aUser();
  await addRule({ scope: 'user', user: user.id, range: HOME });

  expect(await signIn(user, { from: `${HOME}, ${TRAIN}` })).toBeRefusedAs('address-not-allowed');
  expect(await signIn(user, { from: `${HOME}, ${TRAIN}, 127.0.0.1` })).toBeRefusedAs('address-not-allowed');
  expect(await signIn(user, { from: `${TRAIN}, ${HOME}` })).toBeLetIn();
  expect(await signIn(user, { from: `${TRAIN}, ${HOME}, 127.0.0.1, ::1` })).toBeLetIn();
  expect(
    await signIn(user, { from: TRAIN, headers: { 'x-real-ip': HOME, forwarded: `for=${HOME}` } }),
  ).toBeRefusedAs('address-not-allowed');
});

describe('the list that a request is decided by', () => {
  const read = (list: string) =>
    shared.call<{ user: string[]; role: string[]; everyone: string[] } | null>(
      `strapi.plugin('gatehouse').service('ipRules').readList(${JSON.stringify(list)})`,
    );
  const WHOLE = '3,user 10.0.0.0/24;,role 2001:db8::/32;,everyone 0.0.0.0/0;';

  it('holds every range of every scope', async () => {
    expect(await read(WHOLE)).toEqual({
      user: ['10.0.0.0/24'],
      role: ['2001:db8::/32'],
      everyone: ['0.0.0.0/0'],
    });
    expect(await read('0,')).toEqual({ user: [], role: [], everyone: [] });
  });

  it('is none where it was cut short anywhere, as it would let in from elsewhere', async () => {
    for (let length = 0; length < WHOLE.length; length += 1)
      expect(await read(WHOLE.slice(0, length))).toBeNull();
  });

  it('holds as many as there are', async () => {
    const role = await shared.aRole();
    const user = await shared.aUserAtWork({ roles: [role.id] });
    for (let turn = 0; turn < 120; turn += 1)
      await shared.addRule({ scope: 'role', role: role.id, range: `10.${turn}.0.0/16` });
    const me = async (from: string) =>
      (await shared.http.get('/admin/users/me', { token: user.token, from })).status;

    expect(await me('10.119.1.1')).toBe(200);
    expect(await me('10.120.1.1')).toBe(401);
  });
});
