import { OUTCOMES, REALMS, REASONS } from '../../../../../shared/constants';
import { index } from '../../../platform/tables';

const TABLE = 'gatehouse_login_attempts';

/** No longer than the values need: MariaDB indexes no more than 3,072 bytes, and counts four for a character. */
const code = (values: readonly string[]) => ({
  type: 'enumeration',
  enum: values,
  column: { type: 'string', args: [32] },
  required: true,
});

/** The record of every try to sign in. Written by the server alone. */
export const loginAttemptSchema = {
  table: TABLE,
  attributes: {
    /** The user's id in the directory; null where nobody has the name. */
    userId: { type: 'integer' },
    /** As typed, cut to what an e-mail address may hold; masked where nobody has it. */
    userName: { type: 'string', required: true },
    realm: { type: 'enumeration', enum: REALMS, required: true },
    outcome: code(OUTCOMES),
    reason: code(REASONS),
    method: { type: 'string', required: true },
    ip: { type: 'string' },
    /** Its `addressKey`, so that a network is found by the index. */
    ipKey: { type: 'string', column: { type: 'string', args: [33] } },
    userAgent: { type: 'string' },
    /** Which request it is about, by method and route, where it is no sign-in. */
    about: { type: 'string' },
    /** How often it came within the minute after it, itself included: a key that keeps knocking fills no table. */
    count: { type: 'integer', default: 1, required: true },
  },
  // Newest first of one user and of everyone, by the id that grows with time; the others for their filters.
  users: { userId: 'kept' },
  indexes: [
    index(TABLE, 'user_id', 'id'),
    index(TABLE, 'outcome', 'id'),
    index(TABLE, 'reason', 'id'),
    index(TABLE, 'ip_key', 'id'),
    // All that is filtered and counted by: between two dates the index alone is read, and no more of it than that.
    index(TABLE, 'created_at', 'id', 'outcome', 'reason', 'ip_key', 'user_id'),
  ],
};
