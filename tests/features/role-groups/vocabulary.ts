import type { RoleGroup, RoleSource } from '../../../shared/contracts/role-groups';
import { type gatehouseAt, succeed } from '../vocabulary';

type Words = ReturnType<typeof gatehouseAt>;
type WithId = { id: number };
type Ask = { token?: string; from?: string };

let made = 0;
/** A name that no other test has. */
export const aName = () => `Role group ${(made += 1)} ${Math.random().toString(36).slice(2, 8)}`;
const ids = (all: readonly WithId[]) => all.map(({ id }) => id);

/** Role groups, and what Strapi itself knows of the roles of users, said to one server. */
export const roleGroupsAt = ({ gatehouse, http, superAdmin, sql }: Words) => {
  const create = (body: object, ask: Ask = {}) => gatehouse.post('/role-groups', { ...ask, body });
  const aGroup = async (roles: readonly WithId[] = [], name = aName()): Promise<RoleGroup> =>
    succeed(await create({ name, roles: ids(roles) }), 201).body.data;
  const update = ({ id }: WithId, body: object, ask: Ask = {}) =>
    gatehouse.put(`/role-groups/${id}`, { ...ask, body });
  const setRoles = (group: WithId, roles: readonly WithId[], ask: Ask = {}) =>
    update(group, { roles: ids(roles) }, ask);
  const remove = ({ id }: WithId, ask: Ask = {}) => gatehouse.delete(`/role-groups/${id}`, ask);
  const read = async ({ id }: WithId): Promise<RoleGroup> =>
    succeed(await gatehouse.get(`/role-groups/${id}`)).body.data;

  /** In place of the groups that the user is in. */
  const give = ({ id }: WithId, groups: readonly WithId[], ask: Ask = {}) =>
    gatehouse.put(`/users/${id}/role-groups`, { ...ask, body: { roleGroups: ids(groups) } });

  /** Role → whether it is the user's own, and the groups that give it; by names. */
  const sourcesOf = async ({ id }: WithId): Promise<Record<string, [boolean, string[]]>> => {
    const { roleSources } = succeed(await gatehouse.get(`/users/${id}/role-groups`)).body.data;
    return Object.fromEntries(
      (roleSources as RoleSource[]).map(({ role, direct, groups }) => [
        role.name,
        [direct, groups.map(({ name }) => name)],
      ]),
    );
  };
  const groupsOf = async ({ id }: WithId): Promise<string[]> =>
    succeed(await gatehouse.get(`/users/${id}/role-groups`)).body.data.roleGroups.map(
      ({ name }: RoleGroup) => name,
    );

  /** What Strapi goes by. */
  const nativeRolesOf = async ({ adminUserId }: { adminUserId: number }): Promise<string[]> =>
    succeed(await http.get(`/admin/users/${adminUserId}`, { token: await superAdmin() }))
      .body.data.roles.map(({ name }: { name: string }) => name)
      .sort();
  /** By Strapi's own page. */
  const setNativeRoles = async ({ adminUserId }: { adminUserId: number }, roles: readonly WithId[]) =>
    succeed(
      await http.put(`/admin/users/${adminUserId}`, {
        token: await superAdmin(),
        body: { roles: ids(roles) },
      }),
    );

  /** What is kept of the user's groups and of what they give, in rows. */
  const rowsOf = async ({ id }: WithId) =>
    Promise.all(
      ['gatehouse_user_role_groups', 'gatehouse_inherited_roles'].map(
        async (table) => (await sql('SELECT ?? FROM ?? WHERE ?? = ?', ['id', table, 'user_id', id])).length,
      ),
    );
  const logOf = async ({ id }: WithId, action: string) =>
    (
      succeed(await gatehouse.get(`/users/${id}/log`)).body.data as {
        action: string;
        changes: Record<string, { before: unknown; after: unknown }>;
      }[]
    ).filter((entry) => entry.action === action);

  return {
    create,
    aGroup,
    update,
    setRoles,
    remove,
    read,
    give,
    sourcesOf,
    groupsOf,
    nativeRolesOf,
    setNativeRoles,
    rowsOf,
    logOf,
  };
};
