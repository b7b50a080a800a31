import { DEFAULT_POLICY, policy as policySchema } from '../../../shared/contracts/policy';
import { aDatabase } from '../../support';
import { vocabularyAt } from '../../support/vocabulary';
import { DAY, gatehouseAt, shared, startStrapi } from '../vocabulary';

const { aUserAtWork, clock, gatehouse, putBack, setPolicy } = shared;

beforeEach(() => setPolicy(DEFAULT_POLICY));
afterEach(putBack);

const get = async () => (await gatehouse.get('/policy')).body;

it('is what holds where nobody has changed anything, beside the defaults', async () => {
  const { data, meta } = await get();

  expect(data).toEqual(DEFAULT_POLICY);
  expect(meta.defaults).toEqual(DEFAULT_POLICY);
  expect(data.lockout).toMatchObject({
    maxFailedTries: 5,
    windowMinutes: 15,
    lockMinutes: 15,
    multiplier: 2,
    maxLockMinutes: 1440,
    permanentAfter: 10,
    knownDevices: true,
  });
  expect(data.signIn).toMatchObject({ revealReason: false });
});

it('changes the part that is given and no other', async () => {
  const changed = await setPolicy({ lockout: { lockMinutes: 20 } });

  const expected = { ...DEFAULT_POLICY, lockout: { ...DEFAULT_POLICY.lockout, lockMinutes: 20 } };
  expect(changed.body.data).toEqual(expected);
  expect((await get()).data).toEqual(expected);

  await setPolicy({ signIn: { revealReason: true } });
  await setPolicy({});
  expect((await get()).data).toEqual({ ...expected, signIn: { revealReason: true } });
  expect((await get()).meta.defaults).toEqual(DEFAULT_POLICY);
});

it('keeps every one of many changes of different parts at once', async () => {
  const parts = [
    { lockout: { maxFailedTries: 7 } },
    { lockout: { windowMinutes: 8 } },
    { lockout: { lockMinutes: 9 } },
    { lockout: { multiplier: 3 } },
    { lockout: { maxLockMinutes: 100 } },
    { lockout: { permanentAfter: 11 } },
    { lockout: { knownDevices: false } },
    { signIn: { revealReason: true } },
  ];

  const answers = await Promise.all(parts.map((body) => gatehouse.put('/policy', { body })));

  expect(answers.map(({ status }) => status)).toEqual(parts.map(() => 200));
  expect((await get()).data).toMatchObject({
    lockout: {
      maxFailedTries: 7,
      windowMinutes: 8,
      lockMinutes: 9,
      multiplier: 3,
      maxLockMinutes: 100,
      permanentAfter: 11,
      knownDevices: false,
    },
    signIn: { revealReason: true },
  });
});

it('says who changed it last, and when', async () => {
  const tomorrow = await clock.advance(DAY);
  const admin = await aUserAtWork({ roles: ['strapi-super-admin'], firstname: 'Grace', lastname: 'Hopper' });

  await gatehouse.put('/policy', {
    body: { lockout: { lockMinutes: 20 } },
    token: admin.token,
    from: admin.from,
  });

  const { meta } = await get();
  expect(meta.updatedBy).toBe('Grace Hopper');
  expect(Math.abs(new Date(meta.updatedAt).getTime() - tomorrow.getTime())).toBeLessThan(60_000);
  await gatehouse.delete(`/users/${admin.id}`);
});

