import { ACCESS_TOKEN_SECONDS } from '../../../../../shared/contracts/oauth';

const text = { type: 'string' };
const object = (properties: object, required = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
});
const answer = (description: string, schema: object) => ({
  description,
  content: { 'application/json': { schema } },
});

const refused = answer('Refused (RFC 6749 §5.2)', object({ error: text, error_description: text }));

const found = (operationId: string) => ({
  get: {
    operationId,
    summary: 'Find the token endpoint (RFC 8414)',
    tags: ['programs'],
    security: [],
    responses: {
      200: answer(
        'What OAuth clients can ask for, and where',
        object({
          issuer: text,
          token_endpoint: text,
          grant_types_supported: { type: 'array', items: text },
          token_endpoint_auth_methods_supported: { type: 'array', items: text },
          response_types_supported: { type: 'array', items: text },
        }),
      ),
      '4XX': refused,
    },
  },
});

/** The paths that speak OAuth, and so have no contract. */
export const oauthPaths = (apiPrefix: string) => {
  const issuer = `${apiPrefix}/gatehouse/oauth`;
  const wellKnown = '/.well-known/oauth-authorization-server';
  return {
    [`${issuer}/token`]: {
      post: {
        operationId: 'fetchAccessToken',
        summary: 'Get an access token (RFC 6749 §4.4)',
        description: `For OAuth clients of API-only users. The token holds for ${ACCESS_TOKEN_SECONDS / 60} minutes, at the Content API.`,
        tags: ['programs'],
        security: [{ oauthClientAuth: [] }, {}],
        requestBody: {
          required: true,
          content: {
            'application/x-www-form-urlencoded': {
              schema: object(
                { grant_type: { const: 'client_credentials' }, client_id: text, client_secret: text },
                ['grant_type'],
              ),
            },
          },
        },
        responses: {
          200: answer(
            'The token',
            object({ access_token: text, token_type: { const: 'Bearer' }, expires_in: { type: 'integer' } }),
          ),
          '4XX': refused,
          503: refused,
        },
      },
    },
    [`${issuer}${wellKnown}`]: found('findTokenEndpoint'),
    [`${wellKnown}${issuer}`]: found('findTokenEndpointOfHost'),
  };
};
