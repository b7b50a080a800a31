import { MAX_DELEGATIONS_A_USER } from '../../../shared/contracts/delegations';
import { accountsAt } from '../accounts/vocabulary';
import { dacGroupsAt } from '../dac-groups/vocabulary';
import { DAY, shared, succeed, type Person } from '../vocabulary';
import { delegationsAt, TIMESHEETS } from './vocabulary';

const { aRole, aUser, aUserAtWork, clock, fromNow, gatehouse, putBack, sql } = shared;
const { aGroup, give: giveGroups } = dacGroupsAt(shared);
const { aDelegation, delegatesOf, delegationsOf, give } = delegationsAt(shared);

const GONE = 2147483647;

let ada: Person;
let bob: Person;
beforeEach(async () => {
  [ada, bob] = [await aUser(), await aUser()];
});
afterEach(() => clock.reset());
afterAll(putBack);

const named = ({ id, email }: Person) => ({ id, userName: email });
const logOf = async ({ id }: { id: number }, ask = {}) =>
  succeed(await gatehouse.get(`/users/${id}/log`, ask)).body.data as {
    action: string;
    text: string | null;
    changes: object | null;
  }[];
const delegationLogOf = async (user: { id: number }, ask = {}) =>
  (await logOf(user, ask)).filter(({ action }) => action.startsWith('delegation-'));
const aClerk = async (
  permissions: Parameters<typeof aRole>[0] = ['delegations.read', 'delegations.update'],
) => {
  const clerk = await aUserAtWork({ roles: [(await aRole(permissions)).id] });
  return { ...clerk, ask: { token: clerk.token, from: clerk.from } };
};

