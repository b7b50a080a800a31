import { useState } from 'react';

import { type FormHelpers, InputRenderer } from '@strapi/strapi/admin';

import type { NewMembership } from '../../../../../shared/contracts/accounts';
import { MAX_INVITED_AT_ONCE } from '../../../../../shared/contracts/users';
import { useInviteUsersMutation } from '../../../api/users';
import { FormModal } from '../../../components/FormModal';
import { useRefusal } from '../../../components/use-refusal';
import { useTranslation } from '../../../translations/use-translation';
import { AccountsField } from './AccountsField';
import { LicenceField } from './LicenceField';
import { RoleGroupsField } from './RoleGroupsField';
import { RolesField } from './ChoiceFields';
import { recipientsIn } from './addresses-in';
import { InviteOutcome, type Invited } from './InviteOutcome';

type Values = {
  emails: string | null;
  type: 'panel';
  roles: string[];
  licence: string | null;
  roleGroups: string[];
  accounts: NewMembership[];
};
/** How many invalid addresses are named, and how many characters of each. */
const NAMED = 10;
const MAX_SHOWN = 80;
const shortened = (text: string) => (text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text);

type Props = { opener: HTMLElement | null; onClose: () => void };

/** Invites several new users at once, each by a mailed link to choose a password. */
export const InviteDialog = ({ opener, onClose }: Props) => {
  const t = useTranslation();
  const showRefusal = useRefusal();
  const [invite] = useInviteUsersMutation();
  const [results, setResults] = useState<Invited[] | null>(null);

  const noAddresses = (wrong: string[]) =>
    t('invite.no-address', {
      count: wrong.length,
      names: wrong.slice(0, NAMED).map(shortened).join(', '),
      more: Math.max(0, wrong.length - NAMED),
    });

  const submit = async (values: Values, helpers: FormHelpers<Values>) => {
    const { addresses: emails, wrong } = recipientsIn(values.emails ?? '');
    const problems = {
      ...(emails.length === 0 && { emails: t('field.required') }),
      ...(wrong.length > 0 && { emails: noAddresses(wrong) }),
      ...(emails.length > MAX_INVITED_AT_ONCE && {
        emails: t('invite.too-many', { max: MAX_INVITED_AT_ONCE }),
      }),
      ...(values.roles.length + values.roleGroups.length === 0 && { roles: t('field.no-role') }),
    };
    if (Object.keys(problems).length > 0) return helpers.setErrors(problems);
    const result = await invite({
      emails,
      roles: values.roles.map(Number),
      ...(values.licence && { licence: Number(values.licence) }),
      ...(values.roleGroups.length > 0 && { roleGroups: values.roleGroups.map(Number) }),
      ...(values.accounts.length > 0 && { accounts: values.accounts }),
    });
    if (!('error' in result)) return setResults(result.data.data);
    return showRefusal(result.error, values, {
      setErrors: ({ emails: problem, ...errors }) =>
        // The server names the invalid address by its position; one field holds them all.
        helpers.setErrors({
          ...errors,
          ...(problem && {
            emails: noAddresses(Object.keys(problem).map((place) => emails[Number(place)] ?? '')),
          }),
        } as never),
    });
  };

  if (results) return <InviteOutcome results={results} opener={opener} onClose={onClose} />;
  return (
    <FormModal<Values>
      title={t('invite')}
      text={t('invite.text')}
      submitLabel={t('invite.send')}
      initialValues={{ emails: '', type: 'panel', roles: [], roleGroups: [], licence: null, accounts: [] }}
      onSubmit={submit}
      opener={opener}
      onClose={onClose}
    >
      <InputRenderer
        type="text"
        name="emails"
        required
        label={t('invite.emails')}
        hint={t('invite.emails.hint', { max: MAX_INVITED_AT_ONCE })}
      />
      <RolesField disabled={false} />
      <RoleGroupsField disabled={false} />
      <LicenceField disabled={false} />
      <AccountsField disabled={false} />
    </FormModal>
  );
};
