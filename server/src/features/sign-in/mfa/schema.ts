import { index, unique } from '../../../platform/tables';

const FACTORS = 'gatehouse_factors';
const CODES = 'gatehouse_recovery_codes';

/** What a user shows besides the password. It counts only once confirmed. */
export const factorSchema = {
  table: FACTORS,
  attributes: {
    userId: { type: 'integer', required: true },
    kind: { type: 'string', column: { type: 'string', args: [20] }, required: true },
    name: { type: 'string', required: true },
    /** An app's secret or a sent code, sealed (`platform/secrets.ts`), or a pending passkey's challenge. */
    secret: { type: 'text' },
    /** The latest TOTP time step accepted: each code works once. */
    lastStep: { type: 'integer', default: 0, required: true },
    /** Passkeys only: id and public key in base64url, signature counter, and transports. */
    credentialId: { type: 'text' },
    publicKey: { type: 'text' },
    signCount: { type: 'biginteger', default: '0', required: true },
    transports: { type: 'string' },
    /** Sent codes only: the address or number they go to, as it was when confirmed. */
    target: { type: 'string' },
    confirmedAt: { type: 'datetime' },
    lastUsedAt: { type: 'datetime' },
  },
  users: { userId: 'removed' },
  indexes: [index(FACTORS, 'user_id', 'kind')],
};

/** For users who have lost their other factors. Used codes are deleted. */
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
