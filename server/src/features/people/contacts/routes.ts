import { getContact, updateContact } from '../../../../../shared/contracts/contact';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const contactRoutes = (strapi: Strapi) => {
  const contacts = () => getService(strapi, 'contacts');
  return [
    route(getContact, ({ params }) => contacts().get(params.id)),
    route(updateContact, ({ params, body, actor }) => contacts().update(params.id, body, actor)),
  ];
};
