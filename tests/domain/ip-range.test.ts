import { isIPv6 } from 'node:net';

import ipRangeCheck from 'ip-range-check';

import fc from '../support/fast-check';
import { compileRanges, parseRange } from '../../server/src/domain/ip-range';
import { anyAddress, ipv4, range } from './addresses';

const cidrOf = (text: string) => {
  const parsed = parseRange(text);
  if ('refused' in parsed) throw new Error(`${text}: ${parsed.refused}`);
  return parsed.cidr;
};
const lies = (address: string, ...ranges: string[]) => compileRanges(ranges.map(cidrOf))(address);

describe('a range', () => {
  it.each([
    // as it is written, its one spelling, the network it stands for
    ['207.107.139.5', '207.107.139.5', '207.107.139.5/32'],
    ['207.107.139.5/32', '207.107.139.5', '207.107.139.5/32'],
    ['0.0.0.0', '0.0.0.0', '0.0.0.0/32'],
    ['255.255.255.255', '255.255.255.255', '255.255.255.255/32'],
    ['207.107.139.0/24', '207.107.139.0/24', '207.107.139.0/24'],
    ['207.107.136.0/21', '207.107.136.0/21', '207.107.136.0/21'],
    ['0.0.0.0/0', '0.0.0.0/0', '0.0.0.0/0'],
    ['207.107.139.*', '207.107.139.*', '207.107.139.0/24'],
    ['207.107.*', '207.107.*', '207.107.0.0/16'],
    ['207.107.*.*', '207.107.*', '207.107.0.0/16'],
    ['10.*', '10.*', '10.0.0.0/8'],
    ['10.*.*.*', '10.*', '10.0.0.0/8'],
    ['0.*', '0.*', '0.0.0.0/8'],
    ['2001:db8::1', '2001:db8::1', '2001:db8::1/128'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1', '2001:db8::1/128'],
    ['2001:0db8::0001/128', '2001:db8::1', '2001:db8::1/128'],
    ['2001:db8::/32', '2001:db8::/32', '2001:db8::/32'],
    ['2001:0DB8:0000::/32', '2001:db8::/32', '2001:db8::/32'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1/128'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1', '2001:0:0:1::1/128'],
    ['::/0', '::/0', '::/0'],
    ['::', '::', '::/128'],
    ['::1', '::1', '::1/128'],
    ['fe80::/10', 'fe80::/10', 'fe80::/10'],
    ['::ffff:207.107.139.5', '207.107.139.5', '207.107.139.5/32'],
    ['::ffff:cf6b:8b05', '207.107.139.5', '207.107.139.5/32'],
    ['0:0:0:0:0:FFFF:CF6B:8B05', '207.107.139.5', '207.107.139.5/32'],
    ['::ffff:207.107.139.5/128', '207.107.139.5', '207.107.139.5/32'],
    ['::ffff:207.107.139.0/120', '207.107.139.0/24', '207.107.139.0/24'],
    ['::ffff:0:0/96', '0.0.0.0/0', '0.0.0.0/0'],
    ['64:ff9b::207.107.139.5', '64:ff9b::cf6b:8b05', '64:ff9b::cf6b:8b05/128'],
  ])('may be %s, which is %s', (text, spelling, cidr) => {
    expect(parseRange(text)).toEqual({ range: spelling, cidr });
  });

  it.each([
    // as it is written, what the reason says
    ['', 'only digits'],
    [' ', 'only digits'],
    [' 10.0.0.1', 'only digits'],
    ['10.0.0.1 ', 'only digits'],
    ['10.0.0.1\n', 'only digits'],
    ['10.0.0.1\n10.0.0.2', 'only digits'],
    ['10.0.0.1\0', 'only digits'],
    ['１０.０.０.１', 'only digits'],
    ['١٠.٠.٠.١', 'only digits'],
    ['10.0.0.1-10.0.0.9', 'only digits'],
    ['10.0.0.1,10.0.0.2', 'only digits'],
    ['localhost', 'only digits'],
    ['http://10.0.0.1/', 'only digits'],
    ['10.0.0.-1', 'only digits'],
    ['[::1]', 'only digits'],
    ['10。0。0。1', 'only digits'],
    ['fe80::1%eth0', 'only digits'],
    ['fe80::1%1', 'zone id'],
    ['fe80::%1/10', 'zone id'],
    ['*', 'at the end'],
    ['*.*.*.*', 'at the end'],
    ['207.*.139.1', 'at the end'],
    ['207.*.139.*', 'at the end'],
    ['*.107.139.5', 'at the end'],
    ['207.107.139.5*', 'at the end'],
    ['207.107.13*', 'at the end'],
    ['207.107.139.5.*', 'at the end'],
    ['207.107.139.*.*', 'at the end'],
    ['207.107.139*', 'at the end'],
    ['207.107.139.**', 'at the end'],
    ['207.107..*', 'at the end'],
    ['.*', 'at the end'],
    ['256.*', 'at the end'],
    ['010.*', 'at the end'],
    ['0x0a.*', 'at the end'],
    ['10.*/8', 'either * or a prefix'],
    ['2001:db8:*', 'IPv6 addresses write a prefix'],
    ['2001:db8::*', 'IPv6 addresses write a prefix'],
    ['::ffff:207.107.139.*', 'IPv6 addresses write a prefix'],
    ['010.0.0.1', 'octal'],
    ['10.0.0.01', 'octal'],
    ['10.0.0.08', 'octal'],
    ['00.0.0.0', 'octal'],
    ['10.00.0.0/8', 'octal'],
    ['0377.1.1.1', 'octal'],
    ['0x0a.0.0.1', 'hexadecimal'],
    ['0xa.0x0.0x0.0x1', 'hexadecimal'],
    ['0x0a000001', 'hexadecimal'],
    ['0X0A.0.0.1', 'hexadecimal'],
    ['10.1', 'four numbers'],
    ['10.0.1', 'four numbers'],
    ['167772161', 'four numbers'],
    ['10', 'four numbers'],
    ['10/8', 'four numbers'],
    ['10.0/16', 'four numbers'],
    ['10.0.0.256', 'not an IP'],
    ['10.0.0.0.1', 'not an IP'],
    ['10.0.0.', 'not an IP'],
    ['.10.0.0', 'not an IP'],
    ['10..0.1', 'not an IP'],
    ['10.0.0.a', 'not an IP'],
    ['abc', 'not an IP'],
    ['...', 'not an IP'],
    ['/8', 'not an IP'],
    ['/', 'not an IP'],
    ['10.0.0.0/33', 'from 0 to 32'],
    ['10.0.0.0/00', 'from 0 to 32'],
    ['10.0.0.0/08', 'from 0 to 32'],
    ['10.0.0.0/', 'from 0 to 32'],
    ['10.0.0.0/a', 'from 0 to 32'],
    ['10.0.0.0/255.0.0.0', 'from 0 to 32'],
    ['10.0.0.0/0x8', 'from 0 to 32'],
    ['10.0.0.0/128', 'from 0 to 32'],
    ['10.0.0.0/1000', 'from 0 to 32'],
    ['10.0.0.0/8/8', 'only one prefix'],
    ['2001:db8::/129', 'from 0 to 128'],
    ['2001:db8::/032', 'from 0 to 128'],
    ['2001:db8::/', 'from 0 to 128'],
    ['2001:db8::/32/32', 'only one prefix'],
    ['2001:db8', 'not an IPv6'],
    [':', 'not an IPv6'],
    [':::', 'not an IPv6'],
    ['1::2::3', 'not an IPv6'],
    ['1:2:3:4:5:6:7', 'not an IPv6'],
    ['1:2:3:4:5:6:7:', 'not an IPv6'],
    ['1:2:3:4:5:6:7:8:9', 'not an IPv6'],
    ['1:2:3:4:5:6:7:8::', 'not an IPv6'],
    ['12345::', 'not an IPv6'],
    ['2001:db8::x', 'not an IPv6'],
    ['::ffff:010.0.0.1', 'not an IPv6'],
    ['::ffff:0x0a.0.0.1', 'not an IPv6'],
    ['::ffff:10.1', 'not an IPv6'],
    ['::ffff:10.0.0.256', 'not an IPv6'],
  ])('may not be %j, and the reason says: %s', (text, reason) => {
    expect(parseRange(text)).toMatchObject({ refused: expect.stringContaining(reason) });
  });

  it.each([
    ['207.107.139.5/24', '207.107.139.0/24'],
    ['10.0.0.1/0', '0.0.0.0/0'],
    ['10.0.0.1/31', '10.0.0.0/31'],
    ['192.168.1.128/24', '192.168.1.0/24'],
    ['2001:db8::1/32', '2001:db8::/32'],
    ['2001:db8::ffff/113', '2001:db8::8000/113'],
    ['::1/0', '::/0'],
    ['::ffff:207.107.139.5/120', '207.107.139.0/24'],
    ['::ffff:0:0/95', '::fffe:0:0/95'],
  ])(
    'with bits behind its prefix is refused and told the network that was meant: %s, %s',
    (text, network) => {
      const parsed = parseRange(text);

      expect(parsed).toMatchObject({ refused: expect.stringContaining(`the network is ${network}`) });
      expect(parseRange(network)).toHaveProperty('cidr', network);
    },
  );

  // RFC 4291 §2.5.5.1: an IPv6 address of its own, which some parsers take for the IPv4 one and others do not.
  it.each(['::1.2.3.4', '::207.107.139.5', '::207.107.139.0/120'])(
    'is refused where parsers disagree: %s',
    (text) => {
      expect(parseRange(text)).toMatchObject({ refused: expect.any(String) });
    },
  );

  it('keeps its spelling when it is read again', () => {
    fc.assert(
      fc.property(range, ({ range: text }) => {
        const parsed = parseRange(text);
        if ('refused' in parsed) throw new Error(`${text}: ${parsed.refused}`);
        expect(parseRange(parsed.range)).toEqual(parsed);
        expect(parseRange(parsed.cidr)).toHaveProperty('cidr', parsed.cidr);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is never read out of anything else, whatever is typed', () => {
    const typed = fc.string({
      unit: fc.constantFrom(...'0123456789abcdefxX.:/*% \n', '::', '1', '255', '.', ':', 'ffff'),
      maxLength: 24,
    });
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parseRange(text);
        if ('refused' in parsed) {
          expect(parsed.refused).toMatch(/\S/);
          return;
        }
        const [address = ''] = text.split('/');
        const isPlainIpv4 = /^\d{1,3}(\.\d{1,3}){3}$/.test(address);
        const isWildcard = /^\d{1,3}(\.\d{1,3}){0,2}(\.\*)+$/.test(text);
        expect(isPlainIpv4 || isWildcard || isIPv6(address)).toBe(true);
        expect(parseRange(parsed.range)).toEqual(parsed);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('an address lies in a range', () => {
  it.each([
    ['207.107.139.5', '207.107.139.5', true],
    ['207.107.139.6', '207.107.139.5', false],
    ['207.107.139.0', '207.107.139.*', true],
    ['207.107.139.255', '207.107.139.*', true],
    ['207.107.140.0', '207.107.139.*', false],
    ['207.107.138.255', '207.107.139.*', false],
    ['10.255.255.255', '10.*', true],
    ['11.0.0.0', '10.*', false],
    ['110.0.0.1', '10.*', false],
    ['207.107.143.255', '207.107.136.0/21', true],
    ['207.107.144.0', '207.107.136.0/21', false],
    ['1.2.3.4', '0.0.0.0/0', true],
    ['2001:db8::1', '2001:db8::/32', true],
    ['2001:DB8:0:0::1', '2001:db8::1', true],
    ['2001:db9::1', '2001:db8::/32', false],
    ['2001:db8::1', '::/0', true],
    ['::ffff:207.107.139.5', '207.107.139.5', true],
    ['::ffff:cf6b:8b05', '207.107.139.5', true],
    ['207.107.139.5', '::ffff:cf6b:8b05', true],
    ['207.107.139.5', '::ffff:207.107.139.0/120', true],
    ['207.107.140.5', '::ffff:207.107.139.0/120', false],
    ['fe80::1%eth0', 'fe80::1', true],
  ])('%s in %s: %s', (address, text, expected) => {
    expect(lies(address, text)).toBe(expected);
  });

  it.each(['::/0', '::/1', '::/64', '::/80', '::fffe:0:0/95'])(
    'of its own kind alone: no IPv4 address lies in %s',
    (text) => {
      expect(lies('207.107.139.5', text)).toBe(false);
      expect(lies('::ffff:207.107.139.5', text)).toBe(false);
    },
  );

  it('of its own kind alone: no IPv6 address lies in a network of IPv4', () => {
    expect(lies('2001:db8::1', '0.0.0.0/0')).toBe(false);
    expect(lies('::', '0.0.0.0/0')).toBe(false);
    // Once meant to be the IPv4 address, and deprecated since (RFC 4291 §2.5.5.1).
    expect(lies('::cf6b:8b05', '207.107.139.5')).toBe(false);
    expect(lies('::207.107.139.5', '207.107.139.5')).toBe(false);
  });

  it.each([
    null,
    '',
    'nonsense',
    '10.0.0',
    '010.0.0.1',
    '0x0a.0.0.1',
    '10.0.0.1 ',
    '10.0.0.1:443',
    '::ffff:010.0.0.1',
  ])('only if it is one: %j lies in none', (address) => {
    expect(compileRanges(['0.0.0.0/0', '::/0'])(address)).toBe(false);
  });

  it('of several where it lies in one', () => {
    expect(lies('10.0.0.1', '192.168.0.0/16', '10.*')).toBe(true);
    expect(lies('10.0.0.1', '192.168.0.0/16', '2001:db8::/32')).toBe(false);
    expect(compileRanges([])('10.0.0.1')).toBe(false);
  });

  it('as the reference says, of random ranges and addresses', () => {
    const many = fc.array(range, { minLength: 1, maxLength: 6 });
    let inside = 0;
    fc.assert(
      fc.property(many, fc.array(anyAddress, { maxLength: 4 }), (ranges, strangers) => {
        const cidrs = ranges.map(({ range: text }) => cidrOf(text));
        const isInside = compileRanges(cidrs);
        for (const address of [...strangers, ...ranges.map((one) => one.inside)]) {
          const expected = ipRangeCheck(address, cidrs);
          inside += Number(expected);
          expect({ cidrs, address, inside: isInside(address) }).toEqual({ cidrs, address, inside: expected });
        }
      }),
      { numRuns: 2_000 },
    );
    expect(inside).toBeGreaterThan(2_000);
  });

  it('in a wildcard where its first numbers are those of the wildcard', () => {
    fc.assert(
      fc.property(ipv4, ipv4, fc.integer({ min: 1, max: 3 }), (address, other, octets) => {
        const start = `${other.split('.').slice(0, octets).join('.')}.`;
        expect(lies(address, `${start}*`)).toBe(address.startsWith(start));
        expect(lies(other, `${start}*`)).toBe(true);
      }),
    );
  });
});
