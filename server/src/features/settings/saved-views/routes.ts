import {
  createSavedView,
  deleteSavedView,
  listSavedViews,
  updateSavedView,
} from '../../../../../shared/contracts/saved-views';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const savedViewRoutes = (strapi: Strapi) => {
  const views = () => getService(strapi, 'savedViews');
  return [
    route(listSavedViews, ({ actor }) => views().list(actor)),
    route(createSavedView, ({ body, actor }) => views().create(body, actor)),
    route(updateSavedView, ({ params, body, actor }) => views().update(params.id, body, actor)),
    route(deleteSavedView, ({ params, actor }) => views().remove(params.id, actor)),
  ];
};
