import { BlockList, isIPv4, isIPv6 } from 'node:net';

import ipaddr from 'ipaddr.js';

import { normalizeAddress } from './address';

/** A range in its one spelling, with the CIDR it stands for; or why it isn't one. */
export type ParsedRange = { range: string; cidr: string } | { refused: string };

const OCTET = '(0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])';
const IPV4 = new RegExp(`^${OCTET}(\\.${OCTET}){3}$`);
const WILDCARD = new RegExp(`^${OCTET}(\\.${OCTET}){0,2}(\\.\\*)+$`);

/**
 * Reads a single address, a CIDR range or an IPv4 wildcard at the end (`207.107.139.*`, `10.*`).
 * What some parser somewhere would read as another network (octal or hexadecimal octets, short forms, host bits) is
 * refused with the reason rather than guessed at.
 */
export const parseRange = (text: string): ParsedRange => {
  if (!/^[0-9a-fA-F:./*%xX]+$/.test(text))
    return { refused: 'only digits, letters a to f and . : / * may stand in an address' };
  if (text.includes('%')) return { refused: 'an address with a zone id means something on one machine only' };
  if (text.includes('*')) return parseWildcard(text);
  const [address = '', prefix, ...rest] = text.split('/');
  if (rest.length > 0) return { refused: 'only one prefix length may follow the address' };
  const whyNot = refuseAddress(address);
  if (whyNot) return { refused: whyNot };
  return prefix === undefined ? single(address) : parseCidr(address, prefix);
};

const refuseAddress = (address: string): string | null => {
  if (address.includes(':')) return refuseIpv6(address);
  if (IPV4.test(address)) return null;
  if (/x/i.test(address)) return 'hexadecimal numbers are not accepted in an IPv4 address';
  const octets = address.split('.');
  if (octets.some((octet) => /^0\d/.test(octet)))
    return 'a number with a leading zero can be read as octal; write it without';
  if (octets.length < 4 && octets.every((octet) => /^\d+$/.test(octet)))
    return 'an IPv4 address has four numbers; for a whole network write a trailing * or a prefix length';
  return 'not an IP address';
};

/** RFC 4291 §2.5.5.1, deprecated: some parsers read an IPv4 address in `::1.2.3.4`, others one of IPv6. */
const IPV4_COMPATIBLE = /^::\d+\./;

const refuseIpv6 = (address: string): string | null => {
  if (!isIPv6(address)) return 'not an IPv6 address';
  return IPV4_COMPATIBLE.test(address) ? 'an IPv4 address is written without :: before it' : null;
};

const single = (address: string): ParsedRange => {
  const range = normalizeAddress(address);
  if (!range) return { refused: 'not an IP address' };
  return { range, cidr: `${range}/${isIPv4(range) ? 32 : 128}` };
};

const parseWildcard = (text: string): ParsedRange => {
  if (text.includes(':')) return { refused: 'for a network of IPv6 addresses write a prefix length' };
  if (text.includes('/')) return { refused: 'write either * or a prefix length' };
  if (!WILDCARD.test(text) || text.split('.').length > 4)
    return { refused: 'a * may only stand for all the numbers at the end, as in 207.107.139.* or 10.*' };
  const octets = text.split('.').filter((part) => part !== '*');
  const network = [...octets, '0', '0', '0'].slice(0, 4).join('.');
  return { range: `${octets.join('.')}.*`, cidr: `${network}/${octets.length * 8}` };
};

/** IPv4-mapped networks (`::ffff:0:0/96` and below) are IPv4 networks. */
const MAPPED_BITS = 96;

const parseCidr = (address: string, prefix: string): ParsedRange => {
  const parsed = ipaddr.parse(address);
  const bits = parsed instanceof ipaddr.IPv4 ? 32 : 128;
  if (!/^(0|[1-9]\d{0,2})$/.test(prefix) || Number(prefix) > bits)
    return { refused: `the prefix length must be a whole number from 0 to ${bits}` };
  const isMapped =
    parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress() && Number(prefix) >= MAPPED_BITS;
  const own = isMapped ? parsed.toIPv4Address() : parsed;
  const length = isMapped ? Number(prefix) - MAPPED_BITS : Number(prefix);
  const cidr = `${spell(own)}/${length}`;
  const network = `${spell(networkOf(own, length))}/${length}`;
  if (network !== cidr)
    return { refused: `${cidr} has bits set behind its prefix; the network is ${network}` };
  return length === (own instanceof ipaddr.IPv4 ? 32 : 128)
    ? { range: spell(own), cidr }
    : { range: cidr, cidr };
};

const spell = (address: ipaddr.IPv4 | ipaddr.IPv6) =>
  address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();

const networkOf = (address: ipaddr.IPv4 | ipaddr.IPv6, length: number) =>
  ipaddr.fromByteArray(
    address.toByteArray().map((byte, index) => {
      const kept = Math.min(8, Math.max(0, length - index * 8));
      return byte & (0xff << (8 - kept)) & 0xff;
    }),
  );

/** Whether an address, normalized or not, lies in any of the CIDR ranges. What is no address lies in none. */
export const compileRanges = (cidrs: readonly string[]): ((address: string | null) => boolean) => {
  // A list for each kind: in one, Node finds every IPv4 address in an IPv6 network that holds its mapped form, as ::/0.
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const cidr of cidrs) {
    const [network = '', length] = cidr.split('/');
    lists[kindOf(network)].addSubnet(network, Number(length), kindOf(network));
  }
  return (text) => {
    const address = normalizeAddress(text);
    return address !== null && lists[kindOf(address)].check(address, kindOf(address));
  };
};

const kindOf = (address: string) => (isIPv4(address) ? 'ipv4' : 'ipv6');
