import type { Context } from 'koa';

import { type Asker, clientAddress } from '../domain/client-address';
import { compileRanges, parseRange } from '../domain/ip-range';
import type { Config } from '../config';
import { PLUGIN_ID } from '../../../shared/constants';
import { currentContext } from '../platform/current-context';
import { perStrapi } from '../platform/per-strapi';
import type { Strapi } from '../platform/strapi';

/** Bounds for what is kept in memory. */
const KNOWN_PLACES = 1_000;
const MAX_KNOWN_LENGTH = 200;

/** Tells where requests come from, by the proxies the operator trusts. `ctx.ip` believes anybody's header. */
export const addressReaderOf = perStrapi((strapi): AddressReader => {
  const { trustedProxies } = strapi.config.get(`plugin::${PLUGIN_ID}`) as Config;
  const cidrs = trustedProxies.flatMap((range) => {
    const parsed = parseRange(range);
    return 'cidr' in parsed ? [parsed.cidr] : [];
  });
  const isTrusted = compileRanges(cidrs);
  /** What was told before: several doors ask about one request, and most requests come from few places. */
  const known = new Map<string, string | null>();
  return (ctx: Context): string | null => {
    const header = ctx.req.headers['x-forwarded-for'];
    const forwardedFor = Array.isArray(header) ? header.join(',') : header;
    const { remoteAddress: socketAddress } = ctx.req.socket;
    const key = `${socketAddress} ${forwardedFor ?? ''}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const address = clientAddress({ socketAddress, forwardedFor, isTrusted });
    if (known.size >= KNOWN_PLACES) known.clear();
    if (key.length <= MAX_KNOWN_LENGTH) known.set(key, address);
    return address;
  };
});

type AddressReader = (ctx: Context) => string | null;

/** Of the request that is under way, unless told; what a door has read of it before is taken from there. */
export const askerOf = (strapi: Strapi, ctx = currentContext(strapi)): Asker => ({
  address: ctx
    ? ((ctx.state.gatehouseAddress as string | null | undefined) ?? addressReaderOf(strapi)(ctx))
    : null,
  userAgent: ctx?.get('user-agent') || null,
});

/** Has the address of the request stand where whoever counts by it looks for it. */
export const locate = (strapi: Strapi, ctx: Context) => {
  const address = addressReaderOf(strapi)(ctx);
  ctx.state.gatehouseAddress = address;
  return address;
};
