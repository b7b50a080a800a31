import { Readable } from 'node:stream';

import { stringify } from 'csv-stringify/sync';

import { spreadsheetSafe } from '../domain/spreadsheet-safe';

const BYTE_ORDER_MARK = '\ufeff';

type Cell = string | number | null;
/** The columns of a file, and what goes into them. */
export type Csv<T> = {
  columns: readonly string[];
  rowOf: (one: T) => readonly Cell[];
  /** Maximum number of rows; if there are more, the last line says so. */
  limit: number;
};

/** RFC 4180, every cell in quotes, none of them a formula. */
export const toCsv = (rows: readonly (readonly Cell[])[]) =>
  stringify(
    rows.map((row) => row.map((cell) => (typeof cell === 'string' ? spreadsheetSafe(cell) : cell))),
    { quoted: true, quoted_empty: true, record_delimiter: 'windows' },
  );

async function* linesOf<T>(pages: AsyncIterable<readonly T[]>, { columns, rowOf, limit }: Csv<T>) {
  yield BYTE_ORDER_MARK + toCsv([columns]);
  let left = limit;
  for await (const page of pages) {
    yield toCsv(page.slice(0, left).map(rowOf));
    if (page.length > left) {
      yield toCsv([[`Cut after ${limit} rows. Narrow the filters to export the rest.`]]);
      return;
    }
    left -= page.length;
  }
}

/** A file built while it is sent, page by page. If a page can't be read, it breaks off unfinished. */
export const csvFile = <T>(pages: AsyncIterable<readonly T[]>, csv: Csv<T>) =>
  Readable.from(linesOf(pages, csv));
