import {
  createDacGroup,
  deleteDacGroup,
  listDacGroups,
  listUserDacGroups,
  setUserDacGroups,
  updateDacGroup,
} from '../../../shared/contracts/dac-groups';
import { ask, tell } from './ask';
import type { ArgsOf } from './contract-args';
import { listOf } from './gatehouse-api';

export type DacGroupListQuery = ArgsOf<typeof listDacGroups>;

const all = listOf('GatehouseDacGroup');
const heldBy = (user: number) => ({ type: 'GatehouseDacGroup' as const, id: `user ${user}` });

export const useDacGroupsQuery = ask(listDacGroups, [all]);
export const useCreateDacGroupMutation = tell(createDacGroup, [all]);
/** Reloads whatever shows the group's name. */
export const useUpdateDacGroupMutation = tell(updateDacGroup, ['GatehouseDacGroup']);
/** Reloads after a refusal too: the page should show how many users hold it now. */
export const useDeleteDacGroupMutation = tell(deleteDacGroup, [all]);
export const useUserDacGroupsQuery = ask(listUserDacGroups, (id) => [heldBy(id)]);
export const useSetUserDacGroupsMutation = tell(setUserDacGroups, ({ id }) => [
  heldBy(id),
  all,
  listOf('GatehouseUser'),
  { type: 'GatehouseLog', id },
]);
