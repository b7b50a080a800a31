import { apiOnlyAt } from '../api-keys/api-only';
import { dacGroupsAt } from '../dac-groups/vocabulary';
import { DAY, shared, succeed, type Person, type State } from '../vocabulary';
import { delegationsAt, TIMESHEETS } from './vocabulary';

const { act, aUser, aUserAtWork, call, clock, fromNow, gatehouse, http, putBack, sql, superAdmin } = shared;
const { aGroup, give: giveGroups } = dacGroupsAt(shared);
const { actableFor, aDelegation, canActFor } = delegationsAt(shared);

let ada: Person;
let bob: Person;
beforeEach(async () => {
  [ada, bob] = [await aUser(), await aUser()];
});
afterEach(() => clock.reset());
afterAll(putBack);

const by = ({ id }: { id: number }) => ({ userId: id });
const natively = ({ adminUserId }: { adminUserId: number }) => ({ adminUserId });

it('lets everybody act for themself, and for others whom they were let act for alone', async () => {
  const carol = await aUser();
  await aDelegation(ada, { forUser: bob.id });

  expect(await canActFor(by(ada), by(ada))).toBe(true);
  expect(await canActFor(by(ada), by(bob))).toBe(true);
  expect(await canActFor(natively(ada), natively(bob))).toBe(true);
  expect(await canActFor(by(bob), by(ada))).toBe(false);
  expect(await canActFor(by(ada), by(carol))).toBe(false);
  expect(await canActFor(by(ada), by(bob), 'sign-contracts')).toBe(false);
  // What is passed on is nobody's.
  await aDelegation(bob, { forUser: carol.id });
  expect(await canActFor(by(ada), by(carol))).toBe(false);
});

it('knows the user of a key by its token', async () => {
  const { aKeyOf, anApiOnlyUser } = apiOnlyAt(shared);
  const robot = await anApiOnlyUser();
  const { tokenId } = await aKeyOf(robot);
  await aDelegation(robot, { forUser: bob.id });

  expect(await canActFor({ apiTokenId: tokenId }, by(bob))).toBe(true);
  expect(await canActFor({ apiTokenId: tokenId + 1000 }, by(bob))).toBe(false);
  await act(robot, 'suspend', { reason: 'x' });
  expect(await canActFor({ apiTokenId: tokenId }, by(bob))).toBe(false);
});

it('takes a delegation for everything for every purpose', async () => {
  await aDelegation(ada, { forUser: bob.id, purpose: null });

  expect(await canActFor(by(ada), by(bob), 'sign-contracts')).toBe(true);
});

it('holds from its first moment to its last', async () => {
  const [from, to] = [await fromNow(DAY), await fromNow(3 * DAY)];
  await aDelegation(ada, { forUser: bob.id, validFrom: from, validTo: to });

  expect(await canActFor(by(ada), by(bob))).toBe(false);
  expect(await canActFor(by(ada), by(bob), TIMESHEETS, from)).toBe(true);
  expect(await canActFor(by(ada), by(bob), TIMESHEETS, to)).toBe(true);
  await clock.advance(2 * DAY);
  expect(await canActFor(by(ada), by(bob))).toBe(true);
  expect(await actableFor(by(ada))).toEqual([{ userId: bob.id, adminUserId: bob.adminUserId }]);
  await clock.advance(2 * DAY);
  expect(await canActFor(by(ada), by(bob))).toBe(false);
  expect(await actableFor(by(ada))).toEqual([]);
});

it('means by a group everybody who holds it at the moment, and the group itself', async () => {
  const group = await aGroup();
  await aDelegation(ada, { forDacGroup: group.id });

  expect(await canActFor(by(ada), by(bob))).toBe(false);
  succeed(await giveGroups(bob, [group]));
  expect(await canActFor(by(ada), by(bob))).toBe(true);
  expect(await canActFor(by(ada), { dacGroup: group.code })).toBe(true);
  expect(await canActFor(by(ada), { dacGroup: group.code.toUpperCase() })).toBe(false);
  expect(await canActFor(by(bob), { dacGroup: group.code })).toBe(false);
  expect(await actableFor(by(ada))).toEqual([{ dacGroup: group.code }]);
  succeed(await giveGroups(bob, []));
  expect(await canActFor(by(ada), by(bob))).toBe(false);
});

it('lets nobody act for a super admin by a group', async () => {
  const group = await aGroup();
  const chief = await aUser({ roles: ['strapi-super-admin'] });
  succeed(await giveGroups(chief, [group]));
  await aDelegation(ada, { forDacGroup: group.id });

  expect(await canActFor(by(ada), by(chief))).toBe(false);
  await aDelegation(ada, { forUser: chief.id });
  expect(await canActFor(by(ada), by(chief))).toBe(true);
});

