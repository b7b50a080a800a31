import { Flex, Grid, Typography } from '@strapi/design-system';
import { Blocker, Form, InputRenderer } from '@strapi/strapi/admin';

import type { Policy } from '../../../../shared/contracts/policy';
import { Card } from '../../components/Card';
import { SaveInHeader, withId } from '../../components/HeaderSlot';
import { useTranslation } from '../../translations/use-translation';
import { POLICY_GROUPS, type PolicyField, type PolicyValues } from './policy-fields';
import { usePolicyForm } from './use-policy-form';

const FORM = 'gatehouse-policy';

type Props = { policy: Policy; defaults: Policy; canEdit: boolean };

/** Every value with what it means, what it may be and what it is until somebody changes it. */
export const PolicyForm = ({ policy, defaults, canEdit }: Props) => {
  const t = useTranslation();
  const submit = usePolicyForm(policy);
  return (
    <Form<PolicyValues>
      ref={withId(FORM)}
      method="PUT"
      initialValues={policy}
      onSubmit={submit}
      disabled={!canEdit}
    >
      {({ isSubmitting, modified }) => (
        <Flex direction="column" alignItems="stretch" gap={6}>
          {POLICY_GROUPS.map(({ group, fields }) => (
            <Card key={group} title={t(`policy.${group}`)} text={t(`policy.${group}.text`)}>
              <Grid.Root gap={5}>
                {fields.map((field) => (
                  <Grid.Item key={field.path} xs={12} m={6} direction="column" alignItems="stretch">
                    <PolicyInput field={field} defaults={defaults} disabled={!canEdit || isSubmitting} />
                  </Grid.Item>
                ))}
              </Grid.Root>
            </Card>
          ))}
          {canEdit && <SaveInHeader form={FORM} isModified={modified} isSaving={isSubmitting} />}
          <Blocker />
        </Flex>
      )}
    </Form>
  );
};

type InputProps = { field: PolicyField; defaults: Policy; disabled: boolean };

const PolicyInput = ({ field, defaults, disabled }: InputProps) => {
  const t = useTranslation();
  const usual = (defaults[field.group] as Record<string, number | boolean>)[field.name];
  const facts =
    field.kind === 'number'
      ? t('policy.number', { usual, min: field.min, max: field.max })
      : t('policy.switch', { usual: t(usual ? 'on' : 'off') });
  return (
    <InputRenderer
      type={field.kind === 'number' ? 'integer' : 'checkbox'}
      name={field.path}
      label={t(`policy.${field.path}`)}
      disabled={disabled}
      hint={
        <Typography tag="span" variant="pi" textColor="neutral600">
          {t(`policy.${field.path}.text`)} {facts}
        </Typography>
      }
    />
  );
};
