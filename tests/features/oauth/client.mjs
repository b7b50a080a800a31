// What a project would write with openid-client: find out where tokens are, get one, and use it.
import {
  allowInsecureRequests,
  clientCredentialsGrant,
  ClientSecretBasic,
  ClientSecretPost,
  discovery,
  fetchProtectedResource,
} from 'openid-client';

const [issuer, clientId, clientSecret, way, resource] = process.argv.slice(2);
const authentication = way === 'basic' ? ClientSecretBasic(clientSecret) : ClientSecretPost(clientSecret);
const config = await discovery(new URL(issuer), clientId, undefined, authentication, {
  algorithm: 'oauth2',
  execute: [allowInsecureRequests],
});
const tokens = await clientCredentialsGrant(config);
const answer = await fetchProtectedResource(config, tokens.access_token, new URL(resource), 'GET');
process.stdout.write(JSON.stringify({ tokens, status: answer.status, body: await answer.json() }));
