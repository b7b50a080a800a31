import { index, unique } from '../../../platform/tables';

const TABLE = 'gatehouse_api_keys';

/** Whose an API token of Strapi's is. The token itself, its hash and its end stay Strapi's. */
export const apiKeySchema = {
  table: TABLE,
  attributes: {
    userId: { type: 'integer', required: true },
    /** The id of the `admin::api-token`. */
    tokenId: { type: 'integer', required: true },
    createdByName: { type: 'string', required: true },
    /** When another key took its place. */
    replacedAt: { type: 'datetime' },
    /** When its user was told that it expires soon. */
    warnedAt: { type: 'datetime' },
  },
  users: { userId: 'removed' },
  indexes: [unique(TABLE, 'token_id'), index(TABLE, 'user_id')],
};
