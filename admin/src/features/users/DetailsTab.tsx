import { Flex } from '@strapi/design-system';
import { Blocker, Form } from '@strapi/strapi/admin';

import type { User } from '../../../../shared/contracts/users';
import { useUpdateUserMutation } from '../../api/users';
import { SaveInHeader, withId } from '../../components/HeaderSlot';
import { useCan } from '../../components/PermissionsProvider';
import { useFeedback } from '../../components/use-feedback';
import { useUserForm } from './use-user-form';
import { toUserChange, type UserFormValues, valuesOf } from './user-form-values';
import { nameOf } from './user-names';
import { UserFacts } from './UserFacts';
import { UserFields } from './UserFields';

const FORM = 'gatehouse-user';

/** The tab of what is known of the user. */
export const DetailsTab = ({ user }: { user: User }) => {
  const canEdit = useCan()('users.update');
  const { succeeded } = useFeedback();
  const [update] = useUpdateUserMutation();
  const initialValues = valuesOf(user);

  const submit = useUserForm({
    isNew: false,
    save: async (values, { resetForm }) => {
      const result = await update({ id: user.id, body: toUserChange(initialValues, values) });
      if ('error' in result) return result.error;
      resetForm(valuesOf(result.data.data));
      succeeded('user.saved', { name: nameOf(result.data.data) });
      return undefined;
    },
  });

  return (
    <Form<UserFormValues>
      ref={withId(FORM)}
      method="PUT"
      initialValues={initialValues}
      onSubmit={submit}
      disabled={!canEdit}
    >
      {({ isSubmitting, modified }) => (
        <Flex direction="column" alignItems="stretch" gap={6}>
          <UserFacts user={user} />
          <UserFields disabled={!canEdit || isSubmitting} />
          {canEdit && <SaveInHeader form={FORM} isModified={modified} isSaving={isSubmitting} />}
          <Blocker />
        </Flex>
      )}
    </Form>
  );
};
