import { index } from '../../../platform/tables';

const TABLE = 'gatehouse_password_history';

/** A user's former password. The current one is in Strapi's own record. */
export const passwordHistorySchema = {
  table: TABLE,
  attributes: {
    /** The id of the `admin::user`. */
    adminUserId: { type: 'integer', required: true },
    /** The bcrypt hash, as Strapi stored it. */
    passwordHash: { type: 'string', required: true },
  },
  users: { adminUserId: 'removed' },
  indexes: [index(TABLE, 'admin_user_id', 'id')],
};
