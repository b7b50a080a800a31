import { index } from '../../lib/tables';

const TABLE = 'gatehouse_notes';

/** The log: what was changed by whom, and notes on users. Nothing changes a row, and only age deletes one. */
export const noteSchema = {
  table: TABLE,
  attributes: {
    /** The user's id in the directory; the row outlives the user. Null for what holds for everybody. */
    userId: { type: 'integer' },
    /** The role that it is about, where it is about one; the row outlives it too. */
    roleId: { type: 'integer' },
    kind: { type: 'enumeration', enum: ['note', 'change'], required: true },
    action: { type: 'string', required: true },
    /** JSON text: field → before and after. */
    changes: { type: 'text' },
    text: { type: 'text' },
    actorId: { type: 'integer' },
    actorName: { type: 'string', required: true },
    ip: { type: 'string' },
  },
  indexes: [
    index(TABLE, 'user_id', 'id'),
    index(TABLE, 'role_id', 'id'),
    // Of those that are not kept for ever, the oldest.
    index(TABLE, 'kind', 'created_at'),
  ],
};
