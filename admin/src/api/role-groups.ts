import {
  createRoleGroup,
  deleteRoleGroup,
  listRoleGroups,
  updateRoleGroup,
} from '../../../shared/contracts/role-groups';
import { ask, tell } from './ask';
import type { Tags } from './gatehouse-api';

/** What users hold follows from it, and what of that asks for a second factor. */
const CONCERNED: Tags = [
  'GatehouseRoleGroup',
  'GatehouseRole',
  'GatehouseUser',
  'GatehouseLog',
  'GatehouseMfa',
];

export const useRoleGroupsQuery = ask(listRoleGroups, ['GatehouseRoleGroup']);
export const useCreateRoleGroupMutation = tell(createRoleGroup, ['GatehouseRoleGroup']);
export const useUpdateRoleGroupMutation = tell(updateRoleGroup, CONCERNED);
export const useDeleteRoleGroupMutation = tell(deleteRoleGroup, CONCERNED);
