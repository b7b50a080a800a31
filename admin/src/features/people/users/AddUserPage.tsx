import { useState } from 'react';

import { Button } from '@strapi/design-system';
import { Check } from '@strapi/icons';
import { BackButton, Blocker, Form, type FormHelpers, Layouts, Page } from '@strapi/strapi/admin';
import { useNavigate, useSearchParams } from 'react-router-dom';

import type { User } from '../../../../../shared/contracts/users';
import { useCreateUserMutation } from '../../../api/users';
import { useCan } from '../../../components/PermissionsProvider';
import { useFeedback } from '../../../components/use-feedback';
import { useRefusal } from '../../../components/use-refusal';
import { sectionPath, userPath } from '../../../paths';
import { newCredentialPath } from '../../../paths-of-users';
import { useTranslation } from '../../../translations/use-translation';
import { useUserProblems } from './use-user-problems';
import { EMPTY_USER, NEW_TYPES, toNewUser, type UserFormValues } from './user-form-values';
import { useMailFeedback } from './use-mail-feedback';
import { nameOf } from '../../../components/user/user-names';
import { UserFields } from './UserFields';
import { WhatHappens } from './WhatHappens';

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
  const [query] = useSearchParams();
  const [initialValues] = useState<UserFormValues>(() => ({
    ...EMPTY_USER,
    type: NEW_TYPES.find((type) => type === query.get('type')) ?? 'panel',
  }));

  const submit = async (values: UserFormValues, helpers: FormHelpers<UserFormValues>) => {
    const problems = problemsOf(values);
    if (Object.keys(problems).length > 0) return helpers.setErrors(problems);
    const result = await create(toNewUser(values));
    if ('error' in result) return showRefusal(result.error, values, helpers);
    const { data: user, meta } = result.data;
    hasLeft(meta.mail, user.email);
    succeeded('users.added', { name: nameOf(user) });
    navigate(nextPath(user), { replace: true });
  };

  /** An API-only user is of no use without a key. */
  const nextPath = ({ id, type }: User) => {
    if (!can('users.read')) return sectionPath('users');
    const isKeyNext = type === 'api-only' && can('api-keys.read') && can('api-keys.create');
    return isKeyNext ? newCredentialPath(id) : userPath(id);
  };

  return (
    <Page.Main>
      <Page.Title>{t('users.add')}</Page.Title>
      <Form<UserFormValues> method="POST" initialValues={initialValues} onSubmit={submit}>
        {({ isSubmitting }) => (
          <>
            <Layouts.Header
              title={t('users.add')}
              subtitle={<WhatHappens />}
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
