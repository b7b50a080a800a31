import { createApiKey, listApiKeys, revokeApiKey, rotateApiKey } from '../../../shared/contracts/api-keys';
import { createOAuthClient, deleteOAuthClient, listOAuthClients } from '../../../shared/contracts/oauth';
import { ask, tell } from './ask';
import type { ArgsOf } from './contract-args';
import type { Tags } from './gatehouse-api';

type KeyOfUser = { user: number; key: number };
type ClientOfUser = { user: number; client: number };

/** A user's first key may also grant them access. */
const touched = (user: number): Tags => [
  { type: 'GatehouseApiKey', id: user },
  { type: 'GatehouseUser', id: user },
  { type: 'GatehouseLog', id: user },
];
const touchedOwner = ({ user }: { user: number }) => touched(user);

export const useApiKeysQuery = ask(listApiKeys, (id) => [{ type: 'GatehouseApiKey', id }]);
export const useCreateApiKeyMutation = tell(createApiKey, ({ id }) => touched(id));
export const useRotateApiKeyMutation = tell(rotateApiKey, touchedOwner, {
  toArgs: ({ key, body }: KeyOfUser & Pick<ArgsOf<typeof rotateApiKey>, 'body'>) => ({ id: key, body }),
});
export const useRevokeApiKeyMutation = tell(revokeApiKey, touchedOwner, {
  toArgs: ({ key }: KeyOfUser) => key,
});
export const useOAuthClientsQuery = ask(listOAuthClients, (id) => [{ type: 'GatehouseApiKey', id }]);
export const useCreateOAuthClientMutation = tell(createOAuthClient, ({ id }) => touched(id));
export const useDeleteOAuthClientMutation = tell(deleteOAuthClient, touchedOwner, {
  toArgs: ({ client }: ClientOfUser) => client,
});
