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

/** Reads the address of a request, past the proxies the operator trusts. `ctx.ip` believes any header. */
export const addressReaderOf = perStrapi((strapi): AddressReader => {
  const { trustedProxies } = strapi.config.get(`plugin::${PLUGIN_ID}`) as Config;
  const cidrs = trustedProxies.flatMap((range) => {
    const parsed = parseRange(range);
    return 'cidr' in parsed ? [parsed.cidr] : [];
  });
  const isTrusted = compileRanges(cidrs);
  /** Earlier answers: several doors ask about one request, and most requests come from few places. */
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

/** The asker of the current request unless `ctx` is given; an address already read is reused. */
export const askerOf = (strapi: Strapi, ctx = currentContext(strapi)): Asker => ({
  address: ctx
    ? ((ctx.state.gatehouseAddress as string | null | undefined) ?? addressReaderOf(strapi)(ctx))
    : null,
  userAgent: ctx?.get('user-agent') || null,
});

/** Reads the request's address and keeps it in `ctx.state` for everything that uses it later. */
export const locate = (strapi: Strapi, ctx: Context) => {
  const address = addressReaderOf(strapi)(ctx);
  ctx.state.gatehouseAddress = address;
  return address;
};
