import {
  createRoleGroup,
  deleteRoleGroup,
  listRoleGroups,
  updateRoleGroup,
} from '../../../shared/contracts/role-groups';
import { ask, tell } from './ask';
import type { Tags } from './gatehouse-api';

/** A group determines which roles its users hold, and so whether they need a second factor. */
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
