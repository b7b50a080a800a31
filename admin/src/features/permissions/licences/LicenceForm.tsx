import { InputRenderer } from '@strapi/strapi/admin';

import type { UserType } from '../../../../../shared/constants';
import { type Licence, MAX_SEATS } from '../../../../../shared/contracts/licences';
import { useCreateLicenceMutation, useUpdateLicenceMutation } from '../../../api/licences';
import type { DialogProps } from '../../../components/dialog-focus';
import { FormModal } from '../../../components/FormModal';
import { HintedInput } from '../../../components/HintedInput';
import { useSave } from '../../../components/use-submit';
import { UserTypesField } from '../../../components/UserTypesField';
import { useTranslation } from '../../../translations/use-translation';

/** `features`: whether it allows API keys, the only feature. */
type Values = {
  code: string;
  name: string;
  seats: number | null;
  features: boolean;
  userTypes: UserType[];
  namedRolesOnly: boolean;
};
type Props = DialogProps & { licence: Licence | null };

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

/** A new licence, or the limits of an existing one. */
export const LicenceForm = ({ licence, ...dialog }: Props) => {
  const t = useTranslation();
  const [create] = useCreateLicenceMutation();
  const [update] = useUpdateLicenceMutation();

  const submit = useSave({
    required: ['code', 'name', 'userTypes'],
    problemsOf: ({ seats }) =>
      seats === null || (Number.isInteger(seats) && seats >= 1 && seats <= MAX_SEATS)
        ? {}
        : { seats: t('policy.out-of-range', { min: 1, max: MAX_SEATS }) },
    send: ({ code, name, features, ...values }: Values) => {
      const limits = { ...values, name: name.trim(), features: features ? ['api-keys' as const] : [] };
      return licence ? update({ id: licence.id, body: limits }) : create({ ...limits, code: code.trim() });
    },
    saved: ({ data: { name } }) => ['licences.saved', { name }],
    onClose: dialog.onClose,
  });

  return (
    <FormModal<Values>
      {...dialog}
      title={t(licence ? 'licences.edit' : 'licences.add')}
      submitLabel={t('save')}
      initialValues={licence ? valuesOf(licence) : NEW}
      onSubmit={submit}
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
      <HintedInput type="integer" name="seats" of="licences.seats" />
      <UserTypesField hint="licences.userTypes.hint" />
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
