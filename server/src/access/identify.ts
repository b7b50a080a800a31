import type { Context } from 'koa';

import { clientAddress } from '../domain/client-address';
import { compileRanges, parseRange } from '../domain/ip-range';
import type { Config } from '../config';
import { PLUGIN_ID } from '../../../shared/constants';
import type { Strapi } from '../lib/strapi';

/** Tells where requests come from, by the proxies the operator trusts. `ctx.ip` believes anybody's header. */
export const createAddressReader = (strapi: Strapi) => {
  const { trustedProxies } = strapi.config.get(`plugin::${PLUGIN_ID}`) as Config;
  const cidrs = trustedProxies.flatMap((range) => {
    const parsed = parseRange(range);
    return 'cidr' in parsed ? [parsed.cidr] : [];
  });
  const isTrusted = compileRanges(cidrs);
  return (ctx: Context): string | null => {
    const header = ctx.req.headers['x-forwarded-for'];
    return clientAddress({
      socketAddress: ctx.req.socket.remoteAddress,
      forwardedFor: Array.isArray(header) ? header.join(',') : header,
      isTrusted,
    });
  };
};
export type AddressReader = ReturnType<typeof createAddressReader>;
