import {
  createDelegation,
  deleteDelegation,
  listDelegates,
  listDelegations,
  updateDelegation,
} from '../../../shared/contracts/delegations';
import { ask, tell } from './ask';
import type { Tags } from './gatehouse-api';

/** Both users are told of it. */
const TOUCHED: Tags = ['GatehouseDelegation', 'GatehouseLog'];

export const useDelegationsQuery = ask(listDelegations, ['GatehouseDelegation']);
export const useDelegatesQuery = ask(listDelegates, ['GatehouseDelegation']);
export const useCreateDelegationMutation = tell(createDelegation, TOUCHED);
export const useUpdateDelegationMutation = tell(updateDelegation, TOUCHED);
/** After a refusal too: it may have been ended already. */
export const useDeleteDelegationMutation = tell(deleteDelegation, TOUCHED);
