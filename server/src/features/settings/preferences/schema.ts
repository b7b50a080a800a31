import { unique } from '../../../platform/tables';

const TABLE = 'gatehouse_preferences';

/** A panel user's own preferences, one row per name. On the server, so that they apply in every browser. */
export const preferenceSchema = {
  table: TABLE,
  attributes: {
    adminUserId: { type: 'integer', required: true },
    name: { type: 'string', column: { type: 'string', args: [60] }, required: true },
    /** JSON text. */
    value: { type: 'text', required: true },
  },
  users: { adminUserId: 'removed' },
  indexes: [unique(TABLE, 'admin_user_id', 'name')],
};
