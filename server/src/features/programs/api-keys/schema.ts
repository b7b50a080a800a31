import { index, unique } from '../../../platform/tables';

export const API_KEYS = 'gatehouse_api_keys';

/** Links a Strapi API token to its user. The token itself, its hash and its expiry stay in Strapi. */
export const apiKeySchema = {
  table: API_KEYS,
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
  indexes: [unique(API_KEYS, 'token_id'), index(API_KEYS, 'user_id')],
};
