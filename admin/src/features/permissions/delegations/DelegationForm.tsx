import { InputRenderer, useField } from '@strapi/strapi/admin';

import type { Delegation } from '../../../../../shared/contracts/delegations';
import type { User } from '../../../../../shared/contracts/users';
import { useCreateDelegationMutation, useUpdateDelegationMutation } from '../../../api/delegations';
import { DateField } from '../../../components/DateField';
import type { DialogProps } from '../../../components/dialog-focus';
import { FormModal } from '../../../components/FormModal';
import { HintedInput } from '../../../components/HintedInput';
import { useCan } from '../../../components/PermissionsProvider';
import { useSave } from '../../../components/use-submit';
import { useTranslation } from '../../../translations/use-translation';
import { nameOf } from '../../../components/user/user-names';
import { DacGroupField, UserField } from './SubjectFields';
import { SUBJECT_KINDS, type SubjectKind, subjectName } from './subject-name';

type Values = {
  kind: SubjectKind;
  forUser: string | null;
  forDacGroup: string | null;
  resource: string | null;
  isForEverything: boolean;
  purpose: string | null;
  validFrom: string | null;
  validTo: string | null;
};
type Props = DialogProps & { user: User; delegation: Delegation | null };

const FIELDS = { user: 'forUser', 'dac-group': 'forDacGroup', resource: 'resource' } as const;

const subjectIn = ({ kind, forUser, forDacGroup, resource }: Values) => {
  if (kind === 'user') return { forUser: Number(forUser) };
  return kind === 'dac-group' ? { forDacGroup: Number(forDacGroup) } : { resource: resource?.trim() ?? '' };
};

/** A new delegation, or other terms for an existing one. */
export const DelegationForm = ({ user, delegation, ...dialog }: Props) => {
  const t = useTranslation();
  const [create] = useCreateDelegationMutation();
  const [update] = useUpdateDelegationMutation();

  const submit = useSave({
    problemsOf: ({ kind, isForEverything, purpose, ...subject }) => ({
      ...(!delegation && !subject[FIELDS[kind]]?.trim() && { [FIELDS[kind]]: t('field.required') }),
      ...(!isForEverything && !purpose?.trim() && { purpose: t('field.required') }),
    }),
    send: (values: Values) => {
      const terms = {
        purpose: values.isForEverything ? null : (values.purpose?.trim() ?? ''),
        ...(values.validFrom && { validFrom: values.validFrom }),
        validTo: values.validTo,
      };
      return delegation
        ? update({ id: delegation.id, body: terms })
        : create({ id: user.id, body: { ...subjectIn(values), ...terms } });
    },
    saved: ({ data }) => ['delegation.saved', { name: nameOf(user), subject: subjectName(data) }],
    onClose: dialog.onClose,
  });

  return (
    <FormModal<Values>
      {...dialog}
      title={
        delegation
          ? t('delegation.change.title', { name: nameOf(user), subject: subjectName(delegation) })
          : t('delegations.add.title', { name: nameOf(user) })
      }
      submitLabel={t('save')}
      initialValues={{
        kind: 'user',
        forUser: null,
        forDacGroup: null,
        resource: null,
        isForEverything: delegation !== null && delegation.purpose === null,
        purpose: delegation?.purpose ?? null,
        validFrom: delegation?.validFrom ?? null,
        validTo: delegation?.validTo ?? null,
      }}
      onSubmit={submit}
    >
      {!delegation && <SubjectFields />}
      <PurposeFields />
      <DateField
        name="validFrom"
        label={t('delegation.validFrom')}
        hint={t(delegation ? 'delegation.validFrom.kept' : 'delegation.validFrom.hint')}
        edge="start"
      />
      <DateField
        name="validTo"
        label={t('delegation.validTo')}
        hint={t('delegation.validTo.hint')}
        edge="end"
      />
    </FormModal>
  );
};

const SubjectFields = () => {
  const t = useTranslation();
  const canSeeGroups = useCan()('dac-groups.read');
  const { value: kind } = useField<SubjectKind>('kind');
  const kinds = SUBJECT_KINDS.filter((one) => one !== 'dac-group' || canSeeGroups);
  return (
    <>
      <InputRenderer
        type="enumeration"
        name="kind"
        required
        label={t('delegation.kind')}
        options={kinds.map((one) => ({ value: one, label: t(`delegation.kind.${one}`) }))}
      />
      {kind === 'user' && <UserField />}
      {kind === 'dac-group' && <DacGroupField />}
      {kind === 'resource' && (
        <InputRenderer
          type="string"
          name="resource"
          required
          label={t('delegation.kind.resource')}
          hint={t('delegation.resource.hint')}
          placeholder="cost-centre:4711"
        />
      )}
    </>
  );
};

const PurposeFields = () => {
  const { value: isForEverything } = useField<boolean>('isForEverything');
  return (
    <>
      {!isForEverything && (
        <HintedInput
          type="string"
          name="purpose"
          required
          of="delegation.purpose"
          placeholder="approve-timesheets"
        />
      )}
      <HintedInput type="checkbox" name="isForEverything" of="delegation.everything" />
    </>
  );
};
