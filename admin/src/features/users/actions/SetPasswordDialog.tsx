import { Flex, Typography } from '@strapi/design-system';
import { CheckCircle, CheckCircleEmpty } from '@strapi/icons';
import { type FormHelpers, InputRenderer, useField } from '@strapi/strapi/admin';

import { FormModal } from '../../../components/FormModal';
import { useRefusal } from '../../../components/use-refusal';
import { useTranslation } from '../../../translations/use-translation';
import { nameOf } from '../user-names';
import { isAcceptable, PASSWORD_RULES } from './password-rules';
import { useUserAction } from './use-user-action';
import type { ActionDialogProps } from './UserActionDialog';

type Values = { password: string | null; again: string | null };

/** A new password, typed twice. */
export const SetPasswordDialog = ({ user, opener, onClose, onDone }: ActionDialogProps) => {
  const t = useTranslation();
  const showRefusal = useRefusal();
  const { run } = useUserAction(user);
  const name = nameOf(user);

  const submit = async (values: Values, helpers: FormHelpers<Values>) => {
    const { password, again } = values;
    if (!password || !isAcceptable(password))
      return helpers.setErrors({ password: t('password.unacceptable') });
    if (password !== again) return helpers.setErrors({ again: t('password.different') });
    const error = await run({ id: user.id, action: 'set-password', body: { password } });
    if (error) return showRefusal(error, values, helpers);
    onClose();
    onDone?.();
  };

  return (
    <FormModal<Values>
      title={t('action.set-password.title', { name })}
      text={t('action.set-password.text', { name })}
      submitLabel={t('action.set-password')}
      initialValues={{ password: '', again: '' }}
      onSubmit={submit}
      opener={opener}
      onClose={onClose}
    >
      <InputRenderer
        type="password"
        name="password"
        label={t('password.new')}
        autoComplete="new-password"
        required
      />
      <Criteria />
      <InputRenderer
        type="password"
        name="again"
        label={t('password.again')}
        autoComplete="new-password"
        required
      />
    </FormModal>
  );
};

/** The rules, ticked off while one types. */
const Criteria = () => {
  const t = useTranslation();
  const password = useField<string | null>('password').value ?? '';
  return (
    <Flex tag="ul" direction="column" alignItems="flex-start" gap={1} aria-label={t('password.rules')}>
      {PASSWORD_RULES.map(({ rule, holds }) => {
        const isMet = password !== '' && holds(password);
        const Icon = isMet ? CheckCircle : CheckCircleEmpty;
        return (
          <Flex key={rule} tag="li" gap={2}>
            <Icon
              aria-label={t(isMet ? 'password.met' : 'password.unmet')}
              fill={isMet ? 'success600' : 'neutral500'}
            />
            <Typography variant="pi" textColor={isMet ? 'success600' : 'neutral600'}>
              {t(`password.rule.${rule}`)}
            </Typography>
          </Flex>
        );
      })}
    </Flex>
  );
};
