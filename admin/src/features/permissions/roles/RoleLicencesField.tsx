import { Field, MultiSelect, MultiSelectOption } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';

import { useLicencesQuery } from '../../../api/licences';
import { useCan } from '../../../components/PermissionsProvider';
import { useTranslation } from '../../../translations/use-translation';

/** The licences that the role is limited to. */
export const RoleLicencesField = ({ disabled }: { disabled: boolean }) => {
  const t = useTranslation();
  const can = useCan();
  const canChoose = can('licences.read') && can('licences.manage');
  const { data: licences } = useLicencesQuery(undefined, { skip: !can('licences.read') });
  const { value = [], error, onChange } = useField<number[]>('licences');
  const set = (ids: string[]) =>
    onChange(
      'licences',
      ids.map(Number).sort((one, other) => one - other),
    );
  const nameOf = (id: string) => licences?.data.find((licence) => String(licence.id) === id)?.name ?? id;
  return (
    <Field.Root
      name="licences"
      error={error}
      hint={t(canChoose ? 'role.licences.hint' : 'role.licences.hidden')}
    >
      <Field.Label>{t('role.licences')}</Field.Label>
      <MultiSelect
        // Not as tags: the design system gives their buttons no accessible name.
        customizeContent={(ids = []) => ids.map(nameOf).join(', ')}
        disabled={disabled || !canChoose}
        placeholder={t('role.licences.choose')}
        value={value.map(String)}
        onChange={set}
        onClear={() => set([])}
      >
        {(licences?.data ?? []).map(({ id, name }) => (
          <MultiSelectOption key={id} value={String(id)}>
            {name}
          </MultiSelectOption>
        ))}
      </MultiSelect>
      <Field.Error />
      <Field.Hint />
    </Field.Root>
  );
};
