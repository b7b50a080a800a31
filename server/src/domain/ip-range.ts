import { BlockList, isIPv4, isIPv6 } from 'node:net';

import ipaddr from 'ipaddr.js';

import { type Refusal, type RefusalReason, refuse } from '../../../shared/refusals';
import { normalizeAddress } from './address';

/** A range in canonical form with the CIDR it stands for, or why it isn't one. */
export type ParsedRange = { range: string; cidr: string } | Refusal;

const OCTET = '(0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])';
const IPV4 = new RegExp(`^${OCTET}(\\.${OCTET}){3}$`);
const WILDCARD = new RegExp(`^${OCTET}(\\.${OCTET}){0,2}(\\.\\*)+$`);

/**
 * Parses a single address, a CIDR range or a trailing IPv4 wildcard (`207.107.139.*`, `10.*`). Anything that
 * some parser would read as another network (octal or hexadecimal octets, short forms, host bits) is refused
 * with the reason rather than guessed at.
 */
export const parseRange = (text: string): ParsedRange => {
  if (!/^[0-9a-fA-F:./*%xX]+$/.test(text)) return refuse('address-characters');
  if (text.includes('%')) return refuse('address-zone');
  if (text.includes('*')) return parseWildcard(text);
  const [address = '', prefix, ...rest] = text.split('/');
  if (rest.length > 0) return refuse('address-one-prefix');
  const whyNot = refuseAddress(address);
  if (whyNot) return refuse(whyNot);
  return prefix === undefined ? single(address) : parseCidr(address, prefix);
};

const refuseAddress = (address: string): RefusalReason | null => {
  if (address.includes(':')) return refuseIpv6(address);
  if (IPV4.test(address)) return null;
  if (/x/i.test(address)) return 'address-hexadecimal';
  const octets = address.split('.');
  if (octets.some((octet) => /^0\d/.test(octet))) return 'address-leading-zero';
  if (octets.length < 4 && octets.every((octet) => /^\d+$/.test(octet))) return 'address-short';
  return 'address-malformed';
};

/** RFC 4291 §2.5.5.1, deprecated: some parsers read `::1.2.3.4` as an IPv4 address, others as IPv6. */
const IPV4_COMPATIBLE = /^::\d+\./;

const refuseIpv6 = (address: string): RefusalReason | null => {
  if (!isIPv6(address)) return 'address-malformed-ipv6';
  return IPV4_COMPATIBLE.test(address) ? 'address-ipv4-in-ipv6' : null;
};

const single = (address: string): ParsedRange => {
  const range = normalizeAddress(address);
  if (!range) return refuse('address-malformed');
  return { range, cidr: `${range}/${isIPv4(range) ? 32 : 128}` };
};

const parseWildcard = (text: string): ParsedRange => {
  if (text.includes(':')) return refuse('address-wildcard-ipv6');
  if (text.includes('/')) return refuse('address-wildcard-prefix');
  if (!WILDCARD.test(text) || text.split('.').length > 4) return refuse('address-wildcard');
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
    return refuse('address-prefix', { max: bits });
  const isMapped =
    parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress() && Number(prefix) >= MAPPED_BITS;
  const own = isMapped ? parsed.toIPv4Address() : parsed;
  const length = isMapped ? Number(prefix) - MAPPED_BITS : Number(prefix);
  const cidr = `${spell(own)}/${length}`;
  const network = `${spell(networkOf(own, length))}/${length}`;
  if (network !== cidr) return refuse('address-host-bits', { given: cidr, network });
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

/** Whether an address, normalized or not, is in any of the CIDR ranges. False for anything else. */
export const compileRanges = (cidrs: readonly string[]): ((address: string | null) => boolean) => {
  // One list per family: in one, Node matches IPv4 with any IPv6 network of its mapped form, such as ::/0.
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
