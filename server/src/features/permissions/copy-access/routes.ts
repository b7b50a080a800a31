import { copyAccess } from '../../../../../shared/contracts/copy-access';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const copyAccessRoutes = (strapi: Strapi) => [
  route(copyAccess, ({ params, body, actor }) =>
    getService(strapi, 'copyAccess').copy(params.id, body, actor),
  ),
];
