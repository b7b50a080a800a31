import { index, unique } from '../../../platform/tables';

const TABLE = 'gatehouse_challenges';

/**
 * A sign-in whose password was right and that has a step left. An expired one stays for a day, so that
 * somebody who knows only the password is noticed.
 */
export const challengeSchema = {
  table: TABLE,
  attributes: {
    userId: { type: 'integer', required: true },
    kind: { type: 'string', column: { type: 'string', args: [20] }, required: true },
    /** SHA-256 of the random token in the answer to the sign-in. */
    tokenHash: { type: 'string', required: true },
    /** SHA-256 of the random token in the cookie of the browser that got it. */
    browserHash: { type: 'string', required: true },
    tries: { type: 'integer', default: 0, required: true },
    expiresAt: { type: 'datetime', required: true },
    /** Whether this sign-in has passed MFA. */
    isProved: { type: 'boolean', default: false, required: true },
    /** The passkey challenge, or the sealed code that was sent; null once answered. */
    toSign: { type: 'string' },
    /** What the sign-in requested for its session. */
    rememberMe: { type: 'boolean', default: false, required: true },
    deviceId: { type: 'string' },
    /** Where the password came from: the throttle key that failures are counted under. */
    place: { type: 'string', column: { type: 'string', args: [60] }, default: '', required: true },
    /** Whether the user had signed in from that browser before. */
    isKnown: { type: 'boolean', default: false, required: true },
    /** When the user was notified of it. */
    toldAt: { type: 'datetime' },
  },
  users: { userId: 'removed' },
  indexes: [index(TABLE, 'user_id'), unique(TABLE, 'token_hash'), index(TABLE, 'expires_at')],
};
