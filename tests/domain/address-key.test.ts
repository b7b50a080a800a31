import fc from '../support/fast-check';
import { normalizeAddress } from '../../server/src/domain/address';
import { addressKey, addressOfKey, keysOfNetwork } from '../../server/src/domain/address-key';
import { compileRanges, parseRange } from '../../server/src/domain/ip-range';

const address = fc.oneof(fc.ipV4(), fc.ipV6());

it('is the same however an address is written', () => {
  expect(addressKey('10.0.0.1')).toBe('40a000001');
  expect(addressKey('::ffff:10.0.0.1')).toBe('40a000001');
  expect(addressKey('2001:DB8::1')).toBe('620010db8000000000000000000000001');
  expect([null, '', '1.2.3', 'nonsense'].map(addressKey)).toEqual([null, null, null, null]);
});

it('stands for the address again', () => {
  fc.assert(
    fc.property(address, (text) => addressOfKey(addressKey(text) as string) === normalizeAddress(text)),
  );
});

it.each([
  ['10.*', '40a000000', '40affffff'],
  ['207.107.139.*', '4cf6b8b00', '4cf6b8bff'],
  ['192.168.1.7', '4c0a80107', '4c0a80107'],
  ['10.0.0.0/31', '40a000000', '40a000001'],
  ['0.0.0.0/0', '400000000', '4ffffffff'],
  ['2001:db8::/33', '620010db8000000000000000000000000', '620010db87fffffffffffffffffffffff'],
])('of a network lies between two: %s', (range, first, last) => {
  expect(keysOfNetwork((parseRange(range) as { cidr: string }).cidr)).toEqual([first, last]);
});

it('lies between those of a network exactly where the network holds the address', () => {
  const network = fc.tuple(address, fc.nat({ max: 128 })).chain(([text, bits]) => {
    const length = text.includes(':') ? bits : bits % 33;
    const refused = parseRange(`${normalizeAddress(text)}/${length}`);
    const cidr =
      'cidr' in refused ? refused.cidr : (/network is (\S+)$/.exec(refused.refused)?.[1] ?? '0.0.0.0/0');
    return fc.record({ cidr: fc.constant(cidr), from: fc.oneof(address, fc.constant(text)) });
  });
  fc.assert(
    fc.property(network, ({ cidr, from }) => {
      const [first, last] = keysOfNetwork(cidr);
      const key = addressKey(from) as string;
      return (key >= first && key <= last) === compileRanges([cidr])(from);
    }),
    { numRuns: 500 },
  );
});
