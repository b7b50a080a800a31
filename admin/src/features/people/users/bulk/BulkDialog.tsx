import { Field, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { InputRenderer, useField } from '@strapi/strapi/admin';

import { MAX_PAGE_SIZE } from '../../../../../../shared/constants';
import type { BulkResult, Job } from '../../../../../../shared/contracts/bulk';
import type { BulkAction } from '../../../../../../shared/users/actions';
import { useBulkUsersMutation } from '../../../../api/bulk';
import { useRolesQuery } from '../../../../api/roles';
import { FormModal } from '../../../../components/FormModal';
import { useSubmit } from '../../../../components/use-submit';
import { useTranslation } from '../../../../translations/use-translation';
import { nameOf } from '../../../../components/user/user-names';
import { SuspensionEndField } from '../actions/SuspensionEndField';
import { isDangerous } from '../actions/user-actions';
import { BulkForeseen } from './BulkForeseen';
import type { Selection } from './use-selection';

type Values = { reason: string | null; until: string | null; role: string | null };

type Props = {
  action: BulkAction;
  selection: Selection;
  opener: HTMLElement | null;
  onClose: () => void;
  onResults: (results: BulkResult[]) => void;
  onJob: (job: Job) => void;
};

/** How many users are named. */
const NAMED = 3;

/** Says what will happen to whom, asks for what it needs, and starts it. */
export const BulkDialog = ({ action, selection, opener, onClose, onResults, onJob }: Props) => {
  const t = useTranslation();
  const [begin] = useBulkUsersMutation();
  const { count, users } = selection;
  const names = users.slice(0, NAMED).map(nameOf).join(', ');
  const more = count - Math.min(users.length, NAMED);

  const submit = useSubmit({
    required: action === 'assign-role' ? ['role'] : [],
    problemsOf: ({ until }) => ({
      ...(until && new Date(until) <= new Date() && { until: t('action.suspend.past') }),
    }),
    send: ({ reason, until, role }: Values) =>
      begin({
        action,
        ...selection.asked,
        ...(reason && { reason }),
        ...(until && { until }),
        ...(role && { role: Number(role) }),
      }),
    onDone: ({ data }) => {
      onClose();
      if (Array.isArray(data)) onResults(data);
      else onJob(data.job);
    },
  });

  return (
    <FormModal<Values>
      title={t(`bulk.${action}.title`, { count })}
      text={t(`bulk.${action}.text`)}
      submitLabel={t(`bulk.${action}`)}
      isDangerous={isDangerous(action)}
      initialValues={{ reason: null, until: null, role: null }}
      onSubmit={submit}
      opener={opener}
      onClose={onClose}
    >
      <Typography textColor="neutral600">{t('bulk.who', { names, more })}</Typography>
      {action === 'assign-role' ? (
        <RoleChoice />
      ) : (
        <InputRenderer type="string" name="reason" label={t('action.reason')} hint={t('bulk.reason.hint')} />
      )}
      {action === 'suspend' && <SuspensionEndField />}
      <BulkForeseen action={action} asked={selection.asked} />
    </FormModal>
  );
};

const RoleChoice = () => {
  const t = useTranslation();
  const { data } = useRolesQuery({ pageSize: String(MAX_PAGE_SIZE) });
  const { value, error, onChange } = useField<string | null>('role');
  return (
    <Field.Root name="role" error={error} hint={t('bulk.assign-role.hint')} required>
      <Field.Label>{t('field.role')}</Field.Label>
      <SingleSelect
        value={value ?? ''}
        placeholder={t('field.role.choose')}
        onChange={(role) => onChange('role', String(role))}
      >
        {data?.data.map(({ id, name }) => (
          <SingleSelectOption key={id} value={String(id)}>
            {name}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <Field.Error />
      <Field.Hint />
    </Field.Root>
  );
};
