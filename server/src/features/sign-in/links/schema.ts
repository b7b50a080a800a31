import { index, unique } from '../../../platform/tables';

const TABLE = 'gatehouse_links';

/** A mailed link that lets the recipient choose a password, once. A user has one of each kind at a time. */
export const linkSchema = {
  table: TABLE,
  attributes: {
    userId: { type: 'integer', required: true },
    kind: { type: 'string', column: { type: 'string', args: [20] }, required: true },
    /** SHA-256 of the random token in the mail. */
    tokenHash: { type: 'string', required: true },
    expiresAt: { type: 'datetime', required: true },
    /** How often the user requested one, and since when that is counted. */
    requests: { type: 'integer', default: 1, required: true },
    requestedSince: { type: 'datetime', required: true },
  },
  users: { userId: 'removed' },
  indexes: [unique(TABLE, 'token_hash'), unique(TABLE, 'user_id', 'kind'), index(TABLE, 'expires_at')],
};
