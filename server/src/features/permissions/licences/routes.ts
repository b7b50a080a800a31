import {
  createLicence,
  deleteLicence,
  listLicences,
  updateLicence,
} from '../../../../../shared/contracts/licences';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const licenceRoutes = (strapi: Strapi) => {
  const licences = () => getService(strapi, 'licences');
  return [
    route(listLicences, ({ query }) => licences().list(query)),
    route(createLicence, ({ body, actor }) => licences().create(body, actor)),
    route(updateLicence, ({ params, body, actor }) => licences().update(params.id, body, actor)),
    route(deleteLicence, ({ params, actor }) => licences().remove(params.id, actor)),
  ];
};
