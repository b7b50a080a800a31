import { InputRenderer } from '@strapi/strapi/admin';

import { usePasswordRulesQuery } from '../../../../api/users';
import { FormModal } from '../../../../components/FormModal';
import { LoadError } from '../../../../components/LoadError';
import {
  newPasswordProblems,
  type NewPasswordValues,
  NO_PASSWORD,
} from '../../../../components/new-password';
import { NewPasswordFields } from '../../../../components/NewPasswordFields';
import { useSubmit } from '../../../../components/use-submit';
import { useTranslation } from '../../../../translations/use-translation';
import { nameOf } from '../../../../components/user/user-names';
import { useUserAction } from './use-user-action';
import type { ActionDialogProps } from './user-actions';

type Values = NewPasswordValues & { forceChange: boolean; revokeTokens: boolean };

/** A new password, which the user may have to change at the next sign-in. */
export const SetPasswordDialog = ({ user, opener, onClose, onDone }: ActionDialogProps) => {
  const t = useTranslation();
  const { run } = useUserAction(user);
  const { data, error, refetch } = usePasswordRulesQuery(user.id, { refetchOnMountOrArgChange: true });
  const rules = data?.data;
  const name = nameOf(user);

  const submit = useSubmit({
    problemsOf: (values) => newPasswordProblems(values, rules, t),
    send: async ({ password, forceChange, revokeTokens }: Values) => {
      const body = { password: password ?? '', forceChange, revokeTokens };
      return { error: await run({ id: user.id, action: 'set-password', body }) };
    },
    onDone: () => {
      onClose();
      onDone?.();
    },
  });

  return (
    <FormModal<Values>
      title={t('action.set-password.title', { name })}
      text={t('action.set-password.text', { name })}
      submitLabel={t('action.set-password')}
      initialValues={{ ...NO_PASSWORD, forceChange: false, revokeTokens: false }}
      onSubmit={submit}
      opener={opener}
      onClose={onClose}
    >
      <NewPasswordFields rules={rules} />
      {error && <LoadError error={error} onRetry={refetch} />}
      <InputRenderer type="checkbox" name="forceChange" label={t('action.set-password.force')} />
      <InputRenderer type="checkbox" name="revokeTokens" label={t('action.revoke-tokens', { name })} />
    </FormModal>
  );
};
