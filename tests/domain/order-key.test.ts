import fc from '../support/fast-check';
import { byName, compareTexts, orderKey, orderKeyOfNames } from '../../server/src/domain/order-key';

describe('names in order', () => {
  it.each([
    [
      ['Zimmer', 'Adler', 'de Vries', 'Ämter', 'van Dyk', 'Ahrens', 'Ostrom'],
      ['Adler', 'Ahrens', 'Ämter', 'de Vries', 'Ostrom', 'van Dyk', 'Zimmer'],
    ],
    [
      ['Muster', 'Müller', 'Mueller', 'Mu\u0308ll', 'muller2', 'MULDER'],
      ['Mueller', 'MULDER', 'Mu\u0308ll', 'Müller', 'muller2', 'Muster'],
    ],
    [
      ['Øster', 'Olsen', 'Ozon', 'Łuk', 'Lund', 'Straße', 'Strasser', 'Strass'],
      ['Łuk', 'Lund', 'Olsen', 'Øster', 'Ozon', 'Strass', 'Straße', 'Strasser'],
    ],
    [
      ['Петров', 'иванов', 'Ёлкин', 'Жуков', 'Ела', 'Ann'],
      ['Ann', 'Ела', 'Ёлкин', 'Жуков', 'иванов', 'Петров'],
    ],
    [
      ['b', 'a b', 'A', 'ab'],
      ['A', 'a b', 'ab', 'b'],
    ],
  ])('%j are %j', (given, right) => {
    const keyed = given.map((name) => ({ name, key: orderKey(name) ?? '' }));

    expect(keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ name }) => name)).toEqual(right);
    expect([...given].sort(compareTexts)).toEqual(right);
    expect(byName(given.map((name, id) => ({ id, name }))).map(({ name }) => name)).toEqual(right);
  });

  it.each([null, '', '  ', '\u200b'])('have none where there is nothing: %p', (text) => {
    expect(orderKey(text)).toBeNull();
  });

  it('have keys of few digits, which every database holds and sorts alike', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(orderKey(text) ?? '').toMatch(/^([0-9a-f]{2}){0,120}$/);
      }),
    );
  });

  it('are the same however they are written', () => {
    for (const [one, other] of [
      ['MÜLLER', 'mu\u0308ller'],
      ['a  b', ' a b '],
      ['ａｄａ', 'Ada'],
    ] as const)
      expect(orderKey(one)).toBe(orderKey(other));
  });

  it('of several roles is that of the first of them', () => {
    expect(orderKeyOfNames('Zed, author')).toBe(orderKey('author, Zed'));
  });
});
