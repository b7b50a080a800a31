import { Field, Grid, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';

import { MAX_PAGE_SIZE, type UserType } from '../../../../../shared/constants';
import type { Licence } from '../../../../../shared/contracts/licences';
import { DEFAULT_LICENCES, misfitOf } from '../../../../../shared/licences';
import { useLicencesQuery } from '../../../api/licences';
import { useRolesQuery } from '../../../api/roles';
import { useCan } from '../../../components/PermissionsProvider';
import { useTranslation } from '../../../translations/use-translation';

/** The value of a select cannot be empty. */
const USUAL = 'usual';

/**
 * The user's licence; null for the type's default. Licences that do not fit the other choices are disabled
 * and say why.
 */
export const LicenceField = ({ disabled }: { disabled: boolean }) => {
  const t = useTranslation();
  const can = useCan();
  const canSee = can('licences.read');
  const { data: licences } = useLicencesQuery(undefined, { skip: !canSee });
  const { value = null, initialValue, error, onChange } = useField<string | null>('licence');
  const { value: type = 'panel' } = useField<UserType>('type');
  const whyNot = useWhyNot(type, initialValue ?? null);
  if (!canSee || !licences) return null;
  const usual = licences.data.find(({ code }) => code === DEFAULT_LICENCES[type]);
  const labelOf = (name: string, why: string | null) =>
    why ? t('field.licence.option', { name, why }) : name;
  const choices = [
    ...(usual ? [{ value: USUAL, name: usual.name, why: null }] : []),
    ...licences.data
      .filter(({ id }) => id !== usual?.id)
      .map((licence) => ({ value: String(licence.id), name: licence.name, why: whyNot(licence) })),
  ];
  return (
    <Grid.Item xs={12} m={6} direction="column" alignItems="stretch">
      <Field.Root name="licence" error={error} hint={t('field.licence.hint')}>
        <Field.Label>{t('field.licence')}</Field.Label>
        <SingleSelect
          disabled={disabled || !can('licences.assign')}
          value={value ?? USUAL}
          onChange={(chosen) => onChange('licence', chosen === USUAL ? null : String(chosen))}
        >
          {choices.map((choice) => (
            <SingleSelectOption
              key={choice.value}
              value={choice.value}
              disabled={choice.why !== null && choice.value !== value}
            >
              {labelOf(choice.name, choice.why)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
        <Field.Error />
        <Field.Hint />
      </Field.Root>
    </Grid.Item>
  );
};

/** Why a licence does not fit the form's other choices. Only the server knows whether the user has keys. */
const useWhyNot = (type: UserType, present: string | null) => {
  const t = useTranslation();
  const canSeeRoles = useCan()('roles.read');
  const { data: roles } = useRolesQuery({ pageSize: String(MAX_PAGE_SIZE) }, { skip: !canSeeRoles });
  const { value: chosen = [] } = useField<string[]>('roles');
  const held = (roles?.data ?? []).filter(({ id }) => chosen.includes(String(id)));
  return (licence: Licence): string | null => {
    const misfit = misfitOf(licence, { type, roles: held, hasKeys: false });
    if (misfit?.code === 'LICENCE_NOT_FOR_TYPE') return t('field.licence.no-type');
    if (misfit?.code === 'LICENCE_FORBIDS_ROLE') return t('field.licence.no-role', { role: misfit.role });
    const hasSeat = licence.seats === null || licence.seatsTaken < licence.seats;
    return hasSeat || String(licence.id) === present ? null : t('field.licence.no-seat');
  };
};
