import { index, unique } from '../../../platform/tables';

const TABLE = 'gatehouse_saved_views';

/** A name for columns, search, filters and sort of the list of users. */
export const savedViewSchema = {
  table: TABLE,
  attributes: {
    /** Null where they are gone: what they shared stays with those who use it. */
    ownerId: { type: 'integer' },
    name: { type: 'string', required: true },
    /** Its `nameKey`, so that nobody has two of one name. */
    nameKey: { type: 'string', required: true },
    isShared: { type: 'boolean', default: false, required: true },
    /** JSON text, as is the query. */
    columns: { type: 'text', required: true },
    query: { type: 'text', required: true },
  },
  users: { ownerId: 'followed' },
  indexes: [unique(TABLE, 'owner_id', 'name_key'), index(TABLE, 'is_shared')],
};
