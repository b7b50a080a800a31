import { Flex } from '@strapi/design-system';
import { Blocker, Form, type FormHelpers } from '@strapi/strapi/admin';

import type { Contact } from '../../../../../shared/contracts/contact';
import type { User } from '../../../../../shared/contracts/users';
import { useContactQuery, useUpdateContactMutation } from '../../../api/contacts';
import { refusalOf } from '../../../api/refusal';
import { Follow } from '../../../components/Follow';
import { SaveInHeader, withId } from '../../../components/HeaderSlot';
import { LoadError } from '../../../components/LoadError';
import { useCan } from '../../../components/PermissionsProvider';
import { Skeleton } from '../../../components/Skeleton';
import { useEdited } from '../../../components/use-edited';
import { useFeedback } from '../../../components/use-feedback';
import { useRefusal } from '../../../components/use-refusal';
import { ConflictDialog } from '../../../components/edited-form/ConflictDialog';
import { nameOf } from '../../../components/user/user-names';
import { contactValuesOf, type ContactValues, toContactChange } from './contact-values';
import { ContactFields } from './ContactFields';

const FORM = 'gatehouse-contact';

/** The tab of how the user is reached: address, phone numbers, further e-mail addresses. */
export const ContactTab = ({ user }: { user: User }) => {
  const { data, error, refetch } = useContactQuery(user.id, { refetchOnMountOrArgChange: true });
  if (data) return <LoadedContact user={user} contact={data.data} />;
  return error ? <LoadError error={error} onRetry={refetch} /> : <Skeleton height={40} />;
};

const LoadedContact = ({ user, contact }: { user: User; contact: Contact }) => {
  const canEdit = useCan()('users.update');
  const { succeeded } = useFeedback();
  const showRefusal = useRefusal();
  const [update] = useUpdateContactMutation();
  const edited = useEdited(contact, contactValuesOf);

  const submit = async (values: ContactValues, helpers: FormHelpers<ContactValues>) => {
    const body = { ...toContactChange(edited.initialValues, values), ifUpdatedAt: edited.ifUpdatedAt };
    const result = await update({ id: user.id, body });
    if ('error' in result) {
      if (refusalOf(result.error).code === 'CHANGED_MEANWHILE') return edited.refuse();
      return showRefusal(result.error, values, helpers);
    }
    helpers.resetForm(contactValuesOf(result.data.data));
    edited.startFrom(result.data.data);
    succeeded('contact.saved', { name: nameOf(user) });
  };

  return (
    <Form<ContactValues>
      ref={withId(FORM)}
      method="PUT"
      initialValues={edited.initialValues}
      onSubmit={submit}
      disabled={!canEdit}
    >
      {({ isSubmitting, modified, resetForm }) => (
        <Flex direction="column" alignItems="stretch" gap={6}>
          <ContactFields disabled={!canEdit || isSubmitting} />
          {canEdit && <SaveInHeader form={FORM} isModified={modified} isSaving={isSubmitting} />}
          <Blocker />
          <Follow isBehind={edited.isOutdated && !modified} follow={() => edited.startFrom(contact)} />
          {edited.isInConflict && (
            <ConflictDialog
              user={user}
              changes={edited.theirs}
              onLoad={() => {
                resetForm(contactValuesOf(contact));
                edited.startFrom(contact);
              }}
              onKeep={edited.keepEditing}
            />
          )}
        </Flex>
      )}
    </Form>
  );
};
