import { useMemo } from 'react';

import { Combobox, ComboboxOption, Field, Grid, MultiSelect, MultiSelectOption } from '@strapi/design-system';
import { InputRenderer, useField } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';

import { MAX_PAGE_SIZE } from '../../../../shared/constants';
import { useRolesQuery } from '../../api/roles';
import { useCan } from '../../components/PermissionsProvider';
import { useTranslation } from '../../translations/use-translation';
import { LOCALES, localeName } from './locales';
import type { UserFormValues } from './user-form-values';

type Props = { disabled: boolean };
type Choice = { value: string; label: string };

const half = { xs: 12, m: 6, direction: 'column', alignItems: 'stretch' } as const;

/** Panel or API-only. An end user stays one. */
export const TypeField = ({ disabled }: Props) => {
  const t = useTranslation();
  const { value } = useField<UserFormValues['type']>('type');
  const isEndUser = value === 'end-user';
  const types = isEndUser ? (['end-user'] as const) : (['panel', 'api-only'] as const);
  return (
    <Grid.Item {...half}>
      <InputRenderer
        type="enumeration"
        name="type"
        required
        disabled={disabled || isEndUser}
        label={t('field.type')}
        hint={t('field.type.hint')}
        options={types.map((type) => ({ value: type, label: t(`type.${type}`) }))}
      />
    </Grid.Item>
  );
};

export const RolesField = ({ disabled }: Props) => {
  const t = useTranslation();
  const can = useCan();
  const canSee = can('roles.read');
  const { data: roles } = useRolesQuery({ pageSize: String(MAX_PAGE_SIZE) }, { skip: !canSee });
  const { value, error, onChange } = useField<string[]>('roles');
  const { value: type } = useField<UserFormValues['type']>('type');
  const namesOf = (ids: string[]) =>
    ids.map((id) => roles?.data.find((role) => String(role.id) === id)?.name ?? id);
  return (
    <Grid.Item {...half}>
      <Field.Root
        name="roles"
        error={error}
        hint={t(canSee ? 'field.roles.hint' : 'field.roles.hidden')}
        required={type === 'panel'}
      >
        <Field.Label>{t('field.roles')}</Field.Label>
        <MultiSelect
          // Not as tags: the design system gives their buttons no name.
          customizeContent={(ids = []) => namesOf(ids).join(', ')}
          disabled={disabled || !canSee}
          placeholder={t('field.roles.choose')}
          value={roles ? (value ?? []) : []}
          onChange={(ids) => onChange('roles', ids)}
          onClear={() => onChange('roles', [])}
        >
          {roles?.data.map(({ id, name }) => (
            <MultiSelectOption key={id} value={String(id)}>
              {name}
            </MultiSelectOption>
          ))}
        </MultiSelect>
        <Field.Error />
        <Field.Hint />
      </Field.Root>
    </Grid.Item>
  );
};

export const TimeZoneField = (props: Props) => {
  const zones = useMemo(
    () => Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone })),
    [],
  );
  return <ChoiceField {...props} name="timeZone" choices={zones} />;
};

export const LocaleField = (props: Props) => {
  const { locale } = useIntl();
  const locales = useMemo(
    () =>
      LOCALES.map((tag) => ({ value: tag, label: localeName(tag, locale) })).sort((one, other) =>
        one.label.localeCompare(other.label, locale),
      ),
    [locale],
  );
  return <ChoiceField {...props} name="locale" choices={locales} />;
};

/** One of many: typing narrows them down. A value that is not among them stays as it is. */
const ChoiceField = ({
  name,
  choices,
  disabled,
}: Props & { name: 'timeZone' | 'locale'; choices: Choice[] }) => {
  const t = useTranslation();
  const { value, error, onChange } = useField<string | null>(name);
  const isForeign = value != null && !choices.some((choice) => choice.value === value);
  return (
    <Grid.Item {...half}>
      <Field.Root name={name} error={error} hint={t(`field.${name}.hint`)}>
        <Field.Label>{t(`field.${name}`)}</Field.Label>
        <Combobox
          disabled={disabled}
          autocomplete={{ type: 'list', filter: 'contains' }}
          value={value ?? ''}
          clearLabel={t('clear')}
          placeholder={t(`field.${name}.choose`)}
          noOptionsMessage={() => t('field.none.match')}
          onChange={(chosen) => onChange(name, chosen || null)}
          onClear={() => onChange(name, null)}
        >
          {[...(isForeign ? [{ value, label: value }] : []), ...choices].map((choice) => (
            <ComboboxOption key={choice.value} value={choice.value}>
              {choice.label}
            </ComboboxOption>
          ))}
        </Combobox>
        <Field.Error />
        <Field.Hint />
      </Field.Root>
    </Grid.Item>
  );
};
