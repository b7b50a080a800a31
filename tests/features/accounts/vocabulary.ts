import type { Account, Membership } from '../../../shared/contracts/accounts';
import { PERMISSIONS, type Permission } from '../../../shared/permissions';
import { type gatehouseAt, type Person, succeed } from '../vocabulary';

type Words = ReturnType<typeof gatehouseAt>;
type Given = { account: number; role?: 'admin' | 'viewer' };
export type AtWork = Person & { token: string };

/** Accounts, and who belongs to them, on one server. */
export const accountsAt = (words: Words) => {
  const { aRole, aUserAtWork, call, gatehouse, sql } = words;
  let turn = 0;

  const anAccount = async (parent: number | null = null, name = `Account ${(turn += 1)}`): Promise<number> =>
    succeed(await gatehouse.post('/accounts', { body: { name, parent } }), 201).body.data.id;
  /** Written together: one request after the other would take a minute. */
  const manyBelow = (parent: number, count: number) =>
    call(`(async () => {
      const rows = Array.from({ length: ${count} }, (_, n) => ({
        id: 10000 + n, name: \`Site \${n}\`, sibling_key: \`key \${n}\`,
        parent_id: ${parent}, position: 100 + n, path: \`/${parent}/\${10000 + n}/\`,
      }));
      for (let at = 0; at < rows.length; at += 100)
        await strapi.db.getConnection('gatehouse_accounts').insert(rows.slice(at, at + 100));
    })()`);
  const tree = async (): Promise<Account[]> => succeed(await gatehouse.get('/accounts')).body.data;
  const place = async ({ id }: { id: number }, accounts: Given[]): Promise<Membership[]> =>
    succeed(
      await gatehouse.put(`/users/${id}/accounts`, {
        body: { accounts: accounts.map((one) => ({ role: 'viewer', ...one })) },
      }),
    ).body.data;
  const accountsOf = async ({ id }: { id: number }): Promise<[number, string][]> =>
    succeed(await gatehouse.get(`/users/${id}/accounts`)).body.data.map(
      ({ account, role }: Membership): [number, string] => [account.id, role],
    );

  const limit = async (role: number, ownAccountsOnly = true) =>
    succeed(await gatehouse.put(`/roles/${role}`, { body: { ownAccountsOnly } }));

  /** Somebody at work whose one role limits them to the accounts they administer. */
  const aLimitedAdmin = async (
    accounts: number[],
    permissions: readonly Permission[] = PERMISSIONS.map(({ uid }) => uid),
  ) => {
    const role = (await aRole(permissions)).id;
    await limit(role);
    const person: AtWork = await aUserAtWork({ roles: [role] });
    await place(
      person,
      accounts.map((account) => ({ account, role: 'admin' })),
    );
    return { ...person, role, ask: { token: person.token, from: person.from } };
  };

  /** No accounts, no members, and no role that limits. */
  const clear = async () => {
    await sql('DELETE FROM ??', ['gatehouse_account_members']);
    await sql('DELETE FROM ??', ['gatehouse_accounts']);
    await sql('UPDATE ?? SET ?? = ?', ['gatehouse_roles', 'own_accounts_only', false]);
  };

  return { anAccount, manyBelow, tree, place, accountsOf, limit, aLimitedAdmin, clear };
};