describe('a delegation', () => {
  it('says who may act for whom, for what, when, and who gave it', async () => {
    const validTo = await fromNow(DAY);
    const made = await aDelegation(ada, { forUser: bob.id, validTo });

    expect(made).toEqual({
      id: made.id,
      user: named(ada),
      forUser: named(bob),
      forDacGroup: null,
      resource: null,
      purpose: TIMESHEETS,
      validFrom: made.createdAt,
      validTo,
      state: 'in-force',
      givenBy: 'First Admin',
      createdAt: made.createdAt,
    });
    expect(await delegationsOf(ada)).toEqual([made]);
    expect(await delegatesOf(bob)).toEqual([made]);
    expect([await delegationsOf(bob), await delegatesOf(ada)]).toEqual([[], []]);
  });

  it('is to come, in force, and over', async () => {
    await aDelegation(ada, {
      forUser: bob.id,
      validFrom: await fromNow(DAY),
      validTo: await fromNow(2 * DAY),
    });
    const state = async () => (await delegationsOf(ada))[0]?.state;

    expect(await state()).toBe('to-come');
    await clock.advance(1.5 * DAY);
    expect(await state()).toBe('in-force');
    await clock.advance(DAY);
    expect(await state()).toBe('over');
  });

  it('is shown to who holds the group it is for, page by page', async () => {
    const group = await aGroup();
    succeed(await giveGroups(bob, [group]));
    const byGroup = await aDelegation(ada, { forDacGroup: group.id });
    const byName = await aDelegation(ada, { forUser: bob.id, purpose: null });

    expect(byGroup.forDacGroup).toEqual({ id: group.id, code: group.code, name: group.name });
    expect(await delegatesOf(bob)).toEqual([byName, byGroup]);
    expect(await delegatesOf(bob, {}, '?pageSize=1&page=2')).toEqual([byGroup]);
  });

  it('is changed and ended; what it is for stays, and both logs tell of it', async () => {
    const validTo = await fromNow(DAY);
    const { id, createdAt } = await aDelegation(ada, { forUser: bob.id });

    const changed = succeed(await gatehouse.put(`/delegations/${id}`, { body: { purpose: null, validTo } }))
      .body.data;
    expect(changed).toMatchObject({ id, purpose: null, validTo, validFrom: createdAt });
    expect(await delegationsOf(ada)).toEqual([changed]);
    expect(await gatehouse.put(`/delegations/${id}`, { body: { forUser: ada.id } })).toFailWith({
      status: 400,
      code: 'VALIDATION',
    });
    succeed(await gatehouse.put(`/delegations/${id}`, { body: { purpose: null } }));
    succeed(await gatehouse.delete(`/delegations/${id}`));

    expect(await delegationsOf(ada)).toEqual([]);
    const text = `${ada.email} → ${bob.email}`;
    const told = [
      {
        action: 'delegation-ended',
        text,
        changes: {
          purpose: { before: '*', after: null },
          validFrom: { before: createdAt, after: null },
          validTo: { before: validTo, after: null },
        },
      },
      {
        action: 'delegation-changed',
        text,
        changes: { purpose: { before: TIMESHEETS, after: '*' }, validTo: { before: null, after: validTo } },
      },
      {
        action: 'delegation-given',
        text,
        changes: {
          purpose: { before: null, after: TIMESHEETS },
          validFrom: { before: null, after: createdAt },
        },
      },
    ];
    for (const user of [ada, bob]) {
      const entries = await delegationLogOf(user);
      expect(entries).toMatchObject(told);
      expect(entries.map(({ changes }) => changes)).toEqual(told.map(({ changes }) => changes));
    }
    expect((await gatehouse.delete(`/delegations/${id}`)).status).toBe(404);
    expect((await gatehouse.put(`/delegations/${id}`, { body: {} })).status).toBe(404);
  });

  it('ends once, however often at once', async () => {
    const { id } = await aDelegation(ada, { forUser: bob.id });

    const answers = await Promise.all(
      Array.from({ length: 4 }, () => gatehouse.delete(`/delegations/${id}`)),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404]);
    expect((await delegationLogOf(ada)).map(({ action }) => action)).toEqual([
      'delegation-ended',
      'delegation-given',
    ]);
  });

  it('ends with its group, and is never given for one that goes', async () => {
    const group = await aGroup();
    await aDelegation(ada, { forDacGroup: group.id });

    succeed(await gatehouse.delete(`/dac-groups/${group.id}`));

    expect(await delegationsOf(ada)).toEqual([]);
    expect((await delegationLogOf(ada))[0]).toMatchObject({
      action: 'delegation-ended',
      text: `${ada.email} → ${group.code}`,
    });
    for (let turn = 0; turn < 3; turn += 1) {
      const other = await aGroup();
      const [given] = await Promise.all([
        give(ada, { forDacGroup: other.id }),
        gatehouse.delete(`/dac-groups/${other.id}`).then(succeed),
      ]);
      expect([201, 400]).toContain(given.status);
      expect(await delegationsOf(ada)).toEqual([]);
    }
  });

  it.each([
    ['no subject', {}, 'forUser', 'one-subject'],
    ['two subjects', { forUser: 1, resource: 'x' }, 'forUser', 'one-subject'],
    ['a purpose that is empty', { resource: 'x', purpose: '' }, 'purpose', 'delegation-code'],
    ['a purpose in two lines', { resource: 'x', purpose: 'a\nb' }, 'purpose', 'control-characters'],
    ['a star for a purpose', { resource: 'x', purpose: '*' }, 'purpose', 'delegation-code'],
    ['a space in a resource', { resource: 'a b' }, 'resource', 'delegation-code'],
    ['a resource too long', { resource: 'x'.repeat(129) }, 'resource', 'too-long'],
    [
      'an end before the start',
      { resource: 'x', validFrom: '2030-01-02T00:00:00Z', validTo: '2030-01-01T00:00:00Z' },
      'validTo',
      'ends-before-start',
    ],
    ['no first moment', { resource: 'x', validFrom: null }, 'validFrom', 'wrong-type'],
  ])('is refused with %s', async (_, body, field, reason) => {
    const answer = await give(ada, body);

    expect(answer).toFailWith({ status: 400, code: 'VALIDATION' });
    expect(answer.body.error.details.errors[0]).toMatchObject({ path: [field], reason });
    expect(await delegationsOf(ada)).toEqual([]);
  });

  it('says what it is for: nothing that is left out means everything', async () => {
    const answer = await gatehouse.post(`/users/${ada.id}/delegations`, { body: { resource: 'x' } });

    expect(answer).toFailWith({ status: 400, code: 'VALIDATION' });
    expect(answer.body.error.details.errors[0].path).toEqual(['purpose']);
  });

  it('is refused for who and what is not there, and for oneself', async () => {
    expect(await give(ada, { forUser: GONE })).toFailWith({ status: 400, code: 'UNKNOWN_USER' });
    expect(await give(ada, { forDacGroup: GONE })).toFailWith({ status: 400, code: 'UNKNOWN_DAC_GROUP' });
    expect(await give(ada, { forUser: ada.id })).toFailWith({ status: 400, code: 'VALIDATION' });
    expect((await give({ id: GONE }, { resource: 'x' })).status).toBe(404);
    expect((await gatehouse.get(`/users/${GONE}/delegations`)).status).toBe(404);
    expect((await gatehouse.get(`/users/${GONE}/delegates`)).status).toBe(404);
    const { id } = await aDelegation(ada, { forUser: bob.id });
    expect(
      await gatehouse.put(`/delegations/${id}`, { body: { validTo: '1999-01-01T00:00:00Z' } }),
    ).toFailWith({ status: 400, code: 'VALIDATION' });
  });

  it('is one of a bounded number, of many at once too', async () => {
    for (let n = 0; n < MAX_DELEGATIONS_A_USER - 2; n += 1)
      await sql('INSERT INTO ?? (??, ??, ??, ??, ??, ??) VALUES (?, ?, ?, ?, ?, ?)', [
        'gatehouse_delegations',
        ...['user_id', 'resource', 'purpose', 'valid_from', 'given_by_name', 'created_at'],
        ...[ada.id, `x:${n}`, 'x', '2026-01-01 00:00:00', 'x', '2026-01-01 00:00:00'],
      ]);

    const answers = await Promise.all(Array.from({ length: 4 }, (_, n) => give(ada, { resource: `y:${n}` })));

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 400, 400]);
    expect(answers.find(({ status }) => status === 400)).toFailWith({
      status: 400,
      code: 'TOO_MANY_DELEGATIONS',
    });
    expect(await delegationsOf(ada)).toHaveLength(MAX_DELEGATIONS_A_USER);
  });
});

