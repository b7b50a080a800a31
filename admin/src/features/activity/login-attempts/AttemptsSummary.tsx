import { Box, Flex, SingleSelect, SingleSelectOption, TextButton, Typography } from '@strapi/design-system';

import type { LoginAttemptSummary } from '../../../../../shared/contracts/login-attempts';
import { AttemptsChart } from '../../../components/AttemptsChart';
import { Card } from '../../../components/Card';
import { LoadError } from '../../../components/LoadError';
import { Skeleton } from '../../../components/Skeleton';
import { useDates } from '../../../components/use-dates';
import { inUtc } from '../../../components/zoned-time';
import { useTranslation } from '../../../translations/use-translation';
import { PERIODS } from './attempt-query';
import { type LoginAttemptList, useNarrowing, useSummary } from './use-login-attempts';

const EVER = 'ever';

/** A chart of the attempts that match the filters, and the addresses refused most often. */
export const AttemptsSummary = ({ filters }: { filters: LoginAttemptList['filters'] }) => {
  const t = useTranslation();
  const { formatDate } = useDates();
  const { summary, error, isError, refetch } = useSummary(filters);
  const { narrowToDates, narrowToAddress } = useNarrowing();
  const day = (date: string) => formatDate(date, { dateStyle: 'medium', timeStyle: 'short' });

  // The list shows the same error, with its reason.
  if (isError && !summary) return <LoadError error={error} onRetry={refetch} />;
  return (
    <Flex gap={6} wrap="wrap" alignItems="stretch">
      <Flex flex="2 1 44rem" minWidth={0} alignItems="stretch">
        <Card
          title={t('summary.title')}
          text={summary && t('summary.range', { from: day(summary.from), to: day(summary.to) })}
        >
          {summary ? (
            <AttemptsChart summary={summary} onPick={({ start, end }) => narrowToDates(start, end)} />
          ) : (
            <Skeleton height={20} />
          )}
          {summary?.countedFrom && (
            <Typography textColor="warning700">
              {t('summary.cut', { from: day(summary.countedFrom) })}
            </Typography>
          )}
        </Card>
      </Flex>
      <Flex flex="1 1 26rem" minWidth={0} alignItems="stretch">
        <Card title={t('summary.refused')} text={t('summary.refused.text')}>
          {summary ? (
            <Refused addresses={summary.refused} onPick={narrowToAddress} />
          ) : (
            <Skeleton height={20} />
          )}
        </Card>
      </Flex>
    </Flex>
  );
};

type RefusedProps = { addresses: LoginAttemptSummary['refused']; onPick: (ip: string) => void };

const Refused = ({ addresses, onPick }: RefusedProps) => {
  const t = useTranslation();
  const { formatDate } = useDates();
  if (addresses.length === 0)
    return <Typography textColor="neutral600">{t('summary.refused.none')}</Typography>;
  return (
    <Flex tag="ol" direction="column" alignItems="stretch" gap={2} style={{ listStyle: 'none' }}>
      {addresses.map(({ ip, count, lastAt }) => (
        <Flex tag="li" key={ip} justifyContent="space-between" gap={2}>
          <TextButton aria-label={t('summary.refused.show', { ip })} onClick={() => onPick(ip)}>
            <span style={{ overflowWrap: 'anywhere', textAlign: 'start' }}>{ip}</span>
          </TextButton>
          <Flex gap={2} shrink={0}>
            <Typography variant="pi" fontWeight="bold">
              {t('summary.refused.count', { count })}
            </Typography>
            <Typography
              tag="time"
              variant="pi"
              textColor="neutral600"
              dateTime={lastAt}
              title={inUtc(lastAt)}
            >
              {formatDate(lastAt, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })}
            </Typography>
          </Flex>
        </Flex>
      ))}
    </Flex>
  );
};

/** How far back the page looks. */
export const PeriodSelect = () => {
  const t = useTranslation();
  const { period, setPeriod } = useNarrowing();
  return (
    <Box minWidth="18rem">
      <SingleSelect
        size="S"
        aria-label={t('period')}
        value={period ?? EVER}
        onChange={(value) => setPeriod(PERIODS.find((known) => known === value))}
      >
        <SingleSelectOption value={EVER}>{t('period.ever')}</SingleSelectOption>
        {PERIODS.map((known) => (
          <SingleSelectOption key={known} value={known}>
            {t(`period.${known}`)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Box>
  );
};
