import { index, unique } from '../../../platform/tables';

const TABLE = 'gatehouse_saved_views';

/** A named set of columns, search, filters and sort order for the list of users. */
export const savedViewSchema = {
  table: TABLE,
  attributes: {
    /** Null if the owner was deleted: shared views stay for those who use them. */
    ownerId: { type: 'integer' },
    name: { type: 'string', required: true },
    /** The name's `nameKey`, so that nobody has two views of the same name. */
    nameKey: { type: 'string', required: true },
    isShared: { type: 'boolean', default: false, required: true },
    /** JSON text, as is the query. */
    columns: { type: 'text', required: true },
    query: { type: 'text', required: true },
  },
  users: { ownerId: 'followed' },
  indexes: [unique(TABLE, 'owner_id', 'name_key'), index(TABLE, 'is_shared')],
};
