import fc from '../support/fast-check';
import { MAX_LOGIN_NAME_LENGTH } from '../../shared/constants';
import { nameKey } from '../../server/src/domain/name-key';

describe('a user name', () => {
  it.each([
    ['Ada', 'ada'],
    ['ADA.BYRON@EXAMPLE.TEST', 'ada.byron@example.test'],
    ['JOSÉ', 'josé'],
    ['Jose\u0301', 'Jos\u00e9'],
    ['ÅNGSTRÖM', 'ångström'],
  ])('is the same however it is written: %s and %s', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it.each([
    ['jose', 'josé'],
    ['strasse', 'straße'],
    ['angstrom', 'ångström'],
    ['ada', 'ada '],
    ['ada', 'аda'],
    ['a', 'ª'],
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
});
