import { Button } from '@strapi/design-system';
import { Check } from '@strapi/icons';
import { BackButton, Blocker, Form, type FormHelpers, Layouts, Page } from '@strapi/strapi/admin';
import { useNavigate } from 'react-router-dom';

import { useCreateUserMutation } from '../../../api/users';
import { useCan } from '../../../components/PermissionsProvider';
import { useFeedback } from '../../../components/use-feedback';
import { useRefusal } from '../../../components/use-refusal';
import { sectionPath, userPath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';
import { useUserProblems } from './use-user-problems';
import { EMPTY_USER, toNewUser, type UserFormValues } from './user-form-values';
import { useMailFeedback } from './use-mail-feedback';
import { nameOf } from '../../../components/user/user-names';
import { UserFields } from './UserFields';

/** Adds a user, and then opens the user's page. */
export const AddUserPage = () => {
  const t = useTranslation();
  const can = useCan();
  const navigate = useNavigate();
  const { succeeded } = useFeedback();
  const showRefusal = useRefusal();
  const problemsOf = useUserProblems({ isNew: true });
  const hasLeft = useMailFeedback();
  const [create] = useCreateUserMutation();

  const submit = async (values: UserFormValues, helpers: FormHelpers<UserFormValues>) => {
    const problems = problemsOf(values);
    if (Object.keys(problems).length > 0) return helpers.setErrors(problems);
    const result = await create(toNewUser(values));
    if ('error' in result) return showRefusal(result.error, values, helpers);
    const { data: user, meta } = result.data;
    hasLeft(meta.mail, user.email);
    succeeded('users.added', { name: nameOf(user) });
    navigate(can('users.read') ? userPath(user.id) : sectionPath('users'), { replace: true });
  };

  return (
    <Page.Main>
      <Page.Title>{t('users.add')}</Page.Title>
      <Form<UserFormValues> method="POST" initialValues={EMPTY_USER} onSubmit={submit}>
        {({ isSubmitting }) => (
          <>
            <Layouts.Header
              title={t('users.add')}
              subtitle={t('users.add.text')}
              navigationAction={<BackButton fallback={sectionPath('users')} />}
              primaryAction={
                <Button type="submit" startIcon={<Check />} loading={isSubmitting}>
                  {t('save')}
                </Button>
              }
            />
            <Layouts.Content>
              <UserFields isNew disabled={isSubmitting} />
            </Layouts.Content>
            <Blocker />
          </>
        )}
      </Form>
    </Page.Main>
  );
};
