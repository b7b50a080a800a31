import { Typography } from '@strapi/design-system';

import { type AccountRole, FACTOR_KINDS, type FactorKind } from '../../../../shared/constants';
import type { MfaPolicy } from '../../../../shared/contracts/policy';
import { useTranslation } from '../../translations/use-translation';

type Choice = MfaPolicy['requirement' | 'otherSignIns' | 'afterLoss'] | AccountRole;
/** Every choice; a missing one is a type error. */
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
