import { hidden, index } from '../../lib/content-type';

const TABLE = 'gatehouse_notes';

/** The log of a user: what was changed by whom, and notes. Nothing changes or deletes a row. */
export const noteSchema = {
  kind: 'collectionType',
  collectionName: TABLE,
  info: { singularName: 'note', pluralName: 'notes', displayName: 'Gatehouse note' },
  ...hidden,
  attributes: {
    /** The user's id in the directory; the row outlives the user. */
    userId: { type: 'integer', required: true },
    kind: { type: 'enumeration', enum: ['note', 'change'], required: true },
    action: { type: 'string', required: true },
    /** JSON text: field → before and after. */
    changes: { type: 'text' },
    text: { type: 'text' },
    actorId: { type: 'integer' },
    actorName: { type: 'string', required: true },
    ip: { type: 'string' },
  },
  indexes: [index(TABLE, 'user_id', 'id')],
};
