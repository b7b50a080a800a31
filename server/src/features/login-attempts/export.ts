import { Readable } from 'node:stream';

import { stringify } from 'csv-stringify/sync';

import { type LoginAttempt, MAX_EXPORT_ROWS } from '../../../../shared/contracts/login-attempts';
import { spreadsheetSafe } from '../../domain/spreadsheet-safe';

const COLUMNS = [
  'createdAt',
  'user',
  'userName',
  'realm',
  'outcome',
  'reason',
  'message',
  'method',
  'ip',
  'userAgent',
  'count',
  'about',
] as const;

const BYTE_ORDER_MARK = '\ufeff';

type Cell = string | number | null;

/** RFC 4180, every cell in quotes, none of them a formula. */
export const toCsv = (rows: readonly (readonly Cell[])[]) =>
  stringify(
    rows.map((row) => row.map((cell) => (typeof cell === 'string' ? spreadsheetSafe(cell) : cell))),
    { quoted: true, quoted_empty: true, record_delimiter: 'windows' },
  );

const rowOf = (attempt: LoginAttempt): Cell[] =>
  COLUMNS.map((column) => (column === 'user' ? (attempt.user?.userName ?? null) : attempt[column]));

async function* linesOf(pages: AsyncIterable<readonly LoginAttempt[]>, limit: number) {
  yield BYTE_ORDER_MARK + toCsv([COLUMNS]);
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

/** A file that is made while it is sent, a page at a time. A page that can't be read breaks it off unfinished. */
export const csvFileOf = (pages: AsyncIterable<readonly LoginAttempt[]>, limit = MAX_EXPORT_ROWS) =>
  Readable.from(linesOf(pages, limit));
