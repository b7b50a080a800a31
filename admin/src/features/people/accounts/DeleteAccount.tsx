import type { Account } from '../../../../../shared/contracts/accounts';
import { useDeleteAccountMutation } from '../../../api/accounts';
import { ConfirmMutation } from '../../../components/ConfirmMutation';
import { HeldBy } from '../../../components/HeldBy';
import type { DialogProps } from '../../../components/dialog-focus';

/** The server refuses to delete an account that is not empty, and says so. */
export const DeleteAccount = ({
  account: { id, name, userCount },
  ...dialog
}: DialogProps & { account: Account }) => {
  const [remove] = useDeleteAccountMutation();
  return (
    <ConfirmMutation
      {...dialog}
      of="accounts.delete"
      done="accounts.deleted"
      values={{ name }}
      impossible={
        userCount > 0 && (
          <HeldBy count={userCount} filter={{ account: { $eq: String(id) } }} why="error.ACCOUNT_NOT_EMPTY" />
        )
      }
      run={() => remove(id)}
    />
  );
};
