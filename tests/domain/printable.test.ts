import fc from '../support/fast-check';
import { printable } from '../../server/src/domain/printable';

describe('printable text', () => {
  it.each(['Ada Byron', 'Zoë Ωmega 中文', 'a@b.test', '👩‍💻', 'עברית', ''])('is left as it is: %s', (text) => {
    expect(printable(text)).toBe(text);
  });

  it.each([
    ['a line break', '\n'],
    ['a carriage return', '\r'],
    ['a tab', '\t'],
    ['a null byte', '\0'],
    ['an escape', '\u001b'],
    ['a delete', '\u007f'],
    ['a C1 control', '\u009b'],
    ['a line separator', '\u2028'],
    ['a paragraph separator', '\u2029'],
    ['an override of the direction', '\u202e'],
    ['an isolate', '\u2066'],
    ['the first half of a pair', '\ud83d'],
    ['the second half of a pair', '\udc69'],
  ])('has no %s', (_name, character) => {
    expect(printable(`a${character}b`)).toBe('a\ufffdb');
  });

  it('replaces each of several', () => {
    expect(printable('ok\r\nFAKE\u001b[31m')).toBe('ok\ufffd\ufffdFAKE\ufffd[31m');
  });

  it('is one line, well-formed, of the same length, and printable already', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
        (text) => {
          const shown = printable(text);
          expect(shown).toHaveLength(text.length);
          expect(shown.isWellFormed()).toBe(true);
          expect(shown).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
          expect(printable(shown)).toBe(shown);
        },
      ),
    );
  });
});
