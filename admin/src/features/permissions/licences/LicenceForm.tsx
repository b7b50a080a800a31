import { type FormHelpers, InputRenderer } from '@strapi/strapi/admin';

import type { UserType } from '../../../../../shared/constants';
import { type Licence, MAX_SEATS } from '../../../../../shared/contracts/licences';
import { useCreateLicenceMutation, useUpdateLicenceMutation } from '../../../api/licences';
import { FormModal } from '../../../components/FormModal';
import { useFeedback } from '../../../components/use-feedback';
import { useRefusal } from '../../../components/use-refusal';
import { UserTypesField } from '../../../components/UserTypesField';
import { useTranslation } from '../../../translations/use-translation';

/** `features`: whether it allows API keys, the one feature there is. */
type Values = {
  code: string;
  name: string;
  seats: number | null;
  features: boolean;
  userTypes: UserType[];
  namedRolesOnly: boolean;
};
type Props = { licence: Licence | null; opener: HTMLElement | null; onClose: () => void };

const valuesOf = ({ code, name, seats, features, userTypes, namedRolesOnly }: Licence): Values => ({
  code,
  name,
  seats,
  features: features.includes('api-keys'),
  userTypes,
  namedRolesOnly,
});
const NEW: Values = {
  code: '',
  name: '',
  seats: null,
  features: false,
  userTypes: ['panel'],
  namedRolesOnly: false,
};

/** A new licence, or the limits of one that is there. */
export const LicenceForm = ({ licence, opener, onClose }: Props) => {
  const t = useTranslation();
  const { succeeded } = useFeedback();
  const showRefusal = useRefusal();
  const [create] = useCreateLicenceMutation();
  const [update] = useUpdateLicenceMutation();

  const submit = async (values: Values, helpers: FormHelpers<Values>) => {
    const code = values.code.trim();
    const name = values.name.trim();
    const { seats } = values;
    const isOutOfRange = seats !== null && !(Number.isInteger(seats) && seats >= 1 && seats <= MAX_SEATS);
    const problems = {
      ...(!code && { code: t('field.required') }),
      ...(!name && { name: t('field.required') }),
      ...(isOutOfRange && { seats: t('policy.out-of-range', { min: 1, max: MAX_SEATS }) }),
      ...(values.userTypes.length === 0 && { userTypes: t('field.required') }),
    };
    if (Object.keys(problems).length > 0) return helpers.setErrors(problems);
    const body = { ...values, name, features: values.features ? ['api-keys' as const] : [] };
    const { code: _, ...limits } = body;
    const result = licence ? await update({ id: licence.id, body: limits }) : await create({ ...body, code });
    if ('error' in result) return showRefusal(result.error, values, helpers);
    succeeded('licences.saved', { name });
    onClose();
  };

  return (
    <FormModal<Values>
      title={t(licence ? 'licences.edit' : 'licences.add')}
      submitLabel={t('save')}
      initialValues={licence ? valuesOf(licence) : NEW}
      onSubmit={submit}
      opener={opener}
      onClose={onClose}
    >
      <InputRenderer type="string" name="name" required label={t('licences.name')} />
      <InputRenderer
        type="string"
        name="code"
        required
        disabled={licence !== null}
        label={t('licences.code')}
        hint={t(licence ? 'licences.code.fixed' : 'licences.code.hint')}
      />
      <InputRenderer
        type="integer"
        name="seats"
        label={t('licences.seats')}
        hint={t('licences.seats.hint')}
      />
      <UserTypesField hint="licences.userTypes.hint" disabled={false} />
      <InputRenderer
        type="checkbox"
        name="namedRolesOnly"
        label={t('licences.namedRolesOnly.label')}
        hint={t('licences.namedRolesOnly.hint')}
      />
      <InputRenderer type="checkbox" name="features" label={t('licences.feature.api-keys')} />
    </FormModal>
  );
};
