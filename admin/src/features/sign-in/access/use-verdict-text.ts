import { useIntl } from 'react-intl';

import type { Reason } from '../../../../../shared/constants';
import type { RuleName } from '../../../../../shared/contracts/access';
import type { User } from '../../../../../shared/contracts/users';
import type { AccessAnswer, AccessQuestion } from '../../../api/access';
import { useDates } from '../../../components/use-dates';
import { nameOf } from '../../../components/user/user-names';
import { useTranslation } from '../../../translations/use-translation';

/** Reasons of a refusal that have a clause for the sentence, and an explanation. */
const REFUSALS = [
  'rate-limited',
  'api-only',
  'sso-only',
  'no-api-licence',
  'disabled',
  'suspended',
  'not-provisioned',
  'locked-by-admin',
  'expired',
  'not-yet-valid',
  'address-not-allowed',
  'temporary-password-expired',
  'auto-locked',
  'too-many-tries',
] as const satisfies readonly Reason[];
const refusalOf = (reason: Reason) => REFUSALS.find((known) => known === reason);

/** Rules that ask for one more step, which has a clause and an explanation as well. */
const STEPS = [
  'secondFactor',
  'enrolProof',
  'newPassword',
  'enrolFactor',
] as const satisfies readonly RuleName[];

type Asked = { answer: AccessAnswer; user: User; question: AccessQuestion };

/** The verdict in a sentence, and why: what decides, until when, and what else is against it. */
export const useVerdictText = ({ answer: { decision, rules }, user, question }: Asked) => {
  const t = useTranslation();
  const { formatList } = useIntl();
  const { formatDate } = useDates();
  const timeOf = (moment: string) => formatDate(moment, { dateStyle: 'medium', timeStyle: 'short' });

  const realm = question.realm === 'api' ? 'api' : 'panel';
  const about = {
    name: nameOf(user),
    ip: question.ip,
    when: question.at ? t('explain.when.at', { at: timeOf(question.at) }) : t('explain.when.now'),
  };
  if (decision.outcome === 'allow')
    return { sentence: t(`explain.verdict.${realm}.allow`, about), reasons: [t(`explain.allowed.${realm}`)] };

  if (decision.outcome === 'challenge') {
    const steps = STEPS.filter((step) =>
      rules.some(({ rule, outcome }) => rule === step && outcome === 'challenge'),
    );
    const list = formatList(
      steps.map((step) => t(`explain.step.${step}`)),
      { type: 'conjunction' },
    );
    return {
      sentence: t('explain.verdict.challenge', { ...about, steps: list }),
      reasons: steps.map((step) => t(`explain.asks.${step}`)),
    };
  }

  const [deciding, ...others] = rules.filter(({ outcome }) => outcome === 'deny');
  const refusal = refusalOf(decision.reason);
  const why = refusal ? t(`explain.because.${refusal}`) : t(`reason.${decision.reason}`);
  const also = others.map(({ reason }) => t(`reason.${reason}`)).join('; ');
  return {
    sentence: t(`explain.verdict.${realm}.deny`, { ...about, why }),
    reasons: [
      ...(refusal ? [t(`explain.why.${refusal}`)] : []),
      ...(deciding?.until ? [t('explain.refused-until', { until: timeOf(deciding.until) })] : []),
      ...(also ? [t('explain.also', { reasons: also })] : []),
    ],
  };
};
