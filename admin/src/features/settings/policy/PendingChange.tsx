import { useEffect, useState } from 'react';

import { Box, Flex, Typography } from '@strapi/design-system';
import { ArrowRight } from '@strapi/icons';

import { type AccountRole, FACTOR_KINDS, type FactorKind } from '../../../../../shared/constants';
import type { MfaPolicy, Policy } from '../../../../../shared/contracts/policy';
import { usePreviewPolicyQuery } from '../../../api/policy';
import { Card } from '../../../components/Card';
import { useTranslation } from '../../../translations/use-translation';
import { changedFields, changedParts, fieldsOutOfRange, type PolicyValues } from './policy-fields';

const TYPING_PAUSE_MS = 400;

/** What has been changed and not been saved yet, and what that would bear on. */
export const PendingChange = ({ policy, values }: { policy: Policy; values: PolicyValues }) => {
  const t = useTranslation();
  const settled = useSettled(values);
  const isValid = fieldsOutOfRange(settled).length === 0;
  const { data, isError } = usePreviewPolicyQuery(changedParts(policy, settled), { skip: !isValid });
  const preview = isValid ? data?.data : undefined;

  return (
    <Card title={t('policy.pending')} text={t('policy.pending.text')}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {changedFields(policy, values).map(({ path, before, after }) => (
          <Flex tag="li" key={path} gap={2} wrap="wrap">
            <Typography textColor="neutral600">{t('log.field', { field: t(`policy.${path}`) })}</Typography>
            <Value value={before} />
            <ArrowRight aria-label={t('log.becomes')} width="1.2rem" height="1.2rem" fill="neutral500" />
            <Value value={after} />
          </Flex>
        ))}
      </Flex>
      {isError && <Typography textColor="danger600">{t('policy.pending.unknown')}</Typography>}
      {preview && (preview.effects.length > 0 || preview.lockedNow > 0) && (
        <Box>
          {preview.effects.map(({ effect, before, after }) => (
            <Typography key={effect} tag="p">
              {t(`policy.effect.${effect}`, { before, after })}
            </Typography>
          ))}
          {preview.lockedNow > 0 && (
            <Typography tag="p">{t('policy.locked-now', { count: preview.lockedNow })}</Typography>
          )}
        </Box>
      )}
    </Card>
  );
};

type Choice = MfaPolicy['requirement' | 'otherSignIns' | 'afterLoss'] | AccountRole;
/** Every choice there is: one that is missing is a type error. */
const CHOICES: Record<Choice, true> = {
  optional: true,
  required: true,
  nothing: true,
  'second-factor': true,
  'mail-code': true,
  'admin-code': true,
  password: true,
  admin: true,
  viewer: true,
};
const isChoice = (value: unknown): value is Choice => typeof value === 'string' && value in CHOICES;
const isKind = (value: unknown): value is FactorKind => (FACTOR_KINDS as readonly unknown[]).includes(value);

export const useValueInWords = () => {
  const t = useTranslation();
  const inWords = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(inWords).join(', ');
    if (isKind(value)) return t(`mfa.kind.${value}`);
    if (typeof value === 'boolean') return t(value ? 'on' : 'off');
    return isChoice(value) ? t(`policy.choice.${value}`) : String(value ?? t('none'));
  };
  return inWords;
};

/** One value in words. */
export const Value = ({ value }: { value: unknown }) => (
  <Typography fontWeight="semiBold">{useValueInWords()(value)}</Typography>
);

/** What it was when the fingers last rested, so that not every key asks the server. */
const useSettled = <T,>(value: T): T => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const pause = window.setTimeout(() => setSettled(value), TYPING_PAUSE_MS);
    return () => window.clearTimeout(pause);
  }, [value]);
  return settled;
};
