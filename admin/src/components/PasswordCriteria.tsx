import { Flex, Typography, VisuallyHidden } from '@strapi/design-system';
import { CheckCircle, Clock, MinusCircle } from '@strapi/icons';

import type { PasswordRules } from '../../../shared/contracts/me';
import { checkPassword, type Criterion } from '../../../shared/password-criteria';
import { useTranslation } from '../translations/use-translation';

/** The password criteria, ticked off while typing. Those only the server can check follow on saving. */
export const PasswordCriteria = ({ rules, password }: { rules: PasswordRules; password: string }) => {
  const t = useTranslation();
  const criteria = checkPassword(password, rules.policy, rules).map((criterion) => ({
    ...criterion,
    // An empty password meets no criterion, not even those about what it must not contain.
    isMet: criterion.isMet && password !== '',
  }));
  const known = criteria.filter(({ isMet }) => isMet !== null);
  return (
    <div>
      <Flex tag="ul" direction="column" alignItems="flex-start" gap={1} aria-label={t('password.rules')}>
        {criteria.map((criterion) => (
          <CriterionItem key={criterion.name} {...criterion} />
        ))}
      </Flex>
      {/* The list itself would be read out again at every keystroke. */}
      <VisuallyHidden aria-live="polite">
        {password !== '' &&
          t('password.progress', { met: known.filter(({ isMet }) => isMet).length, all: known.length })}
      </VisuallyHidden>
    </div>
  );
};

const CriterionItem = ({ name, isMet, value }: Criterion) => {
  const t = useTranslation();
  const Icon = isMet === null ? Clock : isMet ? CheckCircle : MinusCircle;
  return (
    <Flex tag="li" gap={2}>
      <Icon
        role="img"
        aria-label={t(isMet === null ? 'password.later' : isMet ? 'password.met' : 'password.unmet')}
        fill={isMet ? 'success600' : 'neutral500'}
        style={{ flexShrink: 0 }}
      />
      <Typography variant="pi" textColor={isMet ? 'success600' : 'neutral600'}>
        {t(`password.criterion.${name}`, { value })}
        {isMet === null && ` ${t('password.later.hint')}`}
      </Typography>
    </Flex>
  );
};