describe('who may give it', () => {
  it('gives none to themself, nor more of one they have', async () => {
    const { ask, ...clerk } = await aClerk();
    const { id } = await aDelegation(clerk, { forUser: bob.id, validTo: await fromNow(DAY) });

    expect(await give(clerk, { forUser: bob.id }, ask)).toFailWith({ status: 400, code: 'OWN_USER' });
    for (const body of [{ validTo: null }, { purpose: null }])
      expect(await gatehouse.put(`/delegations/${id}`, { ...ask, body })).toFailWith({
        status: 400,
        code: 'OWN_USER',
      });
    expect(await delegationsOf(clerk)).toMatchObject([{ id, purpose: TIMESHEETS }]);
    succeed(await give(ada, { forUser: clerk.id }, ask), 201);
    succeed(await gatehouse.delete(`/delegations/${id}`, ask));
  });

  it('is a super admin alone, where a super admin acts or is acted for', async () => {
    const { ask } = await aClerk();
    const chief = await aUser({ roles: ['strapi-super-admin'] });
    const { id } = await aDelegation(ada, { forUser: chief.id });
    const refused = { status: 403, code: 'SUPER_ADMIN_ONLY' };

    expect(await give(ada, { forUser: chief.id }, ask)).toFailWith(refused);
    expect(await give(chief, { forUser: ada.id }, ask)).toFailWith(refused);
    expect(await gatehouse.put(`/delegations/${id}`, { ...ask, body: { purpose: null } })).toFailWith(
      refused,
    );
    expect(await delegationsOf(chief)).toEqual([]);
    expect(await delegationsOf(ada)).toMatchObject([{ id, purpose: TIMESHEETS }]);
  });

  it('gives none for a group that they do not hold themself', async () => {
    const { ask, ...clerk } = await aClerk();
    const [own, other] = [await aGroup(), await aGroup()];
    succeed(await giveGroups(clerk, [own]));
    const { id } = await aDelegation(ada, { forDacGroup: other.id });
    const refused = { status: 403, code: 'MORE_THAN_YOU_HOLD' };

    succeed(await give(ada, { forDacGroup: own.id }, ask), 201);
    expect(await give(ada, { forDacGroup: other.id }, ask)).toFailWith(refused);
    expect(await gatehouse.put(`/delegations/${id}`, { ...ask, body: { purpose: null } })).toFailWith(
      refused,
    );
    succeed(await gatehouse.delete(`/delegations/${id}`, ask));
  });
});

describe('who is limited to their own accounts', () => {
  const { aLimitedAdmin, anAccount, clear, place } = accountsAt(shared);
  afterAll(clear);

  let mine: number;
  let admin: Awaited<ReturnType<typeof aLimitedAdmin>>;
  beforeEach(async () => {
    mine = await anAccount();
    admin = await aLimitedAdmin([mine]);
    await place(ada, [{ account: mine }]);
  });

  it('lets users within reach act for each other, and for nobody and nothing else', async () => {
    const carol = await aUser();
    await place(carol, [{ account: mine }]);
    const group = await aGroup();
    succeed(await giveGroups(admin, [group]));

    succeed(await give(ada, { forUser: carol.id }, admin.ask), 201);
    expect(await give(ada, { forUser: bob.id }, admin.ask)).toFailWith({ status: 400, code: 'UNKNOWN_USER' });
    expect(await give(bob, { forUser: ada.id }, admin.ask)).toFailWith({ status: 404, code: 'NOT_FOUND' });
    for (const body of [{ forDacGroup: group.id }, { resource: 'cost-centre:1' }])
      expect(await give(ada, body, admin.ask)).toFailWith({ status: 403, code: 'OUT_OF_REACH' });
    expect(await delegationsOf(ada)).toMatchObject([{ forUser: { id: carol.id } }]);
  });

  it('is told of nobody beyond reach, and changes nothing that concerns them', async () => {
    const { id } = await aDelegation(ada, { forUser: bob.id });
    const other = await aDelegation(bob, { forUser: ada.id });
    const resource = await aDelegation(ada, { resource: 'cost-centre:1' });

    expect(await delegationsOf(ada, admin.ask)).toEqual([resource]);
    expect(await delegatesOf(ada, admin.ask)).toEqual([]);
    for (const one of [id, other.id]) {
      expect((await gatehouse.delete(`/delegations/${one}`, admin.ask)).status).toBe(404);
      expect((await gatehouse.put(`/delegations/${one}`, { ...admin.ask, body: {} })).status).toBe(404);
    }
    expect(JSON.stringify(await logOf(ada, admin.ask))).not.toContain(bob.email);
    expect(JSON.stringify(await logOf(ada))).toContain(bob.email);
    succeed(await gatehouse.delete(`/delegations/${resource.id}`, admin.ask));
  });
});
