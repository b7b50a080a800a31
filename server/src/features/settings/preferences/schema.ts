import { unique } from '../../../platform/tables';

const TABLE = 'gatehouse_preferences';

/** What a panel user chose for themself, one row a name. On the server, so that it is there in every browser. */
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
