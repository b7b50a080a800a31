import { TARGET_KINDS } from '../../../../../shared/log/actions';
import { index } from '../../../platform/tables';

const TABLE = 'gatehouse_notes';

/** The log: what was changed by whom, and notes on users. Nothing changes a row, and only age deletes one. */
export const logSchema = {
  table: TABLE,
  attributes: {
    /** The user in whose log it stands, by the id in the directory; the row outlives the user. */
    userId: { type: 'integer' },
    /** The role that it is about, where it is about one; the row outlives it too. */
    roleId: { type: 'integer' },
    /** What it is about, of whichever kind, and what that was called then. Null in rows from before there was this. */
    targetKind: { type: 'enumeration', enum: TARGET_KINDS, column: { type: 'string', args: [32] } },
    targetId: { type: 'integer' },
    targetName: { type: 'string' },
    /** Stands in this user's log alone: the whole of what was done is told by another entry. */
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
    // Of the whole log, newest first by the id that grows with time, for each filter.
    index(TABLE, 'target_kind', 'target_id', 'id'),
    index(TABLE, 'actor_id', 'id'),
    index(TABLE, 'action', 'id'),
    // All that is filtered by: between two dates the index alone is read, and no more of it than that.
    index(TABLE, 'created_at', 'id', 'action', 'actor_id', 'user_id', 'target_kind', 'kind', 'is_echo'),
    // Of those that are not kept for ever, the oldest.
    index(TABLE, 'kind', 'created_at'),
  ],
};
