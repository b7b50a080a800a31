/** Append-only: nothing here changes an entry, and only age deletes one. */

import {
  countRows,
  countUpTo,
  deleteOldest,
  inChunks,
  newRow,
  outsideTransaction,
  type Row,
  toIso,
  toText,
  withinTransaction,
} from '../../../platform/database';
import type { LogEntry } from '../../../../../shared/contracts/log';
import type { LogAction, TargetKind } from '../../../../../shared/log/actions';
import type { Strapi } from '../../../platform/strapi';
import { USERS } from '../../people/users/schema';

const TABLE = 'gatehouse_notes';
const ROWS_A_STATEMENT = 500;

export type NewEntry = {
  userId: number | null;
  roleId: number | null;
  targetKind: TargetKind;
  targetId: number | null;
  targetName: string | null;
  isEcho: boolean;
  kind: LogEntry['kind'];
  action: LogAction;
  changes: LogEntry['changes'];
  text: string | null;
  actorId: number | null;
  actorName: string;
  ip: string | null;
};

/** Whose entries: a user's, a role's, or those of one thing that applies to everybody. */
export type LogOf = { userId: number } | { roleId: number } | { userId: null; action: string };

/** The table and name column of each kind of target. */
const NAMED: Partial<Record<TargetKind, { table: string; column: string }>> = {
  user: { table: USERS, column: 'user_name' },
  role: { table: 'gatehouse_roles', column: 'name' },
  'role-group': { table: 'gatehouse_role_groups', column: 'name' },
  account: { table: 'gatehouse_accounts', column: 'name' },
  'dac-group': { table: 'gatehouse_dac_groups', column: 'code' },
  licence: { table: 'gatehouse_licences', column: 'name' },
};

export const toEntry = (row: Row): LogEntry => ({
  id: Number(row.id),
  kind: row.kind as LogEntry['kind'],
  action: String(row.action),
  changes: row.changes ? (JSON.parse(String(row.changes)) as LogEntry['changes']) : null,
  text: toText(row.text),
  actor: { id: row.actor_id === null ? null : Number(row.actor_id), name: String(row.actor_name) },
  ip: toText(row.ip),
  createdAt: toIso(row.created_at) ?? '',
});

const toColumns = (entry: NewEntry, now: Date) => ({
  ...newRow(now),
  user_id: entry.userId,
  role_id: entry.roleId,
  target_kind: entry.targetKind,
  target_id: entry.targetId,
  target_name: entry.targetName,
  is_echo: entry.isEcho,
  kind: entry.kind,
  action: entry.action,
  changes: entry.changes && JSON.stringify(entry.changes),
  text: entry.text,
  actor_id: entry.actorId,
  actor_name: entry.actorName,
  ip: entry.ip,
});

export const insertMany = async (strapi: Strapi, entries: readonly NewEntry[], now: Date) => {
  const { from } = await withinTransaction(strapi);
  for (const part of inChunks(entries, ROWS_A_STATEMENT))
    await from(TABLE).insert(part.map((entry) => toColumns(entry, now)));
};

/** Returns the entry as written, found by its unique document id: others write to the log meanwhile. */
export const insertOne = async (strapi: Strapi, entry: NewEntry, now: Date) => {
  const { from } = await withinTransaction(strapi);
  const columns = toColumns(entry, now);
  await from(TABLE).insert(columns);
  return toEntry((await from(TABLE).where({ document_id: columns.document_id }).first<Row>()) as Row);
};

/** The current names by id; things that are gone are left out. */
export const namesOf = async (
  strapi: Strapi,
  kind: TargetKind,
  ids: readonly number[],
): Promise<Map<number, string>> => {
  const of = NAMED[kind];
  if (!of || ids.length === 0) return new Map();
  const { from } = await withinTransaction(strapi);
  const names = new Map<number, string>();
  for (const part of inChunks(ids, ROWS_A_STATEMENT)) {
    const rows = await from(of.table).whereIn('id', part).select({ id: 'id', name: of.column });
    for (const row of rows) names.set(Number(row.id), String(row.name));
  }
  return names;
};

/** Keeps notes, which people wrote. */
export const deleteSomeBefore = (strapi: Strapi, before: Date, limit: number) =>
  deleteOldest(outsideTransaction(strapi), TABLE, { before, limit, where: { kind: 'change' } });

/** How many entries that is, counted no further than `most`. */
export const countLogBefore = (strapi: Strapi, before: Date, most: number) =>
  countUpTo(
    outsideTransaction(strapi)(TABLE).where({ kind: 'change' }).where('created_at', '<', before),
    most,
  );

/** The user's last entry that changed one of the fields. */
export const lastWith = async (
  strapi: Strapi,
  userId: number,
  fields: readonly string[],
): Promise<LogEntry | null> => {
  const { from } = await withinTransaction(strapi);
  const row = await from(TABLE)
    .where({ user_id: userId, kind: 'change' })
    .where((either) => {
      for (const field of fields) void either.orWhere('changes', 'like', `%"${field}":%`);
    })
    .orderBy('id', 'desc')
    .first<Row | undefined>();
  return row ? toEntry(row) : null;
};

export const list = async (
  strapi: Strapi,
  of: LogOf,
  { offset, limit }: { offset: number; limit: number },
) => {
  const which =
    'roleId' in of
      ? { role_id: of.roleId }
      : { user_id: of.userId, ...('action' in of && { action: of.action }) };
  const { from } = await withinTransaction(strapi);
  const total = await countRows(from(TABLE).where(which));
  const rows = await from(TABLE).where(which).orderBy('id', 'desc').offset(offset).limit(limit).select('*');
  return { total, entries: rows.map(toEntry) };
};
