import { MAX_EXPORT_ROWS } from '../../../../../shared/contracts/contract';
import type { LoginAttempt } from '../../../../../shared/contracts/login-attempts';
import { csvFile } from '../../../platform/csv';

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

const rowOf = (attempt: LoginAttempt) =>
  COLUMNS.map((column) => (column === 'user' ? (attempt.user?.userName ?? null) : attempt[column]));

export const csvFileOf = (pages: AsyncIterable<readonly LoginAttempt[]>, limit = MAX_EXPORT_ROWS) =>
  csvFile(pages, { columns: COLUMNS, rowOf, limit });
