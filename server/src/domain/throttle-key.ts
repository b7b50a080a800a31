import ipaddr from 'ipaddr.js';

import { normalizeAddress } from './address';

/** Bytes of an IPv6 address that name a site; whoever has one has all addresses in it (RFC 6177). */
const SITE_BYTES = 8;

/** What failures from an address are counted under: IPv4 by address, IPv6 by its /64. */
export const throttleKey = (address: string | null): string => {
  const normal = normalizeAddress(address);
  if (normal === null) return 'unknown';
  const parsed = ipaddr.parse(normal);
  if (parsed instanceof ipaddr.IPv4) return normal;
  const site = parsed.toByteArray().map((byte, index) => (index < SITE_BYTES ? byte : 0));
  return `${ipaddr.fromByteArray(site).toString()}/64`;
};
