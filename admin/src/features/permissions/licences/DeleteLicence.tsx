import type { Licence } from '../../../../../shared/contracts/licences';
import { useDeleteLicenceMutation } from '../../../api/licences';
import { ConfirmMutation } from '../../../components/ConfirmMutation';
import type { DialogProps } from '../../../components/dialog-focus';

export const DeleteLicence = ({ licence: { id, name }, ...dialog }: DialogProps & { licence: Licence }) => {
  const [remove] = useDeleteLicenceMutation();
  return (
    <ConfirmMutation
      {...dialog}
      of="licences.delete"
      done="licences.deleted"
      values={{ name }}
      run={() => remove(id)}
    />
  );
};
