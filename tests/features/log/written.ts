import type { LogEntry } from '../../../shared/contracts/log';
import { shared } from '../vocabulary';

const { sql } = shared;

export type Written = Pick<LogEntry, 'action' | 'changes' | 'text'> & {
  kind: string;
  name: string | null;
  userId: number | null;
};

const lastId = async (): Promise<number> => {
  const [row] = await sql('SELECT max(??) AS ?? FROM ??', ['id', 'id', 'gatehouse_notes']);
  return Number(row?.id ?? 0);
};

/** What was written into the log while something was done, but for what the logs of others alone repeat. */
export const writtenBy = async (work: () => Promise<unknown>): Promise<Written[]> => {
  const before = await lastId();
  await work();
  const rows = await sql('SELECT * FROM ?? WHERE ?? > ? ORDER BY ??', [
    'gatehouse_notes',
    'id',
    before,
    'id',
  ]);
  return rows
    .filter(({ is_echo: isEcho }) => !isEcho)
    .map((row) => ({
      action: String(row.action),
      changes: row.changes ? (JSON.parse(String(row.changes)) as LogEntry['changes']) : null,
      text: row.text === null ? null : String(row.text),
      kind: String(row.target_kind),
      name: row.target_name === null ? null : String(row.target_name),
      userId: row.user_id === null ? null : Number(row.user_id),
    }));
};
