import { OUTCOMES, REALMS, REASONS } from '../../../../../shared/constants';
import { index } from '../../../platform/tables';

const TABLE = 'gatehouse_login_attempts';

/** No longer than the values need: MariaDB indexes at most 3,072 bytes and counts four per character. */
const code = (values: readonly string[]) => ({
  type: 'enumeration',
  enum: values,
  column: { type: 'string', args: [32] },
  required: true,
});

/** Every attempt to sign in. Written only by the server. */
export const loginAttemptSchema = {
  table: TABLE,
  attributes: {
    /** The user's id in the directory; null where nobody has the name. */
    userId: { type: 'integer' },
    /** As typed, cut to the longest e-mail address; masked if nobody has the name. */
    userName: { type: 'string', required: true },
    realm: { type: 'enumeration', enum: REALMS, required: true },
    outcome: code(OUTCOMES),
    reason: code(REASONS),
    method: { type: 'string', required: true },
    ip: { type: 'string' },
    /** Its `addressKey`, so that a network is found by the index. */
    ipKey: { type: 'string', column: { type: 'string', args: [33] } },
    userAgent: { type: 'string' },
    /** The request it is about, by method and route, if it is not a sign-in. */
    about: { type: 'string' },
    /** How often it came within a minute, itself included: a key that keeps retrying fills no table. */
    count: { type: 'integer', default: 1, required: true },
  },
  // Newest first, for one user and for all, by the id that grows with time; the others for their filters.
  users: { userId: 'kept' },
  indexes: [
    index(TABLE, 'user_id', 'id'),
    index(TABLE, 'outcome', 'id'),
    index(TABLE, 'reason', 'id'),
    index(TABLE, 'ip_key', 'id'),
    // All columns used in filters and counts: a date range reads only its part of the index, and no rows.
    index(TABLE, 'created_at', 'id', 'outcome', 'reason', 'ip_key', 'user_id'),
  ],
};
