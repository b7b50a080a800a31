import * as contracts from '../../../../../shared/contracts/copy-access';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { copyAccess } from './actions';

export const copyAccessRoutes = (strapi: Strapi) => [
  route(contracts.copyAccess, ({ params, body, actor }) => copyAccess(strapi, params.id, body, actor)),
];
