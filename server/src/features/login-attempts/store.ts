import type { Outcome, Realm, Reason } from '../../../../shared/constants';
import { inChunks, newDocumentId, outsideTransaction, type Row, toIso, toText } from '../../lib/database';
import type { Strapi } from '../../lib/strapi';

const TABLE = 'gatehouse_login_attempts';
const ROWS_A_STATEMENT = 500;
/** Beyond this the rows are no longer counted: of ten million, nobody pages to the last. */
const COUNT_AT_MOST = 10_000;

export type Attempt = {
  userId: number | null;
  userName: string;
  realm: Realm;
  outcome: Outcome;
  reason: Reason;
  method: string;
  ip: string | null;
  userAgent: string | null;
  createdAt: Date;
};
export type AttemptFilter = { userId?: number; outcomes?: readonly Outcome[]; reasons?: readonly Reason[] };

/** Append-only for people: nothing here changes what an attempt says, and only age deletes one. */
export const createAttemptStore = (strapi: Strapi) => {
  const from = outsideTransaction(strapi);

  const matching = ({ userId, outcomes, reasons }: AttemptFilter) => {
    const query = from(TABLE);
    if (userId) query.where({ user_id: userId });
    if (outcomes) query.whereIn('outcome', [...outcomes]);
    if (reasons) query.whereIn('reason', [...reasons]);
    return query;
  };

  return {
    async insertMany(attempts: readonly Attempt[]) {
      for (const part of inChunks(attempts, ROWS_A_STATEMENT))
        await from(TABLE).insert(
          part.map((attempt) => ({
            document_id: newDocumentId(),
            user_id: attempt.userId,
            user_name: attempt.userName,
            realm: attempt.realm,
            outcome: attempt.outcome,
            reason: attempt.reason,
            method: attempt.method,
            ip: attempt.ip,
            user_agent: attempt.userAgent,
            count: 1,
            created_at: attempt.createdAt,
            updated_at: attempt.createdAt,
          })),
        );
    },

    /** Counts one more of an attempt that was recorded since then; false: there is none. */
    async countRepeat(
      { userId, reason, method, ip }: Pick<Attempt, 'userId' | 'reason' | 'method' | 'ip'>,
      since: Date,
    ) {
      const latest = await from(TABLE)
        .where({ user_id: userId, reason, method, ip })
        .where('created_at', '>=', since)
        .orderBy('id', 'desc')
        .first<Row | undefined>('id');
      if (!latest) return false;
      await from(TABLE).where({ id: latest.id }).increment('count', 1);
      return true;
    },

    /** Deletes up to `limit` of the attempts before then, oldest first; answers how many. */
    async deleteSomeBefore(before: Date, limit: number): Promise<number> {
      const rows = await from(TABLE)
        .where('created_at', '<', before)
        .orderBy('created_at')
        .limit(limit)
        .select('id');
      if (rows.length === 0) return 0;
      return from(TABLE)
        .whereIn(
          'id',
          rows.map(({ id }) => Number(id)),
        )
        .delete();
    },

    async list(filter: AttemptFilter, { offset, limit }: { offset: number; limit: number }) {
      const counted = matching(filter).select('id').limit(COUNT_AT_MOST).as('counted');
      const [count] = (await strapi.db.connection.from(counted as never).count({ total: '*' })) as Row[];
      const total = Number(count?.total ?? 0);
      const rows = await matching(filter).orderBy('id', 'desc').offset(offset).limit(limit).select('*');
      return {
        total,
        totalIsCapped: total === COUNT_AT_MOST,
        attempts: rows.map((row) => ({
          id: Number(row.id),
          userId: row.user_id === null ? null : Number(row.user_id),
          userName: String(row.user_name),
          realm: row.realm as Realm,
          outcome: row.outcome as Outcome,
          reason: row.reason as Reason,
          method: String(row.method),
          ip: String(row.ip ?? ''),
          userAgent: toText(row.user_agent),
          count: Number(row.count),
          createdAt: toIso(row.created_at) ?? '',
        })),
      };
    },
  };
};
