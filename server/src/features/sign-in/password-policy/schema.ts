import { index } from '../../../platform/tables';

const TABLE = 'gatehouse_password_history';

/** A password that a user had and has no longer. The present one stands in Strapi's own record. */
export const passwordHistorySchema = {
  table: TABLE,
  attributes: {
    /** The id of the `admin::user`. */
    adminUserId: { type: 'integer', required: true },
    /** Of bcrypt, as Strapi kept it. */
    passwordHash: { type: 'string', required: true },
  },
  users: { adminUserId: 'removed' },
  indexes: [index(TABLE, 'admin_user_id', 'id')],
};
