import { useMemo } from 'react';

import { Combobox, ComboboxOption, Field, Grid } from '@strapi/design-system';
import { InputRenderer, useField } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';

import { AUTH_TYPES, MAX_PAGE_SIZE } from '../../../../../shared/constants';
import { useRolesQuery } from '../../../api/roles';
import { useCan } from '../../../components/PermissionsProvider';
import { SeveralField } from '../../../components/SeveralField';
import { useTranslation } from '../../../translations/use-translation';
import { LOCALES, localeName } from './locales';
import type { UserFormValues } from './user-form-values';

type Props = { disabled: boolean };
/** Without a hint where the form says what they are for. */
type ChoiceProps = Props & { hasHint?: boolean };
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

/** What an API-only user is given to come in with. */
export const AuthTypeField = ({ disabled }: Props) => {
  const t = useTranslation();
  const { value: type } = useField<UserFormValues['type']>('type');
  if (type !== 'api-only') return null;
  return (
    <Grid.Item {...half}>
      <InputRenderer
        type="enumeration"
        name="authType"
        required
        disabled={disabled}
        label={t('field.authType')}
        hint={t('field.authType.hint')}
        options={AUTH_TYPES.map((value) => ({ value, label: t(`authType.${value}`) }))}
      />
    </Grid.Item>
  );
};

export const RolesField = ({ disabled }: Props) => {
  const t = useTranslation();
  const canSee = useCan()('roles.read');
  const { data: roles } = useRolesQuery({ pageSize: String(MAX_PAGE_SIZE) }, { skip: !canSee });
  const { value: type } = useField<UserFormValues['type']>('type');
  const { value: groups = [] } = useField<string[]>('roleGroups');
  return (
    <Grid.Item {...half}>
      <SeveralField
        name="roles"
        label={t('field.roles')}
        hint={t(canSee ? 'field.roles.hint' : 'field.roles.hidden')}
        placeholder={t('field.roles.choose')}
        choices={roles?.data}
        required={type === 'panel' && groups.length === 0}
        disabled={disabled || !canSee}
      />
    </Grid.Item>
  );
};

export const TimeZoneField = (props: ChoiceProps) => {
  const zones = useMemo(
    () => Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone })),
    [],
  );
  return <ChoiceField {...props} name="timeZone" choices={zones} />;
};

export const LocaleField = (props: ChoiceProps) => {
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
  hasHint = true,
}: ChoiceProps & { name: 'timeZone' | 'locale'; choices: Choice[] }) => {
  const t = useTranslation();
  const { value, initialValue, error, onChange } = useField<string | null>(name);
  const labelOf = (chosen: string) => choices.find((choice) => choice.value === chosen)?.label ?? chosen;
  const isForeign = value != null && !choices.some((choice) => choice.value === value);
  return (
    <Grid.Item {...half}>
      <Field.Root name={name} error={error} hint={hasHint && t(`field.${name}.hint`)}>
        <Field.Label>{t(`field.${name}`)}</Field.Label>
        <Combobox
          // It shows no text of a value it is given later, or before its options are there (design system 2.2).
          key={initialValue}
          defaultTextValue={value ? labelOf(value) : undefined}
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
