import * as contracts from '../../../../../shared/contracts/contact';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { getContact, updateContact } from './service';

export const contactRoutes = (strapi: Strapi) => {
  return [
    route(contracts.getContact, ({ params }) => getContact(strapi, params.id)),
    route(contracts.updateContact, ({ params, body, actor }) =>
      updateContact(strapi, params.id, body, actor),
    ),
  ];
};
