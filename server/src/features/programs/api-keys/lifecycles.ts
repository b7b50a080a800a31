import { followChanges } from '../../../platform/follow-changes';
import type { Strapi } from '../../../platform/strapi';
import { forgetTokens } from './store';

type Event = { params: { where?: unknown }; state: { ids?: number[] } };

const TOKEN = 'admin::api-token';

/** Follows tokens that are deleted, on Strapi's page or here: a number must never come to mean another token. */
export const followTokens = (strapi: Strapi) => {
  const remember = async (event: Event) => {
    const rows = await strapi.db
      .query(TOKEN)
      .findMany({ where: event.params.where as object, select: ['id'] });
    event.state = { ids: rows.map(({ id }: { id: number }) => Number(id)) };
  };
  const forget = ({ state }: Event) => forgetTokens(strapi, state.ids ?? []);
  followChanges(strapi, {
    models: [TOKEN],
    beforeDelete: remember,
    afterDelete: forget,
    beforeDeleteMany: remember,
    afterDeleteMany: forget,
  });
};
