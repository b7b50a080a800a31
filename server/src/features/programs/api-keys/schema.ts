import { index, unique } from '../../../platform/tables';

const TABLE = 'gatehouse_api_keys';

/** Links a Strapi API token to its user. The token itself, its hash and its expiry stay in Strapi. */
export const apiKeySchema = {
  table: TABLE,
  attributes: {
    userId: { type: 'integer', required: true },
    /** The id of the `admin::api-token`. */
    tokenId: { type: 'integer', required: true },
    createdByName: { type: 'string', required: true },
    /** When another key replaced it. */
    replacedAt: { type: 'datetime' },
    /** When its user was notified that it expires soon. */
    warnedAt: { type: 'datetime' },
  },
  users: { userId: 'removed' },
  indexes: [unique(TABLE, 'token_id'), index(TABLE, 'user_id')],
};
