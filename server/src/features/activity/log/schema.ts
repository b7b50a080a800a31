import { TARGET_KINDS } from '../../../../../shared/log/actions';
import { index } from '../../../platform/tables';

const TABLE = 'gatehouse_notes';

/** The log: what was changed by whom, and notes on users. Nothing changes a row, and only age deletes one. */
export const logSchema = {
  table: TABLE,
  attributes: {
    /** The user whose log it is in, by the id in the directory; the row outlives the user. */
    userId: { type: 'integer' },
    /** The role it is about, if any; the row outlives it too. */
    roleId: { type: 'integer' },
    /** What it is about, of any kind, and its name at the time. Null in rows older than these columns. */
    targetKind: { type: 'enumeration', enum: TARGET_KINDS, column: { type: 'string', args: [32] } },
    targetId: { type: 'integer' },
    targetName: { type: 'string' },
    /** Only in this user's log: another entry tells the whole of what was done. */
    isEcho: { type: 'boolean' },
    kind: { type: 'enumeration', enum: ['note', 'change'], required: true },
    action: { type: 'string', required: true },
    /** JSON text: field → before and after. */
    changes: { type: 'text' },
    text: { type: 'text' },
    actorId: { type: 'integer' },
    actorName: { type: 'string', required: true },
    ip: { type: 'string' },
  },
  users: { userId: 'kept' },
  indexes: [
    index(TABLE, 'user_id', 'id'),
    index(TABLE, 'role_id', 'id'),
    // The whole log, newest first by the id that grows with time, for each filter.
    index(TABLE, 'target_kind', 'target_id', 'id'),
    index(TABLE, 'actor_id', 'id'),
    index(TABLE, 'action', 'id'),
    // All columns used in filters: a date range reads only its part of the index, and no rows.
    index(TABLE, 'created_at', 'id', 'action', 'actor_id', 'user_id', 'target_kind', 'kind', 'is_echo'),
    // To find the oldest of those that are not kept for ever.
    index(TABLE, 'kind', 'created_at'),
  ],
};
