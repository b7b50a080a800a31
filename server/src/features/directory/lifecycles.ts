import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';

type Event = {
  params: { where?: unknown };
  result?: { id?: number; ids?: number[] };
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

  strapi.db.lifecycles.subscribe({
    models: [USER],
    afterCreate: (event: Event) => directory().sync(idOf(event)),
    afterUpdate: (event: Event) => directory().sync(idOf(event)),
    afterDelete: (event: Event) => directory().remove(idOf(event)),
    afterCreateMany: (event: Event) => directory().sync((event.result?.ids ?? []).map(Number)),
    beforeUpdateMany: rememberIds,
    afterUpdateMany: (event: Event) => directory().sync(event.state.ids ?? []),
    beforeDeleteMany: rememberIds,
    afterDeleteMany: (event: Event) => directory().remove(event.state.ids ?? []),
  } as never);

  const syncRoles = () => directory().syncRoles();
  strapi.db.lifecycles.subscribe({
    models: ['admin::role'],
    afterCreate: syncRoles,
    afterUpdate: syncRoles,
    afterDelete: syncRoles,
    afterCreateMany: syncRoles,
    afterUpdateMany: syncRoles,
    afterDeleteMany: syncRoles,
  } as never);
};
