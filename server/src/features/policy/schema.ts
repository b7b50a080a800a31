import { hidden, unique } from '../../lib/content-type';

const TABLE = 'gatehouse_settings';

/** What admins set in production, one row a name. */
export const settingSchema = {
  kind: 'collectionType',
  collectionName: TABLE,
  info: { singularName: 'setting', pluralName: 'settings', displayName: 'Gatehouse setting' },
  ...hidden,
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
