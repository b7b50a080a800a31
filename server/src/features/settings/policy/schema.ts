import { unique } from '../../../platform/tables';

const TABLE = 'gatehouse_settings';

/** What admins set in production, one row a name. */
export const settingSchema = {
  table: TABLE,
  attributes: {
    name: { type: 'string', required: true },
    /** JSON text of what differs from the defaults. */
    value: { type: 'text', required: true },
    changedBy: { type: 'string' },
    /** JSON text: value → who changed it last, and when. */
    lastChanges: { type: 'text' },
  },
  indexes: [unique(TABLE, 'name')],
};
