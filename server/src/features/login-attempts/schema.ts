import { OUTCOMES, REALMS, REASONS } from '../../../../shared/constants';
import { hidden, index } from '../../lib/content-type';

const TABLE = 'gatehouse_login_attempts';

/** The record of every try to sign in. Written by the server alone; nothing changes or deletes a row. */
export const loginAttemptSchema = {
  kind: 'collectionType',
  collectionName: TABLE,
  info: {
    singularName: 'login-attempt',
    pluralName: 'login-attempts',
    displayName: 'Gatehouse login attempt',
  },
  ...hidden,
  attributes: {
    /** The user's id in the directory; null where nobody has the name. */
    userId: { type: 'integer' },
    /** As typed, cut to what an e-mail address may hold. */
    userName: { type: 'string', required: true },
    realm: { type: 'enumeration', enum: REALMS, required: true },
    outcome: { type: 'enumeration', enum: OUTCOMES, required: true },
    reason: { type: 'enumeration', enum: REASONS, required: true },
    method: { type: 'string', required: true },
    ip: { type: 'string' },
    userAgent: { type: 'string' },
    /** How often it came within the minute after it, itself included: a key that keeps knocking fills no table. */
    count: { type: 'integer', default: 1, required: true },
  },
  // Newest first of one user and of everyone, by the id that grows with time; the others for their filters.
  indexes: [
    index(TABLE, 'user_id', 'id'),
    index(TABLE, 'outcome', 'id'),
    index(TABLE, 'reason', 'id'),
    index(TABLE, 'created_at'),
  ],
};
