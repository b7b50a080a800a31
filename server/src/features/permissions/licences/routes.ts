import * as contracts from '../../../../../shared/contracts/licences';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { createLicence, deleteLicence, updateLicence } from './actions';
import { listLicences } from './queries';

export const licenceRoutes = (strapi: Strapi) => {
  return [
    route(contracts.listLicences, ({ query }) => listLicences(strapi, query)),
    route(contracts.createLicence, ({ body, actor }) => createLicence(strapi, body, actor)),
    route(contracts.updateLicence, ({ params, body, actor }) =>
      updateLicence(strapi, params.id, body, actor),
    ),
    route(contracts.deleteLicence, ({ params, actor }) => deleteLicence(strapi, params.id, actor)),
  ];
};
