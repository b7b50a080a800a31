import { Flex, Grid } from '@strapi/design-system';
import { InputRenderer } from '@strapi/strapi/admin';

import { MAX_SESSIONS } from '../../../../../shared/contracts/policy';
import type { Role } from '../../../../../shared/contracts/roles';
import { useUpdateRoleMutation } from '../../../api/roles';
import { Card } from '../../../components/Card';
import { HintedInput } from '../../../components/HintedInput';
import { EditedForm } from '../../../components/edited-form/EditedForm';
import { useFeedback } from '../../../components/use-feedback';
import { UserTypesField } from '../../../components/UserTypesField';
import { useTranslation } from '../../../translations/use-translation';
import { ApiActionsField } from './ApiActionsField';
import { problemsOf, type RoleFormValues, toRoleChange, valuesOf } from './role-form-values';
import { RoleLicencesField } from './RoleLicencesField';

const half = { xs: 12, m: 6, direction: 'column', alignItems: 'stretch' } as const;

export const RoleForm = ({ role, canEdit }: { role: Role; canEdit: boolean }) => {
  const t = useTranslation();
  const { succeeded } = useFeedback();
  const [update] = useUpdateRoleMutation();
  const problemsInWords = (values: RoleFormValues) => {
    const { maxSessions, userTypes } = problemsOf(values);
    return {
      ...(maxSessions && { maxSessions: t('policy.out-of-range', { min: 1, max: MAX_SESSIONS }) }),
      ...(userTypes && { userTypes: t('field.required') }),
    };
  };
  return (
    <EditedForm
      id="gatehouse-role"
      record={role}
      valuesOf={valuesOf}
      canEdit={canEdit}
      problemsOf={problemsInWords}
      save={(values, { initialValues }) => update({ id: role.id, body: toRoleChange(initialValues, values) })}
      onSaved={() => succeeded('role.saved', { name: role.name })}
    >
      {(state) => <RoleFields {...state} />}
    </EditedForm>
  );
};

type FieldsProps = { initialValues: RoleFormValues; disabled: boolean };

const RoleFields = ({ initialValues, disabled }: FieldsProps) => {
  const t = useTranslation();
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <Card title={t('role.rules')} text={t('role.rules.text')}>
        <Grid.Root gap={5}>
          <Grid.Item {...half}>
            <HintedInput type="checkbox" name="mfaRequired" disabled={disabled} of="role.mfaRequired" />
          </Grid.Item>
          <Grid.Item {...half}>
            <InputRenderer
              // Remounted: Strapi's NumberInput (design-system 2.2) keeps showing what was typed.
              key={initialValues.maxSessions}
              type="integer"
              name="maxSessions"
              disabled={disabled}
              label={t('roles.maxSessions')}
              hint={t('role.maxSessions.hint')}
            />
          </Grid.Item>
          <Grid.Item {...half}>
            <HintedInput
              type="checkbox"
              name="ownAccountsOnly"
              disabled={disabled}
              of="role.ownAccountsOnly"
            />
          </Grid.Item>
          <Grid.Item {...half}>
            <UserTypesField hint="role.userTypes.hint" disabled={disabled} />
          </Grid.Item>
          <Grid.Item {...half}>
            <RoleLicencesField disabled={disabled} />
          </Grid.Item>
        </Grid.Root>
      </Card>
      <Card title={t('role.apiActions')} text={t('role.apiActions.text')}>
        <ApiActionsField saved={initialValues.apiActions} disabled={disabled} />
      </Card>
    </Flex>
  );
};
