import { index, unique } from '../../../platform/tables';

const TABLE = 'gatehouse_challenges';

/**
 * A sign-in whose password was right and that has a step left. One that ran out stays for a day: nobody who only knows the
 * password goes unnoticed.
 */
export const challengeSchema = {
  table: TABLE,
  attributes: {
    userId: { type: 'integer', required: true },
    kind: { type: 'string', column: { type: 'string', args: [20] }, required: true },
    /** SHA-256 of the random token that the sign-in was answered with. */
    tokenHash: { type: 'string', required: true },
    /** SHA-256 of the random token in the cookie of the browser that got it. */
    browserHash: { type: 'string', required: true },
    tries: { type: 'integer', default: 0, required: true },
    expiresAt: { type: 'datetime', required: true },
    /** Whether the second factor has been shown in this sign-in. */
    isProved: { type: 'boolean', default: false, required: true },
    /** What a passkey is to sign, or the code that was sent, sealed; gone once it was answered. */
    toSign: { type: 'string' },
    /** What the sign-in asked of its session. */
    rememberMe: { type: 'boolean', default: false, required: true },
    deviceId: { type: 'string' },
    /** Where the password came from, as failures are counted there. */
    place: { type: 'string', column: { type: 'string', args: [60] }, default: '', required: true },
    /** Whether the user had signed in from that browser before. */
    isKnown: { type: 'boolean', default: false, required: true },
    /** When the user was told of it. */
    toldAt: { type: 'datetime' },
  },
  users: { userId: 'removed' },
  indexes: [index(TABLE, 'user_id'), unique(TABLE, 'token_hash'), index(TABLE, 'expires_at')],
};
