import type { Delegation } from '../../../../../shared/contracts/delegations';
import type { User } from '../../../../../shared/contracts/users';
import { useDeleteDelegationMutation } from '../../../api/delegations';
import { ConfirmMutation } from '../../../components/ConfirmMutation';
import type { DialogProps } from '../../../components/dialog-focus';
import { nameOf } from '../../../components/user/user-names';
import { subjectName } from './subject-name';

type Props = DialogProps & { user: User; delegation: Delegation };

export const EndDelegation = ({ user, delegation, ...dialog }: Props) => {
  const [end] = useDeleteDelegationMutation();
  return (
    <ConfirmMutation
      {...dialog}
      of="delegation.end"
      done="delegation.ended"
      values={{ name: nameOf(user), subject: subjectName(delegation) }}
      run={() => end(delegation.id)}
    />
  );
};
