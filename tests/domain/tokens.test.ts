import { hashOfToken, isToken, newToken } from '../../server/src/platform/tokens';

describe('a token', () => {
  it('has 256 bits, each another', () => {
    const tokens = Array.from({ length: 1_000 }, newToken);

    expect(new Set(tokens).size).toBe(tokens.length);
    expect(tokens.filter((token) => Buffer.from(token, 'base64url').length !== 32)).toEqual([]);
  });

  it('is known by its form, before anything is looked up', () => {
    const token = newToken();

    expect(isToken(token)).toBe(true);
    for (const other of ['', token.slice(1), `${token}x`, ` ${token}`, `${token.slice(1)}=`, 7, null, {}])
      expect([other, isToken(other)]).toEqual([other, false]);
  });

  it('is kept as what does not tell it', () => {
    const token = newToken();

    expect(hashOfToken(token)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOfToken(token)).toBe(hashOfToken(token));
    expect(hashOfToken(newToken())).not.toBe(hashOfToken(token));
  });
});
