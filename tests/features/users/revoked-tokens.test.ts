import { shared, succeed, type Person } from '../vocabulary';
import { apiOnlyAt } from '../api-keys/api-only';
import { anAdminTokenOf, aTokenOwner } from '../doors/admin-tokens';

const { gatehouse, http, putBack, sql } = shared;

afterEach(putBack);

let chosen = 0;
/** One that nobody had before. */
const aNewPassword = () => `Brand-New-Horse-${(chosen += 1)}`;

const anOwner = async () => {
  const owner = await aTokenOwner(shared);
  return { ...owner, key: await anAdminTokenOf(shared, owner) };
};
const ask = async ({ key, from }: Person & { key: string }) =>
  (await http.get('/gatehouse/users', { token: key, from })).status;
const entriesOf = async ({ id }: Person) =>
  succeed(await gatehouse.get(`/users/${id}/log`)).body.data.filter(
    ({ action }: { action: string }) => action === 'admin-tokens-revoked',
  );
const countPermissions = async () =>
  (await sql('SELECT * FROM ??', ['admin_permissions_api_token_lnk'])).length;

const post = (action: string, bodyOf: () => object) => (user: Person, revokeTokens?: boolean) =>
  gatehouse.post(`/users/${user.id}/${action}`, {
    body: { ...bodyOf(), ...(revokeTokens !== undefined && { revokeTokens }) },
  });
const ways: [string, (user: Person, revokeTokens?: boolean) => ReturnType<typeof gatehouse.post>][] = [
  ['a password that is set', post('set-password', () => ({ password: aNewPassword() }))],
  ['a password that is made', post('auto-reset-password', () => ({}))],
  ['the second factor that is reset', post('reset-mfa', () => ({}))],
  [
    'all sessions that are ended',
    (user, revokeTokens) =>
      gatehouse.delete(
        `/users/${user.id}/sessions${revokeTokens === undefined ? '' : `?revokeTokens=${revokeTokens}`}`,
      ),
  ],
];

it.each(ways)(
  'a user’s admin tokens go with %s where that is asked for, and the log says so',
  async (_, act) => {
    const [owner, other] = [await anOwner(), await anOwner()];
    const before = await countPermissions();

    for (const revokeTokens of [undefined, false]) succeed(await act(owner, revokeTokens));
    expect([await ask(owner), await entriesOf(owner)]).toEqual([200, []]);
    succeed(await act(owner, true));

    expect([await ask(owner), await ask(other)]).toEqual([401, 200]);
    expect(await entriesOf(owner)).toMatchObject([
      { text: expect.stringContaining(owner.email), actor: { name: 'First Admin' } },
    ]);
    expect(await countPermissions()).toBe(before - 1);
    succeed(await act(owner, true));
    expect(await entriesOf(owner)).toHaveLength(1);
  },
);

it('keys of an API-only user are none of them: whoever may end sessions need not be who may revoke keys', async () => {
  const { aKeyOf, anApiOnlyUser, keysOf } = apiOnlyAt(shared);
  const robot = await anApiOnlyUser([], ['users.read']);
  await aKeyOf(robot, { kind: 'admin' });

  succeed(await gatehouse.delete(`/users/${robot.id}/sessions?revokeTokens=true`));

  expect(await keysOf(robot)).toHaveLength(1);
});

it('they stay where the password is refused', async () => {
  const owner = await anOwner();

  const refused = await post('set-password', () => ({ password: 'short' }))(owner, true);

  expect([refused.status, await ask(owner)]).toEqual([400, 200]);
});
