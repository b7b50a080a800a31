import { PLUGIN_ID } from '../../shared/constants';
import type { Config } from './config';
import { getService } from './lib/services';
import type { Strapi } from './lib/strapi';

/** A prefix this short trusts whole continents. */
const SHORTEST_PREFIX = { ipv4: 8, ipv6: 16 };

const isWide = (range: string) => {
  const [network = '', prefix] = range.split('/');
  if (range.includes('*')) return false;
  return (
    prefix !== undefined &&
    Number(prefix) < (network.includes(':') ? SHORTEST_PREFIX.ipv6 : SHORTEST_PREFIX.ipv4)
  );
};

/** Legal but dangerous set-ups, each with a number to look up and a hint. Warns; never stops Strapi. */
export const warnOfDangers = async (strapi: Strapi) => {
  if (!(await getService(strapi, 'ipRules').hasAny())) return;
  const { trustedProxies } = strapi.config.get(`plugin::${PLUGIN_ID}`) as Config;
  const wide = trustedProxies.filter(isWide);
  if (wide.length > 0)
    strapi.log.warn(
      `[gatehouse] GH001: there are IP rules, but trustedProxies holds ${wide.join(', ')}, so that nearly anybody can ` +
        'claim any address. Hint: name the addresses of your reverse proxies alone.',
    );
  if (trustedProxies.length === 0 && strapi.config.get('server.proxy.koa'))
    strapi.log.warn(
      '[gatehouse] GH002: there are IP rules and Strapi runs behind a proxy (server.proxy.koa), but trustedProxies is ' +
        "empty, so that every request seems to come from the proxy. Hint: name the proxy's address in trustedProxies.",
    );
};
