import type { ApiKey } from '../../../shared/contracts/api-keys';
import { anAddress, anEmail, succeed, type gatehouseAt } from '../vocabulary';

type Words = ReturnType<typeof gatehouseAt>;
export type Key = ApiKey & { key: string; exampleUrl: string | null };
export type Client = { id: number; clientId: string; clientSecret: string; tokenUrl: string };
export type ApiOnly = { id: number; email: string; adminUserId: number; from: string; role: { id: number } };

export const FIND = 'api::article.article.find';
export const CREATE = 'api::article.article.create';

/** API-only users and their keys, at one server. */
export const apiOnlyAt = ({ aRole, change, gatehouse, http, sql }: Words) => {
  const give = (role: { id: number }, apiActions: string[]) =>
    gatehouse.put(`/roles/${role.id}`, { body: { apiActions } }).then((answer) => succeed(answer));

  /** With a role of their own that gives these actions. */
  const anApiOnlyUser = async (
    apiActions: string[] = [FIND],
    permissions: Parameters<typeof aRole>[0] = [],
  ) => {
    const role = await aRole(permissions);
    await give(role, apiActions);
    const email = anEmail('robot');
    const body = { email, type: 'api-only', roles: [role.id] };
    const { id } = succeed(await gatehouse.post('/users', { body }), 201).body.data;
    const [row] = await sql('SELECT ?? FROM ?? WHERE ?? = ?', ['admin_user_id', 'gatehouse_users', 'id', id]);
    return { id, email, role, adminUserId: Number(row?.admin_user_id), from: anAddress() } as ApiOnly;
  };
  const aKeyOf = async ({ id }: { id: number }, body: object = {}): Promise<Key> =>
    succeed(
      await gatehouse.post(`/users/${id}/api-keys`, { body: { description: 'Nightly import', ...body } }),
      201,
    ).body.data;
  /** From then on the user comes in with clients; keys that are left go on. */
  const aClientOf = async (user: { id: number }): Promise<Client> => {
    await change(user, { authType: 'oauth-client' });
    const body = { description: 'Warehouse' };
    return succeed(await gatehouse.post(`/users/${user.id}/oauth-clients`, { body }), 201).body.data;
  };
  const keysOf = async ({ id }: { id: number }): Promise<ApiKey[]> =>
    succeed(await gatehouse.get(`/users/${id}/api-keys`)).body.data;

  return {
    give,
    anApiOnlyUser,
    aKeyOf,
    aClientOf,
    keysOf,
    rotate: async ({ id }: { id: number }, body: object = {}): Promise<Key> =>
      succeed(await gatehouse.post(`/api-keys/${id}/rotate`, { body }), 201).body.data,
    /** What the key is answered at the Content API: its status. */
    find: async (key: string, from?: string) =>
      (await http.get('/api/articles', { token: key, ...(from && { from }) })).status,
    create: async (key: string) =>
      (await http.post('/api/articles', { token: key, body: { data: { title: 'Made with a key' } } })).status,
  };
};
