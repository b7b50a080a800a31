import type { ReactNode } from 'react';

import { Field } from '@strapi/design-system';
import { InputRenderer, useField, useForm } from '@strapi/strapi/admin';

import { useCopyAccessMutation } from '../../../../api/users';
import { FormModal } from '../../../../components/FormModal';
import { useCan } from '../../../../components/PermissionsProvider';
import { useFeedback } from '../../../../components/use-feedback';
import { useSubmit } from '../../../../components/use-submit';
import { useTranslation } from '../../../../translations/use-translation';
import { nameOf } from '../../../../components/user/user-names';
import { UserPicker } from '../../../../components/user/UserPicker';
import { CopyForeseen } from './CopyForeseen';
import type { ActionDialogProps } from './user-actions';

type Values = {
  from: string | null;
  roles: boolean;
  roleGroups: boolean;
  accounts: boolean;
  dacGroups: boolean;
};

/** Adds another user's access to what this user has. */
export const CopyAccessDialog = ({ user, opener, onClose, onDone }: ActionDialogProps) => {
  const t = useTranslation();
  const can = useCan();
  const { succeeded } = useFeedback();
  const [copy] = useCopyAccessMutation();
  const name = nameOf(user);
  const parts = [
    { part: 'roles', isOffered: true, hint: undefined },
    { part: 'roleGroups', isOffered: true, hint: undefined },
    {
      part: 'accounts',
      isOffered: can('accounts.assign'),
      hint: t('action.copy-access.accounts.hint', { name }),
    },
    { part: 'dacGroups', isOffered: can('dac-groups.assign'), hint: undefined },
  ] as const;
  const offered = parts.filter(({ isOffered }) => isOffered);
  const isOffered = (part: string) => offered.some((one) => one.part === part);

  const submit = useSubmit({
    required: ['from'],
    send: ({ from, ...wanted }: Values) => copy({ id: user.id, body: { from: Number(from), ...wanted } }),
    onDone: ({ data }) => {
      const added = Object.values(data).flat();
      if (added.length === 0) succeeded('action.copy-access.nothing', { name });
      else succeeded('action.copy-access.done', { name, added: added.join(', ') });
      onClose();
      onDone?.();
    },
  });

  return (
    <FormModal<Values>
      title={t('action.copy-access.title', { name })}
      text={t('action.copy-access.text', { name })}
      submitLabel={t('action.copy-access.submit')}
      initialValues={{
        from: null,
        roles: true,
        roleGroups: true,
        accounts: isOffered('accounts'),
        dacGroups: isOffered('dacGroups'),
      }}
      onSubmit={submit}
      opener={opener}
      onClose={onClose}
    >
      <SourceField />
      {offered.map(({ part, hint }) => (
        <InputRenderer
          key={part}
          type="checkbox"
          name={part}
          label={t(`action.copy-access.${part}`)}
          hint={hint}
        />
      ))}
      <WithValues>{(wanted) => <CopyForeseen id={user.id} name={name} wanted={wanted} />}</WithValues>
    </FormModal>
  );
};

const WithValues = ({ children }: { children: (values: Values) => ReactNode }) =>
  children(useForm('CopyAccessDialog', ({ values }) => values) as Values);

const SourceField = () => {
  const t = useTranslation();
  const { value, error, onChange } = useField<string | null>('from');
  return (
    <Field.Root name="from" error={error} required>
      <Field.Label>{t('action.copy-access.from')}</Field.Label>
      <UserPicker value={value ?? null} onChange={(id) => onChange('from', id)} />
      <Field.Error />
    </Field.Root>
  );
};
