import { PLUGIN_ID } from '../../../../../shared/constants';
import { getOpenApi } from '../../../../../shared/contracts/openapi';
import { passOn } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { openApiDocument } from './document';

export const openApiRoutes = ({ config }: Strapi) => {
  let kept: string | undefined;
  const make = () =>
    JSON.stringify(
      openApiDocument({
        version: config.get(`enabledPlugins.${PLUGIN_ID}.packageInfo.version`, ''),
        server: config.get('server.absoluteUrl', '/'),
        apiPrefix: config.get('api.rest.prefix', '/api'),
      }),
    );
  return [
    passOn(getOpenApi, async (ctx) => {
      ctx.body = kept ??= make();
      ctx.type = 'json';
    }),
  ];
};
