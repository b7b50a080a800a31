import { useState } from 'react';

import { AskFirst } from '../../../../components/AskFirst';
import { RevokeTokens } from '../../../../components/RevokeTokens';
import { useFeedback } from '../../../../components/use-feedback';
import { useTranslation } from '../../../../translations/use-translation';
import { nameOf } from '../../../../components/user/user-names';
import { useUserAction } from './use-user-action';
import { type ActionDialogProps, isDangerous, type UserAction } from './user-actions';

type PlainAction = Exclude<
  UserAction,
  'lock' | 'block-access' | 'suspend' | 'set-password' | 'auto-reset-password' | 'copy-access'
>;

/** For actions that need only a confirmation. */
export const ConfirmDialog = (props: ActionDialogProps & { action: PlainAction }) => {
  const { user, action, opener, onClose, onDone } = props;
  const t = useTranslation();
  const { failed } = useFeedback();
  const { run, isBusy } = useUserAction(user);
  const [revokeTokens, setRevokeTokens] = useState(false);
  const values = { name: nameOf(user), email: user.email };

  const confirm = async () => {
    const { id } = user;
    const error = await run(
      action === 'delete'
        ? { id, action }
        : action === 'reset-mfa'
          ? { id, action, body: { revokeTokens } }
          : { id, action, body: {} },
    );
    onClose();
    if (error) failed(error);
    else onDone?.();
  };

  return (
    <AskFirst
      title={t(`action.${action}.title`, values)}
      confirmLabel={t(`action.${action}`)}
      isDangerous={isDangerous(action)}
      isBusy={isBusy}
      opener={opener}
      onConfirm={confirm}
      onClose={onClose}
      choice={
        action === 'reset-mfa' && (
          <RevokeTokens name={values.name} isChosen={revokeTokens} onChange={setRevokeTokens} />
        )
      }
    >
      {t(`action.${action}.text`, values)}
    </AskFirst>
  );
};
