import {
  createAccount,
  deleteAccount,
  listAccounts,
  listUserAccounts,
  setUserAccounts,
  updateAccount,
} from '../../../shared/contracts/accounts';
import { ask, tell } from './ask';
import { listOf, type Tags } from './gatehouse-api';

/** The tree, and the list of users, which can be filtered by it. */
const TREE: Tags = [listOf('GatehouseAccount'), listOf('GatehouseUser')];
const ofUser = (id: number) => ({ type: 'GatehouseAccount' as const, id: `user-${id}` });

export const useAccountsQuery = ask(listAccounts, [listOf('GatehouseAccount')]);
export const useCreateAccountMutation = tell(createAccount, TREE);
/** Reloads after a refusal too: the page should show what somebody else has moved meanwhile. */
export const useUpdateAccountMutation = tell(updateAccount, TREE);
export const useDeleteAccountMutation = tell(deleteAccount, TREE);
export const useUserAccountsQuery = ask(listUserAccounts, (id) => [ofUser(id)]);
export const useSetUserAccountsMutation = tell(setUserAccounts, ({ id }) => [
  ...TREE,
  ofUser(id),
  { type: 'GatehouseLog', id },
]);
