import fc from '../support/fast-check';
import { normalizeAddress } from '../../server/src/domain/address';
import { clientAddress } from '../../server/src/domain/client-address';
import { compileRanges } from '../../server/src/domain/ip-range';
import { anyAddress } from './addresses';

const proxy = '10.0.0.1';
const outerProxy = '10.0.0.2';
const client = '198.51.100.7';
const forged = '203.0.113.9';

const trusting = (cidrs: string[]) => (socketAddress: string | undefined, forwardedFor?: string) =>
  clientAddress({ socketAddress, forwardedFor, isTrusted: compileRanges(cidrs) });
const behindProxies = trusting(['10.0.0.0/8']);
const trustingNobody = trusting([]);

describe('an address', () => {
  it.each([
    ['207.107.139.5', '207.107.139.5'],
    ['::ffff:207.107.139.5', '207.107.139.5'],
    ['::FFFF:CF6B:8B05', '207.107.139.5'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['::1', '::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['fe80::1%3', 'fe80::1'],
    ['::ffff:207.107.139.5%eth0', '207.107.139.5'],
    // RFC 4291 §2.5.5.1: not the IPv4 address, though Node prints it like one.
    ['::207.107.139.5', '::cf6b:8b05'],
  ])('%s is %s', (text, address) => {
    expect(normalizeAddress(text)).toBe(address);
  });

  it.each([
    null,
    undefined,
    '',
    ' ',
    'unknown',
    'localhost',
    '10.0.0',
    '10.1',
    '167772161',
    '010.0.0.1',
    '0x0a.0.0.1',
    '10.0.0.256',
    '10.0.0.1 ',
    '10.0.0.1\n',
    '10.0.0.1:443',
    '10.0.0.0/8',
    '[::1]',
    '::1%',
    '1::2::3',
    '12345::',
    '::ffff:010.0.0.1',
    '::ffff:0x7f.0.0.1',
    '::ffff:10.0.0.256',
    '１０.０.０.１',
  ])('is none: %j', (text) => {
    expect(normalizeAddress(text)).toBeNull();
  });

  it('has one spelling, which stays', () => {
    fc.assert(
      fc.property(anyAddress, (text) => {
        const address = normalizeAddress(text);
        expect(address).not.toBeNull();
        expect(normalizeAddress(address)).toBe(address);
        expect(normalizeAddress(text.toUpperCase())).toBe(address);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('where a request comes from', () => {
  it('is the other end of the socket where no proxy is trusted, whatever it claims', () => {
    expect(trustingNobody(client)).toBe(client);
    expect(trustingNobody(client, forged)).toBe(client);
    expect(trustingNobody('127.0.0.1', forged)).toBe('127.0.0.1');
  });

  it('is the other end of the socket where that is no trusted proxy', () => {
    expect(behindProxies(client, forged)).toBe(client);
    expect(behindProxies(client, `${forged}, ${proxy}`)).toBe(client);
  });

  it.each([
    ['what the proxy saw', client],
    ['what the proxy saw, behind what the client claims', `${forged}, ${client}`],
    ['what the outermost of several proxies saw', `${client}, ${outerProxy}`],
    ['the same behind what the client claims', `${forged}, ${client}, ${outerProxy}`],
    ['the same behind a claim to be a proxy', `${forged}, ${outerProxy}, ${client}, ${outerProxy}`],
    ['the same without spaces', `${forged},${client},${outerProxy}`],
    ['the same with more of them', `  ${forged} ,\t${client}  ,  ${outerProxy}  `],
    ['the same as IPv6 writes it', `${forged}, ::ffff:${client}, ::ffff:${outerProxy}`],
    ['the same behind nonsense', `nonsense, , ${client}`],
    ['the same with the ports that some gateways write', `${forged}:80, ${client}:4711, ${outerProxy}:5555`],
    ['the same in brackets', `[::ffff:${client}]:443, [::ffff:${outerProxy}]`],
  ])('is, through a trusted proxy, %s', (_name, forwardedFor) => {
    expect(behindProxies(proxy, forwardedFor)).toBe(client);
    expect(behindProxies(`::ffff:${proxy}`, forwardedFor)).toBe(client);
  });

  it.each([
    ['without a header', undefined],
    ['with an empty header', ''],
    ['where none but proxies are named', `${outerProxy}, ${outerProxy}`],
  ])('is a proxy itself %s', (_name, forwardedFor) => {
    expect([proxy, outerProxy]).toContain(behindProxies(proxy, forwardedFor));
  });

  it.each([
    ['nonsense', 'nonsense'],
    ['nonsense behind an address', `${forged}, nonsense`],
    ['nothing', `${forged}, `],
    ['a port that there is not', `${forged}, ${client}:65536`],
    ['octal', `${forged}, 0306.063.0144.07`],
    ['a name', `${forged}, client.example.test`],
    ['an RFC 7239 node', `${forged}, "[2001:db8::1]"`],
    ['nonsense behind a trusted hop', `${forged}, unknown, ${outerProxy}`],
  ])('is unknown where a trusted proxy names %s, and never what stands left of it', (_name, forwardedFor) => {
    expect(behindProxies(proxy, forwardedFor)).toBeNull();
  });

  it.each([
    ['203.0.113.5:49152', '203.0.113.5'],
    ['[2001:db8::5]:443', '2001:db8::5'],
    ['[2001:db8::5]', '2001:db8::5'],
    ['203.0.113.7, 127.0.0.1:5555', '203.0.113.7'],
    // Without brackets the whole is an address.
    ['2001:db8::5:443', '2001:db8::5:443'],
    ['203.0.113.5:0x10', null],
    ['203.0.113.5:', null],
    ['[203.0.113.5]', null],
    ['[2001:db8::5', null],
    ['2001:db8::5]:443', null],
    ['[2001:db8::5]:', null],
    ['[2001:db8::5]443', null],
    ['[[2001:db8::5]]', null],
    [':443', null],
    ['[]:443', null],
  ])('is, as gateways write it, of %s: %s', (forwardedFor, address) => {
    expect(trusting(['127.0.0.1/32'])('127.0.0.1', forwardedFor)).toBe(address);
  });

  it('is unknown where the socket has gone', () => {
    expect(trustingNobody(undefined, forged)).toBeNull();
    expect(behindProxies(undefined, forged)).toBeNull();
  });

  it('is never decided by what stands left of the last untrusted hop', () => {
    const isTrusted = compileRanges(['10.0.0.0/8']);
    const untrusted = anyAddress.filter((address) => !isTrusted(address));
    const claim = fc
      .oneof(fc.string(), anyAddress, fc.constantFrom(proxy, outerProxy))
      .map((text) => text.replaceAll(',', ''));
    fc.assert(
      fc.property(
        fc.array(claim),
        untrusted,
        fc.array(fc.constantFrom(proxy, outerProxy)),
        (claims, address, hops) => {
          expect(behindProxies(proxy, [...claims, address, ...hops].join(', '))).toBe(
            normalizeAddress(address),
          );
          expect(behindProxies(address, claims.join(', '))).toBe(normalizeAddress(address));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
