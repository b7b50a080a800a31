import {
  getRole,
  getUserPermissions,
  listApiActions,
  listRoleChanges,
  listRoles,
  updateRole,
} from '../../../shared/contracts/roles';
import { ask, tell } from './ask';
import type { ArgsOf } from './contract-args';
import { listOf } from './gatehouse-api';

export type RoleChange = ArgsOf<typeof updateRole>['body'];

const all = listOf('GatehouseRole');

export const useRolesQuery = ask(listRoles, [all]);
export const useRoleQuery = ask(getRole, (id) => [{ type: 'GatehouseRole', id }]);
export const useRoleChangesQuery = ask(listRoleChanges, ({ id }) => [{ type: 'GatehouseRole', id }]);
export const useApiActionsQuery = ask(listApiActions);
export const useUserPermissionsQuery = ask(getUserPermissions, (id) => [{ type: 'GatehouseUser', id }, all]);
/** A role determines whether its holders need a second factor. */
export const useUpdateRoleMutation = tell(updateRole, ({ id }) => [
  { type: 'GatehouseRole', id },
  all,
  'GatehouseUser',
  'GatehouseMfa',
]);
