import { Button, Flex, Grid, Typography } from '@strapi/design-system';
import { Form, type FormHelpers } from '@strapi/strapi/admin';

import type { Me } from '../../../../../shared/contracts/me';
import { useChangeMyPasswordMutation } from '../../../api/me';
import { Card } from '../../../components/Card';
import { CurrentPasswordField } from '../../../components/CurrentPasswordField';
import { LocalTime } from '../../../components/LocalTime';
import { newPasswordProblems, type NewPasswordValues, NO_PASSWORD } from '../../../components/new-password';
import { NewPasswordFields } from '../../../components/NewPasswordFields';
import { useFeedback } from '../../../components/use-feedback';
import { useRefusal } from '../../../components/use-refusal';
import { useTranslation } from '../../../translations/use-translation';

type Values = NewPasswordValues & { currentPassword: string | null };
const NOTHING: Values = { ...NO_PASSWORD, currentPassword: '' };

/** A new password, for users who know the current one. */
export const ChangePassword = ({ me }: { me: Me }) => {
  const t = useTranslation();
  const { succeeded } = useFeedback();
  const showRefusal = useRefusal();
  const [change] = useChangeMyPasswordMutation();

  const submit = async (values: Values, helpers: FormHelpers<Values>) => {
    const { currentPassword, password } = values;
    const problems = {
      ...newPasswordProblems(values, me.passwordRules, t),
      ...(!currentPassword && { currentPassword: t('field.required') }),
    };
    if (!currentPassword || Object.keys(problems).length > 0) return helpers.setErrors(problems);
    const result = await change({ currentPassword, password: password ?? '' });
    if ('error' in result) return showRefusal(result.error, values, helpers);
    helpers.resetForm(NOTHING);
    succeeded('me.password.changed');
  };

  return (
    <Card title={t('me.password')} text={t('me.password.text')}>
      {me.passwordChangedAt && (
        <Flex gap={1}>
          <Typography textColor="neutral600">{t('me.password.since')}</Typography>
          <LocalTime value={me.passwordChangedAt} textColor="neutral600" />
        </Flex>
      )}
      <Form<Values> method="POST" initialValues={NOTHING} onSubmit={submit}>
        {({ isSubmitting, modified }) => (
          <Grid.Root gap={5}>
            <Grid.Item xs={12} m={6} direction="column" alignItems="stretch" gap={5}>
              {/* Tells password managers whose password this is. */}
              <input type="text" autoComplete="username" value={me.email} readOnly hidden />
              <CurrentPasswordField />
              <NewPasswordFields rules={me.passwordRules} />
              <Flex>
                <Button type="submit" disabled={!modified} loading={isSubmitting}>
                  {t('me.password.change')}
                </Button>
              </Flex>
            </Grid.Item>
          </Grid.Root>
        )}
      </Form>
    </Card>
  );
};
