import fc from '../support/fast-check';
import { MAX_LOGIN_NAME_LENGTH } from '../../shared/constants';
import { isLikeAddress, nameKey, spellingKey, userNameKey } from '../../server/src/domain/name-key';

describe('a user name', () => {
  it.each([
    ['Ada', 'ada'],
    ['ADA.BYRON@EXAMPLE.TEST', 'ada.byron@example.test'],
    ['JOSÉ', 'josé'],
    ['Jose\u0301', 'Jos\u00e9'],
    ['ÅNGSTRÖM', 'ångström'],
    ['m\u00fcller', 'mu\u0308ller'],
    ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
    ['σισυφοσ', 'σισυφος'],
    ['strasse', 'straße'],
    ['STRASSE', 'ſtraẞe'],
    ['admin', 'ａｄｍｉｎ'],
    ['office', 'oﬃce'],
    ['a', 'ª'],
    ['admin', 'ad\u00admin\u200b'],
    ['می\u200cخواهم', 'میخواهم'],
    ['a b', 'a\u00a0 b'],
  ])('is the same however it is written: %s and %s', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it.each([
    ['jose', 'josé'],
    ['angstrom', 'ångström'],
    ['ada', 'ada '],
    ['ada', 'аda'],
    ['Ελένη', 'Ελενη'],
  ])('is not another that only looks like it: %s and %s', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });

  it('has a key that every database compares and holds alike', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 255 }), (name) =>
        expect(nameKey(name)).toMatch(/^[0-9a-f]{64}$/),
      ),
    );
  });

  it('is not normalized where it is longer than any, which would take the square of its length', () => {
    const twice = (name: string) => name.repeat(MAX_LOGIN_NAME_LENGTH + 1);

    expect(nameKey(twice('e\u0301'))).not.toBe(nameKey(twice('é')));
  });

  it('has the key that it had before, where nothing more is taken for the same', () => {
    for (const name of ['ada', 'Ada.Byron-2', 'josé', 'Иван', '山田', 'Jose\u0301'])
      expect(nameKey(name)).toBe(spellingKey(name));
    for (const name of ['straße', 'Σίσυφος', 'ａ']) expect(nameKey(name)).not.toBe(spellingKey(name));
  });

  it("that is an e-mail address is nobody's but whose address it is, as it is written", () => {
    expect(userNameKey('Straße@example.test')).toBe(userNameKey('straße@example.test'));
    expect(userNameKey('straße@example.test')).not.toBe(userNameKey('strasse@example.test'));
    expect(['a@b', 'a＠b', 'a﹫b', 'a'].map(isLikeAddress)).toEqual([true, true, true, false]);
  });
});
