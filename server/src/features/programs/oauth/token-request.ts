/** RFC 6749 §5.2 */
export type OAuthError =
  | 'invalid_request'
  | 'invalid_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'temporarily_unavailable';

export type TokenRequest = { clientId: string; clientSecret: string; isBasic: boolean };
type Refused = { error: OAuthError; description: string; isBasic?: boolean };

const refuse = (error: OAuthError, description: string): Refused => ({ error, description });

/**
 * Reads a client credentials token request (RFC 6749 §4.4.2). The client names itself in the header or the
 * body, never in both (§2.3). No parameter may occur twice, an empty one counts as omitted, and unknown ones
 * are ignored (§3.2).
 */
export const readTokenRequest = (header: string | undefined, body: unknown): TokenRequest | Refused => {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse('invalid_request', 'The body must be application/x-www-form-urlencoded');
  const fields = body as Record<string, unknown>;
  const known = ['grant_type', 'scope', 'client_id', 'client_secret'].map((name) => fields[name]);
  if (known.some((value) => value !== undefined && typeof value !== 'string'))
    return refuse('invalid_request', 'A parameter stands in the request twice');
  const [grantType, scope, clientId, clientSecret] = known.map((value) => (value as string) || undefined);
  if (!grantType) return refuse('invalid_request', 'grant_type is missing');
  if (grantType !== 'client_credentials')
    return refuse('unsupported_grant_type', 'Only client_credentials is supported');
  if (scope)
    return refuse('invalid_scope', 'There are no scopes: what a token may do, the roles of its user say');
  const basic = header === undefined ? null : readBasic(header);
  if (basic === 'malformed')
    return { ...refuse('invalid_client', 'The Authorization header cannot be read'), isBasic: true };
  if (basic && (clientSecret !== undefined || (clientId !== undefined && clientId !== basic.clientId)))
    return refuse('invalid_request', 'The client names itself in more than one way');
  const client = basic ?? { clientId, clientSecret };
  if (!isVisible(client.clientId) || !isVisible(client.clientSecret))
    return { ...refuse('invalid_client', 'The client does not name itself'), isBasic: basic !== null };
  return { clientId: client.clientId, clientSecret: client.clientSecret, isBasic: basic !== null };
};

/** Longer than any we issue. */
const MAX_LENGTH = 255;

/** RFC 6749, appendices A.1 and A.2, and at least one character. */
const isVisible = (value: string | undefined): value is string =>
  value !== undefined && value.length <= MAX_LENGTH && /^[\x20-\x7e]+$/.test(value);

/** RFC 6749 §2.3.1: both parts are form-encoded before they are joined. */
const readBasic = (header: string) => {
  const [, encoded] = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(header.trim()) ?? [];
  const [, clientId, clientSecret] =
    /^([^:]+):(.+)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? [];
  if (!clientId || !clientSecret) return 'malformed' as const;
  try {
    return { clientId: decode(clientId), clientSecret: decode(clientSecret) };
  } catch {
    return 'malformed' as const;
  }
};

const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));
