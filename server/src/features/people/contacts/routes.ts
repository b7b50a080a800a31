import * as contracts from '../../../../../shared/contracts/contact';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { updateContact } from './actions';
import { getContact } from './queries';

export const contactRoutes = (strapi: Strapi) => {
  return [
    route(contracts.getContact, ({ params }) => getContact(strapi, params.id)),
    route(contracts.updateContact, ({ params, body, actor }) =>
      updateContact(strapi, params.id, body, actor),
    ),
  ];
};
