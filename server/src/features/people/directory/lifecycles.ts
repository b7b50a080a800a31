import { followChanges } from '../../../platform/follow-changes';
import type { Strapi } from '../../../platform/strapi';
import { addMissingEntries, followPasswords, removeUsers, syncRoles, syncUsers } from './service';
import { holdersOfRoles } from '../../permissions/roles/store';

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
  // Afterwards the condition may no longer find what it found before.
  const rememberIds = async (event: Event) => {
    const rows = await strapi.db
      .query(USER)
      .findMany({ where: event.params.where as object, select: ['id'] });
    event.state = { ids: rows.map(({ id }: { id: number }) => Number(id)) };
  };
  const idOf = ({ result, state }: Event) => (result?.id ? [Number(result.id)] : (state.ids ?? []));

  const follow = async (event: Event) => {
    await syncUsers(strapi, idOf(event));
    if (event.params.data?.password !== undefined) await followPasswords(strapi, idOf(event));
  };

  followChanges(strapi, {
    models: [USER],
    afterCreate: (event: Event) => syncUsers(strapi, idOf(event)),
    afterUpdate: follow,
    afterDelete: (event: Event) => removeUsers(strapi, idOf(event)),
    // Of many new rows MariaDB tells the first id alone.
    afterCreateMany: () => addMissingEntries(strapi),
    beforeUpdateMany: rememberIds,
    afterUpdateMany: follow,
    beforeDeleteMany: rememberIds,
    afterDeleteMany: (event: Event) => removeUsers(strapi, event.state.ids ?? []),
  });

  // Afterwards nobody holds the role any more.
  const rememberHolders = async (event: Event) => {
    const roles = await strapi.db
      .query('admin::role')
      .findMany({ where: event.params.where as object, select: ['id'] });
    const holders = holdersOfRoles(
      strapi,
      roles.map(({ id }: { id: number }) => Number(id)),
    );
    event.state = { ids: await holders };
  };
  const followRoles = () => syncRoles(strapi);
  const syncRolesAndHolders = async ({ state }: Event) => {
    await followRoles();
    await syncUsers(strapi, state.ids ?? []);
  };
  followChanges(strapi, {
    models: ['admin::role'],
    afterCreate: followRoles,
    afterUpdate: followRoles,
    beforeDelete: rememberHolders,
    afterDelete: syncRolesAndHolders,
    afterCreateMany: followRoles,
    afterUpdateMany: followRoles,
    beforeDeleteMany: rememberHolders,
    afterDeleteMany: syncRolesAndHolders,
  });
};
