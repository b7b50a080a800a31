import { Flex } from '@strapi/design-system';

import type { User } from '../../../../../shared/contracts/users';
import { useUpdateUserMutation } from '../../../api/users';
import { EditedForm } from '../../../components/edited-form/EditedForm';
import { useCan } from '../../../components/PermissionsProvider';
import { useFeedback } from '../../../components/use-feedback';
import { nameOf } from '../../../components/user/user-names';
import { useUserProblems } from './use-user-problems';
import { toUserChange, valuesOf } from './user-form-values';
import { UserFacts } from './UserFacts';
import { UserFields } from './UserFields';

/** The tab with the user's details. */
export const DetailsTab = ({ user }: { user: User }) => {
  const { succeeded } = useFeedback();
  const [update] = useUpdateUserMutation();
  return (
    <EditedForm
      id="gatehouse-user"
      record={user}
      user={user}
      valuesOf={valuesOf}
      canEdit={useCan()('users.update')}
      problemsOf={useUserProblems({ isNew: false })}
      save={(values, { initialValues, ifUpdatedAt }) => {
        const body = { ...toUserChange(initialValues, values), ifUpdatedAt: ifUpdatedAt ?? undefined };
        return update({ id: user.id, body });
      }}
      onSaved={(saved) => succeeded('user.saved', { name: nameOf(saved) })}
    >
      {({ disabled }) => (
        <Flex direction="column" alignItems="stretch" gap={6}>
          <UserFacts user={user} />
          <UserFields disabled={disabled} />
        </Flex>
      )}
    </EditedForm>
  );
};
