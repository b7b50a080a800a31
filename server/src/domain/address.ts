import { isIP } from 'node:net';

import ipaddr from 'ipaddr.js';

/** The one spelling of an address, IPv4-mapped IPv6 as IPv4 (RFC 5952; RFC 4291 §2.5.5.2); null where it is none. */
export const normalizeAddress = (text: string | null | undefined): string | null => {
  // ipaddr.js alone would also take octal and hexadecimal numbers.
  if (!text || isIP(text) === 0) return null;
  const address = ipaddr.process(asIpaddrReadsIt(text));
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
};

/**
 * Without a zone, which names an interface of the machine it was seen on and says nothing about the other end. And
 * with `::1.2.3.4` (RFC 4291 §2.5.5.1) written so that ipaddr.js does not take it for the IPv4-mapped address.
 */
const asIpaddrReadsIt = (text: string) => text.replace(/%.*$/, '').replace(/^::(?=\d+\.)/, '::0:');
