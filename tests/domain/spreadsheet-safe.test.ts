import { parse } from 'csv-parse/sync';

import fc from '../support/fast-check';
import { spreadsheetSafe } from '../../server/src/domain/spreadsheet-safe';
import { toCsv } from '../../server/src/platform/csv';

const MARKS = ['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠'];
const BEFORE = [
  '',
  ' ',
  '   ',
  '\u00a0',
  '\t',
  '\r',
  '\n',
  '\r\n',
  '"',
  '",',
  "'",
  ';',
  '\u200b',
  '\ufeff',
  '\0',
  '\u{f3eba}',
];

it.each(BEFORE.map((before) => [JSON.stringify(before), before]))(
  'no cell starts a formula after %s',
  (_, before) => {
    for (const mark of MARKS) expect(spreadsheetSafe(`${before}${mark}1+1`)).toBe(`'${before}${mark}1+1`);
  },
);

it.each(['\tx', '\rx', '\nx'])('no cell begins with a control character: %j', (text) => {
  expect(spreadsheetSafe(text)).toBe(`'${text}`);
});

it.each([
  'ada@example.test',
  'Chrome 120',
  'a=b',
  '',
  '2026-01-31T12:00:00.000Z',
  'Mozilla/5.0 (X11; …)',
  '::1',
])('leaves a harmless text as it is: %j', (text) => {
  expect(spreadsheetSafe(text)).toBe(text);
});

it('a table is read back as it was written, by the apostrophe of an unsafe cell', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.toWellFormed()),
    fc.string({ unit: fc.constantFrom(...MARKS, ...BEFORE.filter(Boolean), ',', 'a'), maxLength: 6 }),
  );
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });

  fc.assert(
    fc.property(table, (rows) => {
      const read = parse(toCsv(rows), { relax_column_count: false, record_delimiter: '\r\n' }) as string[][];

      expect(read).toEqual(rows.map((row) => row.map(spreadsheetSafe)));
      for (const text of read.flat()) {
        // What is left of it when all is skipped that a spreadsheet may skip.
        const seen = text.replace(/^[\s\p{C}\p{Z}",;`]+/u, '');
        expect(MARKS).not.toContain([...seen][0] ?? '');
      }
    }),
    { numRuns: 1_000 },
  );
});
