import fc from '../support/fast-check';

/** Addresses and networks as random bytes, spelled in every way there is. */
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

const dotted = (address: ArrayLike<number>) => Array.from(address).join('.');
const hexGroups = (address: ArrayLike<number>) =>
  Array.from({ length: address.length / 2 }, (_, group) =>
    (((address[group * 2] as number) << 8) | (address[group * 2 + 1] as number)).toString(16),
  );
const colons = (address: ArrayLike<number>) => hexGroups(address).join(':');

/** The first bits of the address, and zeroes behind them. */
const masked = (address: Uint8Array, length: number) =>
  address.map((byte, index) => byte & (0xff << (8 - Math.min(8, Math.max(0, length - index * 8)))) & 0xff);

/** Mostly zeroes and a little else, where IPv4 hides in IPv6. */
const nearlyZero = bytes(16).map((address) =>
  address.map((byte, index) => (index < 10 ? 0 : byte < 128 ? 0xff : byte)),
);
const ipv6Bytes = fc.oneof(bytes(16), nearlyZero, fc.constant(new Uint8Array(16)));

export const ipv4 = bytes(4).map(dotted);
export const ipv6 = ipv6Bytes.map(colons);
export const mapped = bytes(4).chain((address) =>
  fc.constantFrom(
    `::ffff:${dotted(address)}`,
    `::FFFF:${colons(address)}`,
    `0:0:0:0:0:ffff:${colons(address)}`,
    `0000:0000:0000:0000:0000:ffff:${dotted(address)}`,
  ),
);

export type Range = { range: string; inside: string };

const ipv4Network = fc
  .tuple(bytes(4), bytes(4), fc.integer({ min: 0, max: 32 }))
  .map(([address, host, length]): Range => {
    const network = masked(address, length);
    const inside = network.map(
      (byte, index) =>
        byte | ((host[index] as number) & ~(masked(new Uint8Array(4).fill(255), length)[index] as number)),
    );
    return { range: `${dotted(network)}/${length}`, inside: dotted(inside) };
  });

const ipv6Network = fc
  .tuple(ipv6Bytes, bytes(16), fc.integer({ min: 0, max: 128 }))
  .map(([address, host, length]): Range => {
    const network = masked(address, length);
    const mask = masked(new Uint8Array(16).fill(255), length);
    const inside = network.map((byte, index) => byte | ((host[index] as number) & ~(mask[index] as number)));
    return { range: `${colons(network)}/${length}`, inside: colons(inside) };
  });

const mappedNetwork = ipv4Network.map(({ range, inside }): Range => {
  const [network = '', length] = range.split('/');
  return { range: `::ffff:${network}/${Number(length) + 96}`, inside };
});

const wildcard = fc.tuple(bytes(4), fc.integer({ min: 1, max: 3 })).map(([address, octets]): Range => ({
  range: `${dotted(address.slice(0, octets))}.*`,
  inside: dotted(address),
}));

const single = fc.oneof(ipv4, ipv6, mapped).map((address): Range => ({ range: address, inside: address }));

/** A range that is spelled properly, with an address that lies in it. */
export const range = fc.oneof(ipv4Network, ipv6Network, mappedNetwork, wildcard, single);
export const anyAddress = fc.oneof(ipv4, ipv6, mapped);
