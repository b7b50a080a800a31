import fc from '../support/fast-check';
import { askedFor, isFound, searchTextOf, searchTextOfNames } from '../../shared/search';

const NOBODY = {
  email: 'someone@example.test',
  userName: 'someone@example.test',
  mobile: null,
  lastname: null,
  firstname: null,
  displayName: null,
};
const finds = (typed: string, user: Partial<Parameters<typeof searchTextOf>[0]>) =>
  isFound(searchTextOf({ ...NOBODY, ...user }), askedFor(typed));

const LONG = 'x'.repeat(255);
const RENEE = { firstname: 'Renée', lastname: 'König' };

describe('a search', () => {
  it.each([
    ...[
      'Ko\u0308nig',
      'König Renée',
      'König, Renée',
      'König,Renée',
      'Renée König',
      'renée  k\u00f6nig',
      ' KÖNIG ',
      'koenig',
      'konig',
      'Rene\u0301e',
      'renee',
      'kön ren',
    ].map((typed) => [typed, RENEE] as const),
    ['müller', { firstname: 'Mu', lastname: 'Mu\u0308ller' }],
    ['mueller', { lastname: 'Mu\u0308ller' }],
    ['Müller', { lastname: 'Mueller' }],
    ['strasse', { lastname: 'Große Straße' }],
    ['STRAẞE', { lastname: 'Strasse' }],
    ['oedegaard', { lastname: 'Ødegård' }],
    ['odegard', { lastname: 'Ødegård' }],
    ['lodz', { lastname: 'Łódź' }],
    ['aeroe', { lastname: 'Ærø' }],
    ['σίσυφος', { lastname: 'ΣΊΣΥΦΟΣ' }],
    ['σισυφοσ', { lastname: 'Σίσυφος' }],
    ['ИВАН', { firstname: 'Иван' }],
    ['istanbul', { lastname: 'İSTANBUL' }],
    ['ａｄａ', { firstname: 'Ada' }],
    ['だ', { firstname: 'た\u3099' }],
    ...[
      '0170 1234567',
      '+49 170',
      '0049170',
      '0049 170 12',
      '+49 (0)170',
      '0170/1234567',
      '0170-12 34',
      '1234567',
    ].map((typed) => [typed, { mobile: '+491701234567' }] as const),
    ['01590 1234567', { mobile: '01590 123 4567' }],
    ['01590 123 4567', { mobile: '01590 123 4567' }],
    ['+49 170 1', { mobile: '0049 170 1234' }],
    ['König +49 170', { ...RENEE, mobile: '+491701234567' }],
    ['König 0170', { ...RENEE, mobile: '+491701234567' }],
    ['ann@example.org', { firstname: LONG, lastname: LONG, displayName: LONG, email: 'ann@example.org' }],
    [
      '+49170',
      { firstname: LONG, lastname: LONG, displayName: LONG, userName: LONG, mobile: '+491701234567' },
    ],
    ['ada', { firstname: 'Ada', lastname: LONG, displayName: LONG, userName: LONG }],
    [
      'x'.repeat(100),
      { firstname: 'Ada', lastname: LONG, displayName: 'ü'.repeat(255), userName: 'y'.repeat(255) },
    ],
    [
      'Prof. Dr. Ann v. d. H. z. W. u. T. a. d. H. L. M. A.',
      { displayName: 'Prof. Dr. Ann v. d. H. z. W. u. T. a. d. H. L. M. A.' },
    ],
    ["o'brien", { lastname: "O'Brien" }],
    ['100%', { lastname: '100%' }],
  ] as const)('by %p finds %p', (typed, user) => {
    expect(finds(typed, user)).toBe(true);
  });

  it.each([
    ['König Anna', RENEE],
    ['königs', RENEE],
    ['0171 1234567', { mobile: '+491701234567' }],
    ['+43 170', { mobile: '+491701234567' }],
    ['か', { firstname: 'が' }],
    ['koenig', { lastname: 'Konig' }],
    [',', RENEE],
    ['\u0301', RENEE],
    ['\u200b', RENEE],
    ['%', RENEE],
    // The sixteenth word and what comes behind it are not left out.
    [`${'k '.repeat(20)}nobody`, RENEE],
  ])('by %p does not find %p', (typed, user) => {
    expect(finds(typed, user)).toBe(false);
  });

  it('finds everybody by each of their names, in either case, composed or not, and by all of them', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((text) => /^[\p{L}\p{M}]+$/u.test(text));
    fc.assert(
      fc.property(name, name, (firstname, lastname) => {
        for (const typed of [
          firstname,
          lastname.normalize('NFD'),
          lastname.normalize('NFC'),
          `${lastname}, ${firstname}`,
        ])
          for (const spelling of [typed, typed.toUpperCase(), typed.toLowerCase()])
            expect([spelling, finds(spelling, { firstname, lastname })]).toEqual([spelling, true]);
      }),
    );
  });

  it('looks through no more than the column holds, with the address in it, whatever the names are', () => {
    const name = fc.string({ unit: 'binary', maxLength: 255 });
    fc.assert(
      fc.property(name, name, name, name, (firstname, lastname, displayName, userName) => {
        const text = searchTextOf({
          ...NOBODY,
          firstname,
          lastname,
          displayName,
          userName,
          mobile: '+491701234567',
        });
        expect(text.length).toBeLessThanOrEqual(600);
        expect(text.isWellFormed()).toBe(true);
        expect(text).toContain('someone@example.test +491701234567');
      }),
    );
  });

  it('asks for few things, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (typed) => {
        const { words } = askedFor(typed);
        expect(words.length).toBeLessThanOrEqual(16);
        expect(words.flat().every((word) => word !== '' || typed.trim() === '')).toBe(true);
      }),
    );
  });

  it('of a short list looks through all its names', () => {
    const text = searchTextOfNames('sales-de', 'Verkäufer Süd');

    for (const typed of ['sales', 'verkäufer', 'verkaeufer', 'süd verkaufer', 'sued', 'SALES-DE süd'])
      expect([typed, isFound(text, askedFor(typed))]).toEqual([typed, true]);
    expect(isFound(text, askedFor('nord'))).toBe(false);
  });
});
