import * as contracts from '../../../../../shared/contracts/saved-views';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { createSavedView, deleteSavedView, updateSavedView } from './actions';
import { listSavedViews } from './queries';

export const savedViewRoutes = (strapi: Strapi) => {
  return [
    route(contracts.listSavedViews, ({ actor }) => listSavedViews(strapi, actor)),
    route(contracts.createSavedView, ({ body, actor }) => createSavedView(strapi, body, actor)),
    route(contracts.updateSavedView, ({ params, body, actor }) =>
      updateSavedView(strapi, params.id, body, actor),
    ),
    route(contracts.deleteSavedView, ({ params, actor }) => deleteSavedView(strapi, params.id, actor)),
  ];
};
