import { newDocumentId, type Row, toIso, toText, withinTransaction } from '../../lib/database';
import type { LogEntry } from '../../../../shared/contracts/log';
import type { Strapi } from '../../lib/strapi';

const TABLE = 'gatehouse_notes';

export type NewEntry = {
  userId: number;
  kind: LogEntry['kind'];
  action: string;
  changes: LogEntry['changes'];
  text: string | null;
  actorId: number | null;
  actorName: string;
  ip: string | null;
};

const toEntry = (row: Row): LogEntry => ({
  id: Number(row.id),
  kind: row.kind as LogEntry['kind'],
  action: String(row.action),
  changes: row.changes ? (JSON.parse(String(row.changes)) as LogEntry['changes']) : null,
  text: toText(row.text),
  actor: { id: row.actor_id === null ? null : Number(row.actor_id), name: String(row.actor_name) },
  ip: toText(row.ip),
  createdAt: toIso(row.created_at) ?? '',
});

/** Append-only: there is nothing here that changes or deletes an entry. */
export const createLogStore = (strapi: Strapi) => ({
  async insertMany(entries: readonly NewEntry[], now: Date) {
    const { from } = await withinTransaction(strapi);
    await from(TABLE).insert(
      entries.map((entry) => ({
        document_id: newDocumentId(),
        user_id: entry.userId,
        kind: entry.kind,
        action: entry.action,
        changes: entry.changes && JSON.stringify(entry.changes),
        text: entry.text,
        actor_id: entry.actorId,
        actor_name: entry.actorName,
        ip: entry.ip,
        created_at: now,
        updated_at: now,
      })),
    );
  },

  async latest(userId: number) {
    const { from } = await withinTransaction(strapi);
    const row = await from(TABLE).where({ user_id: userId }).orderBy('id', 'desc').first<Row>();
    return toEntry(row);
  },

  async list(userId: number, { offset, limit }: { offset: number; limit: number }) {
    const { from } = await withinTransaction(strapi);
    const [count] = (await from(TABLE).where({ user_id: userId }).count({ total: '*' })) as unknown as Row[];
    const rows = await from(TABLE)
      .where({ user_id: userId })
      .orderBy('id', 'desc')
      .offset(offset)
      .limit(limit)
      .select('*');
    return { total: Number(count?.total ?? 0), entries: rows.map(toEntry) };
  },
});
