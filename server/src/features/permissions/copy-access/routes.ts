import * as contracts from '../../../../../shared/contracts/copy-access';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { copyAccess } from './actions/copy';
import { previewCopyAccess } from './actions/preview';

export const copyAccessRoutes = (strapi: Strapi) => [
  route(contracts.copyAccess, ({ params, body, actor }) => copyAccess(strapi, params.id, body, actor)),
  route(contracts.previewCopyAccess, ({ params, body, actor }) =>
    previewCopyAccess(strapi, params.id, body, actor),
  ),
];
