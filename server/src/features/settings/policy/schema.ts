import { unique } from '../../../platform/tables';

const TABLE = 'gatehouse_settings';

/** Settings that admins change at run time, one row per name. */
export const settingSchema = {
  table: TABLE,
  attributes: {
    name: { type: 'string', required: true },
    /** JSON text of the values. */
    value: { type: 'text', required: true },
    changedBy: { type: 'string' },
    /** JSON text: value → who changed it last, and when. */
    lastChanges: { type: 'text' },
  },
  indexes: [unique(TABLE, 'name')],
};
