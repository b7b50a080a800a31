import { AutoResetDialog } from './AutoResetDialog';
import { BlockDialog, LockDialog, SuspendDialog } from './ReasonDialogs';
import { ConfirmDialog } from './ConfirmDialog';
import { CopyAccessDialog } from './CopyAccessDialog';
import { SetPasswordDialog } from './SetPasswordDialog';
import type { ActionDialogProps } from './user-actions';

/** Says what the action will do to whom, asks for what it needs, and does it. */
export const UserActionDialog = (props: ActionDialogProps) => {
  switch (props.action) {
    case 'lock':
      return <LockDialog {...props} />;
    case 'block-access':
      return <BlockDialog {...props} />;
    case 'suspend':
      return <SuspendDialog {...props} />;
    case 'set-password':
      return <SetPasswordDialog {...props} />;
    case 'auto-reset-password':
      return <AutoResetDialog {...props} />;
    case 'copy-access':
      return <CopyAccessDialog {...props} />;
    default:
      return <ConfirmDialog {...props} action={props.action} />;
  }
};
