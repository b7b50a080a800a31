import { useState } from 'react';

import { Box, Flex, Grid, TextButton, Typography } from '@strapi/design-system';
import { InputRenderer, useField } from '@strapi/strapi/admin';

import type { Policy, PolicyMeta } from '../../../../../shared/contracts/policy';
import { useUpdatePolicyMutation } from '../../../api/policy';
import { Card } from '../../../components/Card';
import { EditedForm } from '../../../components/edited-form/EditedForm';
import { useDates } from '../../../components/use-dates';
import { useFeedback } from '../../../components/use-feedback';
import type { FieldErrors } from '../../../components/use-problems';
import { inUtc } from '../../../components/zoned-time';
import { type Translate, useTranslation } from '../../../translations/use-translation';
import { PasswordPreset } from './PasswordPreset';
import { useValueInWords } from '../../../components/policy/PolicyValue';
import { PendingChange } from './PendingChange';
import {
  changedParts,
  fieldsOutOfRange,
  POLICY_GROUPS,
  type PolicyField,
  type PolicyValues,
} from '../../../components/policy/policy-fields';
import { useConfirmHits } from './use-confirm-hits';
import { SetInput } from './SetInput';
import { SessionLifespans } from './SessionLifespans';

type Props = { policy: Policy; meta: PolicyMeta; canEdit: boolean };

/** Every value with its meaning, its allowed range and its default. */
export const PolicyForm = ({ policy, meta, canEdit }: Props) => {
  const t = useTranslation();
  const { succeeded } = useFeedback();
  const [update] = useUpdatePolicyMutation();
  const [refills, setRefills] = useState(0);
  const refill = () => setRefills(refills + 1);
  const { confirm, dialog } = useConfirmHits();
  return (
    <EditedForm<Policy, PolicyValues>
      id="gatehouse-policy"
      record={policy}
      valuesOf={(saved) => saved}
      canEdit={canEdit}
      problemsOf={(values) => numbersOutOfRange(values, t)}
      confirm={(values, { initialValues }) => confirm(initialValues, values)}
      save={(values, { initialValues }) => update(changedParts(initialValues, values))}
      onSaved={() => succeeded('policy.saved')}
      onFollow={refill}
    >
      {({ values, initialValues, modified, isSubmitting, disabled }) => (
        <>
          {dialog}
          <Box aria-live="polite" paddingBottom={modified ? 6 : 0}>
            {modified && <PendingChange before={initialValues} values={values} />}
          </Box>
          <Flex direction="column" alignItems="stretch" gap={6}>
            {POLICY_GROUPS.map(({ group, fields }) => (
              <Card key={group} title={t(`policy.${group}`)} text={t(`policy.${group}.text`)}>
                {group === 'password' && canEdit && (
                  <PasswordPreset disabled={isSubmitting} onFill={refill} />
                )}
                {/* Remounted by presets and others' changes: NumberInput keeps showing what was typed. */}
                <Grid.Root key={refills} gap={5}>
                  {fields.map((field) => (
                    <Grid.Item key={field.path} xs={12} m={6} direction="column" alignItems="stretch">
                      <PolicyInput field={field} meta={meta} disabled={disabled} />
                    </Grid.Item>
                  ))}
                </Grid.Root>
                {group === 'sessions' && meta.sessionLifespans && (
                  <SessionLifespans lifespans={meta.sessionLifespans} />
                )}
              </Card>
            ))}
          </Flex>
        </>
      )}
    </EditedForm>
  );
};

const numbersOutOfRange = (values: PolicyValues, t: Translate) => {
  const errors: Record<string, FieldErrors> = {};
  for (const field of fieldsOutOfRange(values))
    if (field.kind === 'number')
      errors[field.group] = { ...errors[field.group], [field.name]: t('policy.out-of-range', field) };
  return errors;
};

type InputProps = { field: PolicyField; meta: PolicyMeta; disabled: boolean };

const PolicyInput = ({ field, meta, disabled }: InputProps) => {
  const t = useTranslation();
  const [resets, setResets] = useState(0);
  const inWords = useValueInWords();
  const usual = (meta.defaults[field.group] as Record<string, PolicyValue>)[field.name];
  const facts =
    field.kind === 'number'
      ? t('policy.number', { usual: Number(usual), min: field.min, max: field.max })
      : t('policy.switch', { usual: inWords(usual) });
  const label = t(`policy.${field.path}`);
  const hint = (
    <Typography tag="span" variant="pi" textColor="neutral600">
      {t(`policy.${field.path}.text`)} {facts}
    </Typography>
  );
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      {field.kind === 'set' ? (
        <SetInput field={field} label={label} hint={hint} disabled={disabled} />
      ) : (
        <InputRenderer
          // Remounted: Strapi's NumberInput (design-system 2.2) keeps showing what was typed.
          key={resets}
          {...(resets > 0 && { autoFocus: true })}
          {...inputOf(field, inWords)}
          name={field.path}
          label={label}
          disabled={disabled}
          hint={hint}
        />
      )}
      <Flex gap={3} wrap="wrap">
        {meta.lastChanges[field.path] && <LastChange {...meta.lastChanges[field.path]} />}
        {!disabled && <ResetToDefault field={field} usual={usual} onReset={() => setResets(resets + 1)} />}
      </Flex>
    </Flex>
  );
};

const inputOf = (field: Exclude<PolicyField, { kind: 'set' }>, label: (value: string) => string) => {
  switch (field.kind) {
    case 'number':
      return { type: 'integer' as const };
    case 'switch':
      return { type: 'checkbox' as const };
    case 'choice':
      return {
        type: 'enumeration' as const,
        options: field.choices.map((value) => ({ value, label: label(value) })),
      };
  }
};

const LastChange = ({ by, at }: { by?: string; at?: string }) => {
  const t = useTranslation();
  const { formatDate } = useDates();
  return (
    <Typography variant="pi" textColor="neutral600" title={at && inUtc(at)}>
      {t('policy.changed', { by, at: at && formatDate(at, { dateStyle: 'medium', timeStyle: 'short' }) })}
    </Typography>
  );
};

type PolicyValue = number | boolean | string | string[];

type ResetProps = { field: PolicyField; usual: PolicyValue | undefined; onReset: () => void };

/** Fills in the default; it applies once the form is saved. */
const ResetToDefault = ({ field, usual, onReset }: ResetProps) => {
  const t = useTranslation();
  const { value, onChange } = useField<PolicyValue | null>(field.path);
  if (String(value) === String(usual)) return null;
  return (
    <TextButton
      type="button"
      aria-label={t('policy.reset.of', { field: t(`policy.${field.path}`) })}
      onClick={() => {
        onChange(field.path, usual);
        onReset();
      }}
    >
      {t('policy.reset')}
    </TextButton>
  );
};
