import { throttleKey } from '../../server/src/domain/throttle-key';

describe('failures from an address', () => {
  it('are counted for IPv4 by address, however it is written', () => {
    expect(throttleKey('207.107.139.5')).toBe('207.107.139.5');
    expect(throttleKey('::ffff:207.107.139.5')).toBe('207.107.139.5');
    expect(throttleKey('::ffff:cf6b:8b05')).toBe('207.107.139.5');
    expect(throttleKey('207.107.139.6')).not.toBe(throttleKey('207.107.139.5'));
  });

  it('are counted for IPv6 by the site, whose holder has all addresses behind it', () => {
    expect(throttleKey('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(throttleKey('2001:DB8:1:2:ffff:ffff:ffff:ffff')).toBe('2001:db8:1:2::/64');
    expect(throttleKey('2001:db8:1:3::')).toBe('2001:db8:1:3::/64');
  });

  it('are counted together where the address is not known', () => {
    expect([null, '', 'nonsense', '1.2.3'].map(throttleKey)).toEqual(Array(4).fill('unknown'));
  });
});
