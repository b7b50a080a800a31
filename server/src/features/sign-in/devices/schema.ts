import { index, unique } from '../../../platform/tables';

const TABLE = 'gatehouse_devices';

/** A browser a user has signed in from. It has its own attempts, which a stranger's guesses don't use up. */
export const deviceSchema = {
  table: TABLE,
  attributes: {
    userId: { type: 'integer', required: true },
    /** SHA-256 of the random token in the browser's cookie. */
    tokenHash: { type: 'string', required: true },
    failedTries: { type: 'integer', default: 0, required: true },
    lastFailedAt: { type: 'datetime' },
    lastUsedAt: { type: 'datetime' },
    /** When the user chose to skip the second factor here; null: never, or no longer. */
    trustedAt: { type: 'datetime' },
    userAgent: { type: 'string' },
    address: { type: 'string' },
  },
  users: { userId: 'removed' },
  indexes: [
    unique(TABLE, 'user_id', 'token_hash'),
    index(TABLE, 'token_hash'),
    index(TABLE, 'user_id', 'last_used_at'),
    index(TABLE, 'trusted_at'),
  ],
};
