import {
  createDelegation,
  deleteDelegation,
  listDelegates,
  listDelegations,
  updateDelegation,
} from '../../../shared/contracts/delegations';
import { ask, tell } from './ask';
import type { Tags } from './gatehouse-api';

/** A delegation is recorded in the logs of both users. */
const TOUCHED: Tags = ['GatehouseDelegation', 'GatehouseLog'];

export const useDelegationsQuery = ask(listDelegations, ['GatehouseDelegation']);
export const useDelegatesQuery = ask(listDelegates, ['GatehouseDelegation']);
export const useCreateDelegationMutation = tell(createDelegation, TOUCHED);
export const useUpdateDelegationMutation = tell(updateDelegation, TOUCHED);
/** Reloads after a refusal too: the delegation may have been ended already. */
export const useDeleteDelegationMutation = tell(deleteDelegation, TOUCHED);
