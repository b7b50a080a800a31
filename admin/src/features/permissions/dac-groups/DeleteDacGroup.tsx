import type { DacGroup } from '../../../../../shared/contracts/dac-groups';
import { useDeleteDacGroupMutation } from '../../../api/dac-groups';
import { ConfirmMutation } from '../../../components/ConfirmMutation';
import type { DialogProps } from '../../../components/dialog-focus';

export const DeleteDacGroup = ({ group: { id, code }, ...dialog }: DialogProps & { group: DacGroup }) => {
  const [remove] = useDeleteDacGroupMutation();
  return (
    <ConfirmMutation
      {...dialog}
      of="dac.delete"
      done="dac.deleted"
      values={{ code }}
      run={() => remove(id)}
    />
  );
};
