import { useState } from 'react';

import { InputRenderer } from '@strapi/strapi/admin';

import { useAutoResetPasswordMutation } from '../../../../api/users';
import { FormModal } from '../../../../components/FormModal';
import { SecretShown } from '../../../../components/SecretShown';
import { useFeedback } from '../../../../components/use-feedback';
import { useSubmit } from '../../../../components/use-submit';
import { useTranslation } from '../../../../translations/use-translation';
import { useMailFeedback } from '../use-mail-feedback';
import { nameOf } from '../../../../components/user/user-names';
import type { ActionDialogProps } from './user-actions';

type Values = { mail: boolean; revokeTokens: boolean };

/** A random password, mailed to the user or shown once. */
export const AutoResetDialog = ({ user, opener, onClose, onDone }: ActionDialogProps) => {
  const t = useTranslation();
  const { succeeded } = useFeedback();
  const hasLeft = useMailFeedback();
  const [reset] = useAutoResetPasswordMutation();
  const [password, setPassword] = useState<string | null>(null);
  const named = { name: nameOf(user), email: user.email };

  const submit = useSubmit({
    send: (body: Values) => reset({ id: user.id, body }),
    onDone: ({ data, meta }) => {
      if (data.password !== null) return setPassword(data.password);
      if (hasLeft(meta.mail, user.email)) succeeded('action.auto-reset-password.mailed', named);
      onClose();
      onDone?.();
    },
  });

  if (password !== null)
    return (
      <SecretShown
        title={t('action.auto-reset-password.done', named)}
        of="password"
        secret={password}
        opener={opener}
        onClose={() => {
          onClose();
          onDone?.();
        }}
      />
    );
  return (
    <FormModal<Values>
      title={t('action.auto-reset-password.title', named)}
      text={t('action.auto-reset-password.text', named)}
      submitLabel={t('action.auto-reset-password.confirm')}
      initialValues={{ mail: false, revokeTokens: false }}
      onSubmit={submit}
      opener={opener}
      onClose={onClose}
    >
      <InputRenderer
        type="checkbox"
        name="mail"
        label={t('action.auto-reset-password.mail', named)}
        hint={t('action.auto-reset-password.mail.hint')}
      />
      <InputRenderer type="checkbox" name="revokeTokens" label={t('action.revoke-tokens', named)} />
    </FormModal>
  );
};