it('means by a resource the one that is written exactly so', async () => {
  await aDelegation(ada, { resource: 'cost-centre:4711' });

  expect(await canActFor(by(ada), { resource: 'cost-centre:4711' })).toBe(true);
  expect(await canActFor(by(ada), { resource: 'Cost-Centre:4711' })).toBe(false);
  expect(await canActFor(by(ada), { resource: 'cost-centre:471' })).toBe(false);
  expect(await canActFor(by(ada), { dacGroup: 'cost-centre:4711' })).toBe(false);
  expect(await actableFor(by(ada))).toEqual([{ resource: 'cost-centre:4711' }]);
});

it.each<State>(['provisioned', 'suspended', 'disabled', 'locked-by-admin', 'not-yet-valid', 'expired'])(
  'lets nobody who is %s act, not even for themself',
  async (state) => {
    const shutOut = await aUser({ state });
    await aDelegation(shutOut, { forUser: bob.id });

    expect(await canActFor(by(shutOut), by(bob))).toBe(false);
    expect(await canActFor(by(shutOut), by(shutOut))).toBe(false);
    expect(await actableFor(by(shutOut))).toEqual([]);
  },
);

it('goes on while the one who is acted for is away', async () => {
  await aDelegation(ada, { forUser: bob.id });
  await act(bob, 'suspend', { reason: 'on leave' });

  expect(await canActFor(by(ada), by(bob))).toBe(true);
  expect(await canActFor(by(bob), by(bob))).toBe(false);
});

it('ends with either user, whoever deletes them', async () => {
  const [carol, dora] = [await aUser(), await aUser()];
  await aDelegation(ada, { forUser: bob.id });
  await aDelegation(carol, { forUser: dora.id });

  succeed(await gatehouse.delete(`/users/${bob.id}`));
  succeed(await http.delete(`/admin/users/${carol.adminUserId}`, { token: await superAdmin() }));

  expect(await canActFor(by(ada), by(bob))).toBe(false);
  expect(await canActFor(by(carol), by(dora))).toBe(false);
  for (const [column, id] of [
    ['for_user_id', bob.id],
    ['user_id', carol.id],
  ] as const)
    expect(await sql('SELECT ?? FROM ?? WHERE ?? = ?', ['id', 'gatehouse_delegations', column, id])).toEqual(
      [],
    );
});

it('answers no to what is no question', async () => {
  await aDelegation(ada, { forUser: bob.id, purpose: null });
  const [actor, subject] = [by(ada), by(bob)];

  expect(await canActFor(actor, subject, 'x')).toBe(true);
  for (const [who, whom, what] of [
    [{}, subject, 'x'],
    [{ userId: null }, subject, 'x'],
    [{ userId: `${ada.id}` }, subject, 'x'],
    [{ userId: { $gt: 0 } }, subject, 'x'],
    [{ userId: 2147483647 }, subject, 'x'],
    [{ userId: ada.id, adminUserId: bob.adminUserId }, subject, 'x'],
    [actor, {}, 'x'],
    [actor, { userId: bob.id, resource: 'x' }, 'x'],
    [actor, subject, ''],
    [actor, subject, null],
    [actor, subject, ['x']],
  ] as const)
    expect([who, whom, what, await canActFor(who, whom, what)]).toEqual([who, whom, what, false]);
  const service = `strapi.plugin('gatehouse').service('delegation')`;
  expect(
    await call(
      `${service}.canActFor({ actor: { userId: undefined }, subject: { userId: ${bob.id} }, purpose: 'x' })`,
    ),
  ).toBe(false);
  expect(await call(`${service}.canActFor(undefined)`)).toBe(false);
  expect(await call(`${service}.listActableFor({ actor: {}, purpose: 'x' })`)).toEqual([]);
});

it('holds with the next question after it is changed or ended', async () => {
  const { token, from } = await aUserAtWork({ roles: ['strapi-super-admin'] });
  const { id } = await aDelegation(ada, { forUser: bob.id });

  succeed(await gatehouse.put(`/delegations/${id}`, { token, from, body: { purpose: 'sign-contracts' } }));
  expect(await canActFor(by(ada), by(bob))).toBe(false);
  expect(await canActFor(by(ada), by(bob), 'sign-contracts')).toBe(true);
  succeed(await gatehouse.delete(`/delegations/${id}`, { token, from }));
  expect(await canActFor(by(ada), by(bob), 'sign-contracts')).toBe(false);
});
