import { Flex } from '@strapi/design-system';

import type { Contact } from '../../../../../shared/contracts/contact';
import type { User } from '../../../../../shared/contracts/users';
import { useContactQuery, useUpdateContactMutation } from '../../../api/contacts';
import { EditedForm } from '../../../components/edited-form/EditedForm';
import { LoadError } from '../../../components/LoadError';
import { useCan } from '../../../components/PermissionsProvider';
import { Skeleton } from '../../../components/Skeleton';
import { useFeedback } from '../../../components/use-feedback';
import { nameOf } from '../../../components/user/user-names';
import { contactValuesOf, toContactChange } from './contact-values';
import { ContactFields } from './ContactFields';

/** The tab with the user's contact details: address, phone numbers, further e-mail addresses. */
export const ContactTab = ({ user }: { user: User }) => {
  const { data, error, refetch } = useContactQuery(user.id, { refetchOnMountOrArgChange: true });
  if (data) return <LoadedContact user={user} contact={data.data} />;
  return error ? <LoadError error={error} onRetry={refetch} /> : <Skeleton height={40} />;
};

const LoadedContact = ({ user, contact }: { user: User; contact: Contact }) => {
  const { succeeded } = useFeedback();
  const [update] = useUpdateContactMutation();
  return (
    <EditedForm
      id="gatehouse-contact"
      record={contact}
      user={user}
      valuesOf={contactValuesOf}
      canEdit={useCan()('users.update')}
      save={(values, { initialValues, ifUpdatedAt }) =>
        update({ id: user.id, body: { ...toContactChange(initialValues, values), ifUpdatedAt } })
      }
      onSaved={() => succeeded('contact.saved', { name: nameOf(user) })}
    >
      {({ disabled }) => (
        <Flex direction="column" alignItems="stretch" gap={6}>
          <ContactFields disabled={disabled} />
        </Flex>
      )}
    </EditedForm>
  );
};