it('keeps each change with its author, and says who changed which value last', async () => {
  const admin = await aUserAtWork({ roles: ['strapi-super-admin'], firstname: 'Grace', lastname: 'Hopper' });
  const by = { token: admin.token, from: admin.from };
  await gatehouse.put('/policy', { body: { lockout: { lockMinutes: 20, multiplier: 3 } }, ...by });
  await setPolicy({ lockout: { lockMinutes: 25 } });
  await setPolicy({ lockout: { lockMinutes: 25 } });

  const { body } = await gatehouse.get('/policy/changes?pageSize=2');
  expect(body.data).toMatchObject([
    {
      action: 'policy-changed',
      changes: { 'lockout.lockMinutes': { before: 20, after: 25 } },
      actor: { name: 'First Admin' },
      createdAt: expect.any(String),
    },
    {
      changes: {
        'lockout.lockMinutes': { before: 15, after: 20 },
        'lockout.multiplier': { before: 2, after: 3 },
      },
      actor: { id: admin.adminUserId, name: 'Grace Hopper' },
      ip: admin.from,
    },
  ]);
  expect(body.data.every(({ changes }: { changes: object }) => Object.keys(changes).length > 0)).toBe(true);
  expect((await get()).meta.lastChanges).toMatchObject({
    'lockout.lockMinutes': { by: 'First Admin', at: expect.any(String) },
    'lockout.multiplier': { by: 'Grace Hopper', at: expect.any(String) },
  });
  expect((await gatehouse.get(`/users/${admin.id}/log`)).body.data).not.toContainEqual(
    expect.objectContaining({ action: 'policy-changed' }),
  );
  await gatehouse.delete(`/users/${admin.id}`);
});

const bounds: [string, string, number, number][] = [
  ['lockout', 'maxFailedTries', 1, 100],
  ['lockout', 'windowMinutes', 1, 1440],
  ['lockout', 'lockMinutes', 1, 1440],
  ['lockout', 'multiplier', 1, 10],
  ['lockout', 'maxLockMinutes', 1, 43_200],
  ['lockout', 'permanentAfter', 0, 1000],
];

it.each(bounds)('takes %s.%s from %d to %d, and nothing beside', async (group, name, least, most) => {
  for (const value of [least, most]) {
    const { status, body } = await gatehouse.put('/policy', { body: { [group]: { [name]: value } } });
    expect([status, body.data?.[group][name]]).toEqual([200, value]);
  }
  for (const value of [least - 1, most + 1, least + 0.5, String(most), null, true, [most], -1, 1e99]) {
    expect(await gatehouse.put('/policy', { body: { [group]: { [name]: value } } })).toFailWith({
      status: 400,
      code: 'VALIDATION',
      field: `${group}.${name}`,
    });
  }
  expect((await get()).data[group][name]).toBe(most);
});

it.each([
  ['a group nobody knows', { lockouts: {} }, 'lockouts'],
  ['a name nobody knows', { lockout: { maxTries: 3 } }, 'lockout.maxTries'],
  ['a text for a truth', { lockout: { knownDevices: 'false' } }, 'lockout.knownDevices'],
  ['a number for a truth', { signIn: { revealReason: 1 } }, 'signIn.revealReason'],
  ['a list for a group', { lockout: [] }, 'lockout'],
  ['nothing for a group', { lockout: null }, 'lockout'],
])('refuses %s, and changes nothing', async (_, body, field) => {
  const answer = await gatehouse.put('/policy', { body: { signIn: { revealReason: true }, ...body } });

  expect(answer).toFailWith({ status: 400, code: 'VALIDATION', field });
  expect((await get()).data).toEqual(DEFAULT_POLICY);
});

it('answers with what is declared and nothing else', async () => {
  await setPolicy({ signIn: { revealReason: true } });

  const { body } = await gatehouse.get('/policy');

  expect(policySchema.safeParse(body.data).error).toBeUndefined();
  expect(Object.keys(body.meta).sort()).toEqual([
    'defaults',
    'lastChanges',
    'sessionLifespans',
    'updatedAt',
    'updatedBy',
  ]);
});

it('is new to a new project, and survives a restart', async () => {
  const database = await aDatabase();
  const first = await startStrapi({ database, isThrottled: true });
  const before = gatehouseAt(vocabularyAt(() => first.url));
  expect((await before.gatehouse.get('/policy')).body.meta).toMatchObject({
    updatedAt: null,
    updatedBy: null,
  });
  await before.setPolicy({ lockout: { lockMinutes: 77 } });
  await first.stop();

  const second = await startStrapi({ database, isThrottled: true });
  const after = gatehouseAt(vocabularyAt(() => second.url));
  expect((await after.gatehouse.get('/policy')).body).toMatchObject({
    data: { lockout: { lockMinutes: 77 } },
    meta: { updatedBy: 'First Admin' },
  });
  await second.stop();
  await database.drop();
});
