import type { RoleGroup } from '../../../../../shared/contracts/role-groups';
import { useDeleteRoleGroupMutation } from '../../../api/role-groups';
import { ConfirmMutation } from '../../../components/ConfirmMutation';
import type { DialogProps } from '../../../components/dialog-focus';

export const DeleteRoleGroup = ({ group, ...dialog }: DialogProps & { group: RoleGroup }) => {
  const [remove] = useDeleteRoleGroupMutation();
  return (
    <ConfirmMutation
      {...dialog}
      of="role-groups.delete"
      done="role-groups.deleted"
      values={{ name: group.name, count: group.userCount }}
      run={() => remove(group.id)}
    />
  );
};
