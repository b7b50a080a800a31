import { index, unique } from '../../../platform/tables';

const FACTORS = 'gatehouse_factors';
const CODES = 'gatehouse_recovery_codes';

/** What a user shows besides the password. Not yet confirmed, it is none. */
export const factorSchema = {
  table: FACTORS,
  attributes: {
    userId: { type: 'integer', required: true },
    kind: { type: 'string', column: { type: 'string', args: [20] }, required: true },
    name: { type: 'string', required: true },
    /** The secret of an authenticator app, sealed (`platform/secrets.ts`); what a passkey that is being made is to sign. */
    secret: { type: 'text' },
    /** The latest time step whose code was taken: each is taken once. */
    lastStep: { type: 'integer', default: 0, required: true },
    /** Of a passkey: its id and public key in base64url, how often it was used, and how it is reached. */
    credentialId: { type: 'text' },
    publicKey: { type: 'text' },
    signCount: { type: 'biginteger', default: '0', required: true },
    transports: { type: 'string' },
    /** Of codes that are sent: the address or number they go to, as it was when it was shown to work. */
    target: { type: 'string' },
    confirmedAt: { type: 'datetime' },
    lastUsedAt: { type: 'datetime' },
  },
  users: { userId: 'removed' },
  indexes: [index(FACTORS, 'user_id', 'kind')],
};

/** For who has lost the other factors. A code that was used is gone. */
export const recoveryCodeSchema = {
  table: CODES,
  attributes: {
    userId: { type: 'integer', required: true },
    /** SHA-256 of the code. */
    codeHash: { type: 'string', required: true },
  },
  users: { userId: 'removed' },
  indexes: [unique(CODES, 'user_id', 'code_hash')],
};
