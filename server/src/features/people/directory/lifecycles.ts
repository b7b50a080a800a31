import { followChanges } from '../../../platform/follow-changes';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

type Event = {
  params: { where?: unknown; data?: { password?: unknown } };
  result?: { id?: number };
  state: { ids?: number[] };
};

const USER = 'admin::user';

/**
 * Follows every change of Strapi's users and roles, one or many, from wherever it comes: its pages, its API, its
 * commands, another plugin. Inside the transaction of the change, where there is one.
 */
export const followNativeRecords = (strapi: Strapi) => {
  const directory = () => getService(strapi, 'directory');

  // Afterwards the condition may no longer find what it found before.
  const rememberIds = async (event: Event) => {
    const rows = await strapi.db
      .query(USER)
      .findMany({ where: event.params.where as object, select: ['id'] });
    event.state = { ids: rows.map(({ id }: { id: number }) => Number(id)) };
  };
  const idOf = ({ result, state }: Event) => (result?.id ? [Number(result.id)] : (state.ids ?? []));

  const follow = async (event: Event) => {
    await directory().sync(idOf(event));
    if (event.params.data?.password !== undefined) await directory().followPassword(idOf(event));
  };

  followChanges(strapi, {
    models: [USER],
    afterCreate: (event: Event) => directory().sync(idOf(event)),
    afterUpdate: follow,
    afterDelete: (event: Event) => directory().remove(idOf(event)),
    // Of many new rows MariaDB tells the first id alone.
    afterCreateMany: () => directory().addMissing(),
    beforeUpdateMany: rememberIds,
    afterUpdateMany: follow,
    beforeDeleteMany: rememberIds,
    afterDeleteMany: (event: Event) => directory().remove(event.state.ids ?? []),
  });

  // Afterwards nobody holds the role any more.
  const rememberHolders = async (event: Event) => {
    const roles = await strapi.db
      .query('admin::role')
      .findMany({ where: event.params.where as object, select: ['id'] });
    const holders = getService(strapi, 'roles').holders(roles.map(({ id }: { id: number }) => Number(id)));
    event.state = { ids: await holders };
  };
  const syncRoles = () => directory().syncRoles();
  const syncRolesAndHolders = async ({ state }: Event) => {
    await syncRoles();
    await directory().sync(state.ids ?? []);
  };
  followChanges(strapi, {
    models: ['admin::role'],
    afterCreate: syncRoles,
    afterUpdate: syncRoles,
    beforeDelete: rememberHolders,
    afterDelete: syncRolesAndHolders,
    afterCreateMany: syncRoles,
    afterUpdateMany: syncRoles,
    beforeDeleteMany: rememberHolders,
    afterDeleteMany: syncRolesAndHolders,
  });
};
