import { index, unique } from '../../../platform/tables';

const CLIENTS = 'gatehouse_oauth_clients';
const TOKENS = 'gatehouse_access_tokens';

export const oauthClientSchema = {
  table: CLIENTS,
  attributes: {
    userId: { type: 'integer', required: true },
    clientId: { type: 'string', column: { type: 'string', args: [64] }, required: true },
    /** SHA-256 of the random secret. */
    secretHash: { type: 'string', required: true },
    description: { type: 'string', required: true },
    createdByName: { type: 'string', required: true },
    lastUsedAt: { type: 'datetime' },
  },
  users: { userId: 'followed' },
  indexes: [unique(CLIENTS, 'client_id'), index(CLIENTS, 'user_id')],
};

/** An access token issued to a client, valid for minutes. */
export const accessTokenSchema = {
  table: TOKENS,
  attributes: {
    /** The id of the client's row. */
    oauthClientId: { type: 'integer', required: true },
    /** SHA-256 of the random token. */
    tokenHash: { type: 'string', required: true },
    expiresAt: { type: 'datetime', required: true },
  },
  indexes: [unique(TOKENS, 'token_hash'), index(TOKENS, 'oauth_client_id'), index(TOKENS, 'expires_at')],
};
