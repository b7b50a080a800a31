import { copyAccess } from '../../../../shared/contracts/copy-access';
import { route } from '../../lib/handle';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';

export const copyAccessRoutes = (strapi: Strapi) => [
  route(copyAccess, ({ params, body, actor }) =>
    getService(strapi, 'copyAccess').copy(params.id, body, actor),
  ),
];
