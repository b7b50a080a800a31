import { unique } from '../../../platform/tables';

const TABLE = 'gatehouse_contacts';

/** How to reach a user. Kept out of the directory's row, which every list and every request reads. */
export const contactSchema = {
  table: TABLE,
  attributes: {
    userId: { type: 'integer', required: true },
    street: { type: 'string' },
    postalCode: { type: 'string' },
    city: { type: 'string' },
    region: { type: 'string' },
    country: { type: 'string', column: { type: 'string', args: [2] } },
    /** JSON text, like the e-mail addresses. */
    phones: { type: 'text' },
    emails: { type: 'text' },
  },
  users: { userId: 'removed' },
  indexes: [unique(TABLE, 'user_id')],
};
