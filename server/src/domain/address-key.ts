import ipaddr from 'ipaddr.js';

import { normalizeAddress } from './address';

/** Keeps the two families apart when sorted: IPv4 keys continue with 8 digits, IPv6 keys with 32. */
const PREFIX = { 4: '4', 16: '6' } as const;

const write = (bytes: readonly number[]) =>
  PREFIX[bytes.length as 4 | 16] + bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * An address in digits of fixed length, so that a database finds a whole network between two keys by an
 * index, however it sorts text. Null for anything that is not an address.
 * @example addressKey('10.0.0.1') === '40a000001'
 */
export const addressKey = (text: string | null): string | null => {
  const address = normalizeAddress(text);
  return address === null ? null : write(ipaddr.parse(address).toByteArray());
};

/** The address that a key stands for. */
export const addressOfKey = (key: string): string => {
  const bytes = (key.slice(1).match(/../g) ?? []).map((digits) => parseInt(digits, 16));
  const address = ipaddr.fromByteArray(bytes);
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
};

/** The keys of the first and the last address of a network. */
export const keysOfNetwork = (cidr: string): [first: string, last: string] => {
  const [network = '', length] = cidr.split('/');
  const bytes = ipaddr.parse(network).toByteArray();
  const last = bytes.map(
    (byte, index) => byte | (0xff >> Math.min(8, Math.max(0, Number(length) - index * 8))),
  );
  return [write(bytes), write(last)];
};
