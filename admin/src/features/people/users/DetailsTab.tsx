import { Flex } from '@strapi/design-system';
import { Blocker, Form } from '@strapi/strapi/admin';

import type { User } from '../../../../../shared/contracts/users';
import { refusalOf } from '../../../api/refusal';
import { useUpdateUserMutation } from '../../../api/users';
import { Follow } from '../../../components/Follow';
import { SaveInHeader, withId } from '../../../components/HeaderSlot';
import { useCan } from '../../../components/PermissionsProvider';
import { useEdited } from '../../../components/use-edited';
import { useFeedback } from '../../../components/use-feedback';
import { ConflictDialog } from '../../../components/edited-form/ConflictDialog';
import { useUserForm } from './use-user-form';
import { toUserChange, type UserFormValues, valuesOf } from './user-form-values';
import { nameOf } from '../../../components/user/user-names';
import { UserFacts } from './UserFacts';
import { UserFields } from './UserFields';

const FORM = 'gatehouse-user';

/** The tab of what is known of the user. */
export const DetailsTab = ({ user }: { user: User }) => {
  const canEdit = useCan()('users.update');
  const { succeeded } = useFeedback();
  const [update] = useUpdateUserMutation();
  const edited = useEdited(user, valuesOf);

  const submit = useUserForm({
    isNew: false,
    save: async (values, { resetForm }) => {
      const body = {
        ...toUserChange(edited.initialValues, values),
        ifUpdatedAt: edited.ifUpdatedAt ?? undefined,
      };
      const result = await update({ id: user.id, body });
      if ('error' in result) {
        if (refusalOf(result.error).code !== 'CHANGED_MEANWHILE') return result.error;
        edited.refuse();
        return undefined;
      }
      resetForm(valuesOf(result.data.data));
      edited.startFrom(result.data.data);
      succeeded('user.saved', { name: nameOf(result.data.data) });
      return undefined;
    },
  });

  return (
    <Form<UserFormValues>
      ref={withId(FORM)}
      method="PUT"
      initialValues={edited.initialValues}
      onSubmit={submit}
      disabled={!canEdit}
    >
      {({ isSubmitting, modified, resetForm }) => (
        <Flex direction="column" alignItems="stretch" gap={6}>
          <UserFacts user={user} />
          <UserFields disabled={!canEdit || isSubmitting} />
          {canEdit && <SaveInHeader form={FORM} isModified={modified} isSaving={isSubmitting} />}
          <Blocker />
          <Follow isBehind={edited.isOutdated && !modified} follow={() => edited.startFrom(user)} />
          {edited.isInConflict && (
            <ConflictDialog
              user={user}
              changes={edited.theirs}
              onLoad={() => {
                resetForm(valuesOf(user));
                edited.startFrom(user);
              }}
              onKeep={edited.keepEditing}
            />
          )}
        </Flex>
      )}
    </Form>
  );
};
