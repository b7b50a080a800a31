import { Flex, Grid } from '@strapi/design-system';
import { Blocker, Form, InputRenderer } from '@strapi/strapi/admin';

import type { Role } from '../../../../../shared/contracts/roles';
import { Card } from '../../../components/Card';
import { Follow } from '../../../components/Follow';
import { SaveInHeader, withId } from '../../../components/HeaderSlot';
import { UserTypesField } from '../../../components/UserTypesField';
import { useTranslation } from '../../../translations/use-translation';
import { RoleLicencesField } from './RoleLicencesField';
import { ApiActionsField } from './ApiActionsField';
import type { RoleFormValues } from './role-form-values';
import { useRoleForm } from './use-role-form';

const FORM = 'gatehouse-role';

const half = { xs: 12, m: 6, direction: 'column', alignItems: 'stretch' } as const;

export const RoleForm = ({ role, canEdit }: { role: Role; canEdit: boolean }) => {
  const t = useTranslation();
  const { initialValues, isBehind, follow, submit } = useRoleForm(role);
  return (
    <Form<RoleFormValues>
      ref={withId(FORM)}
      method="PUT"
      initialValues={initialValues}
      onSubmit={submit}
      disabled={!canEdit}
    >
      {({ isSubmitting, modified }) => {
        const disabled = !canEdit || isSubmitting;
        return (
          <Flex direction="column" alignItems="stretch" gap={6}>
            <Card title={t('role.rules')} text={t('role.rules.text')}>
              <Grid.Root gap={5}>
                <Grid.Item {...half}>
                  <InputRenderer
                    type="checkbox"
                    name="mfaRequired"
                    disabled={disabled}
                    label={t('role.mfaRequired')}
                    hint={t('role.mfaRequired.hint')}
                  />
                </Grid.Item>
                <Grid.Item {...half}>
                  <InputRenderer
                    // Strapi's NumberInput (design-system 2.2) keeps showing what was typed, whatever else it becomes.
                    key={initialValues.maxSessions}
                    type="integer"
                    name="maxSessions"
                    disabled={disabled}
                    label={t('roles.maxSessions')}
                    hint={t('role.maxSessions.hint')}
                  />
                </Grid.Item>
                <Grid.Item {...half}>
                  <InputRenderer
                    type="checkbox"
                    name="ownAccountsOnly"
                    disabled={disabled}
                    label={t('role.ownAccountsOnly')}
                    hint={t('role.ownAccountsOnly.hint')}
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
              <ApiActionsField given={initialValues.apiActions} disabled={disabled} />
            </Card>
            {canEdit && <SaveInHeader form={FORM} isModified={modified} isSaving={isSubmitting} />}
            <Blocker />
            <Follow isBehind={isBehind && !modified} follow={follow} />
          </Flex>
        );
      }}
    </Form>
  );
};
