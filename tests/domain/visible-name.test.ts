import fc from '../support/fast-check';
import { isVisible, mixesAlphabets } from '../../shared/visible-name';

describe('a name that people tell things apart by', () => {
  it.each([
    ['a zero-width space', 'admin\u200b'],
    ['a zero-width space alone', '\u200b'],
    ['a Hangul filler', '\u3164'],
    ['other Hangul fillers', 'a\u115fb\u1160c\uffa0'],
    ['a soft hyphen', 'ad\u00admin'],
    ['a mark of direction', 'admin\u200e'],
    ['an isolate', '\u2067admin\u2069'],
    ['an Arabic letter mark', 'admin\u061c'],
    ['a word joiner', '\u2060'],
    ['an invisible times', 'a\u2062b'],
    ['a byte order mark', 'ad\ufeffmin'],
    ['a combining grapheme joiner', 'admin\u034f'],
    ['a variation selector', 'admin\ufe0f'],
    ['a variation selector of the supplement', 'admin\u{e0100}'],
    ['a Mongolian one', 'admin\u180b'],
    ['a tag', 'admin\u{e0061}'],
    ['the blank of Braille', 'ad\u2800min'],
    ['a no-break space', 'ad\u00a0min'],
    ['an ideographic space', 'ad\u3000min'],
    ['a hair space', 'ad\u200amin'],
    ['a letter of private use', 'admin\ue000'],
    ['a code point that nobody has assigned', 'admin\u0378'],
    ['no character at all', 'admin\ufdd0'],
    ['half a surrogate pair', 'admin\ud800'],
    ['a non-joiner between letters that do not join', 'ad\u200cmin'],
    ['a joiner between letters that do not join', 'ad\u200dmin'],
    ['a non-joiner at the end', 'می\u200c'],
    ['a non-joiner behind a letter that joins nothing', 'د\u200cر'],
    ['a mark that stands on nothing', '\u0301admin'],
  ])('is refused with %s', (_, name) => {
    expect(isVisible(name)).toBe(false);
  });

  it.each([
    'admin',
    'müller',
    'mu\u0308ller',
    "Ann-Marie O'Brien (2)",
    'a b',
    'می\u200cخواهم',
    'نرم\u200cافزار',
    'क्\u200dष',
    'ශ්\u200dරී',
    'Ελένη',
    'Иван',
    '山田太郎',
    'が',
    '홍길동',
    'ไทย',
    'தமிழ்',
    'אַבְרָהָם',
    'مُحَمَّد',
    'Ötzi & Söhne 50 %',
    '👩\u200d💻 Editors',
    '❤\ufe0f Favourites',
    '👍🏽',
    '',
  ])('may be %s', (name) => {
    expect(isVisible(name)).toBe(true);
  });

  it('is never one that has an unseen character in it, wherever it stands', () => {
    const unseen = fc
      .integer({ min: 0, max: 0x10ffff })
      .map((code) => (code >= 0xd800 && code < 0xe000 ? '\ud800' : String.fromCodePoint(code)))
      .filter((sign) => /[\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u.test(sign));
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{0,5}$/),
        unseen,
        fc.stringMatching(/^[a-z]{0,5}$/),
        (before, sign, after) => expect(isVisible(before + sign + after)).toBe(false),
      ),
    );
  });

  it('takes no longer for being long', () => {
    for (const sign of ['\u200c', '\u200d', '\u094d\u200d', '\u0301', 'می\u200c', '❤\ufe0f'])
      isVisible(`a${sign.repeat(20_000)}`);
  });
});

it.each([
  ['аdmin', true],
  ['pаypal', true],
  ['αdmin', true],
  ['admin', false],
  ['Иван', false],
  ['Ελένη', false],
  ['Отдел IT', false],
  ['IT-отдел', false],
  ['東京tower', false],
  ['ivan.петров', false],
])('of %s it is %s that alphabets are mixed in one word', (name, isMixed) => {
  expect(mixesAlphabets(name)).toBe(isMixed);
});
