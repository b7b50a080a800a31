import { isIP } from 'node:net';

import ipaddr from 'ipaddr.js';

/** The canonical address (RFC 5952), IPv4-mapped IPv6 as IPv4 (RFC 4291 §2.5.5.2); null if it is not one. */
export const normalizeAddress = (text: string | null | undefined): string | null => {
  // ipaddr.js alone would also accept octal and hexadecimal numbers.
  if (!text || isIP(text) === 0) return null;
  const address = ipaddr.process(asIpaddrReadsIt(text));
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
};

/**
 * Drops the zone, which names an interface of the machine that saw the address, not the peer. Writes
 * `::1.2.3.4` (RFC 4291 §2.5.5.1) so that ipaddr.js does not take it for the IPv4-mapped address.
 */
const asIpaddrReadsIt = (text: string) => text.replace(/%.*$/, '').replace(/^::(?=\d+\.)/, '::0:');
