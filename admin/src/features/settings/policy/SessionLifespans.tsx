import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import type { SessionLifespans as Lifespans } from '../../../../../shared/contracts/sessions';
import { durationOf } from '../../../components/duration';
import { useTranslation } from '../../../translations/use-translation';

/** When sessions expire: set in Strapi's configuration, and so read-only here. */
export const SessionLifespans = ({ lifespans }: { lifespans: Lifespans }) => {
  const t = useTranslation();
  const { formatNumber } = useIntl();
  const inWords = (seconds: number) => {
    const { value, unit } = durationOf(seconds);
    return formatNumber(value, { style: 'unit', unit, unitDisplay: 'long' });
  };
  const { renewalSeconds, session, remembered } = lifespans;
  const wordsOf = ({ idleSeconds, maxSeconds }: Lifespans['session']) => ({
    idle: inWords(idleSeconds),
    max: inWords(maxSeconds),
  });
  return (
    <div>
      <Typography tag="p">{t('policy.sessions.ends', wordsOf(session))}</Typography>
      <Typography tag="p">{t('policy.sessions.ends.remembered', wordsOf(remembered))}</Typography>
      <Typography tag="p" textColor="neutral600">
        {t('policy.sessions.ends.where', { renewal: inWords(renewalSeconds) })}
      </Typography>
    </div>
  );
};
