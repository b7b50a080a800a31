import { Box, Flex, Typography, VisuallyHidden } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';

import type { Outcome } from '../../../shared/constants';
import type { LoginAttemptSummary, SummaryBucket } from '../../../shared/contracts/login-attempts';
import { useTranslation } from '../translations/use-translation';
import { niceMaximum } from './nice-maximum';
import { useDates } from './use-dates';

/** From the bottom up. */
const STACK = ['success', 'challenge', 'failure'] as const satisfies readonly Outcome[];
const COLOURS = { success: 'success500', challenge: 'warning500', failure: 'danger500' } as const;

/** The drawing has one column per bucket and is stretched to the available width. */
const HEIGHT = 100;
const BAR = 0.72;

const Bar = styled.rect<{ $outcome: Outcome }>`
  fill: ${({ theme, $outcome }) => theme.colors[COLOURS[$outcome]]};
`;
const Column = styled.g<{ $isButton: boolean }>`
  cursor: ${({ $isButton }) => ($isButton ? 'pointer' : 'default')};

  & > rect:first-child {
    fill: transparent;
  }
  &:hover > rect:first-child {
    fill: ${({ theme }) => theme.colors.neutral150};
  }
`;
const Line = styled.line`
  stroke: ${({ theme }) => theme.colors.neutral200};
  stroke-width: 1px;
`;
const Swatch = styled.span<{ $outcome: Outcome }>`
  display: inline-block;
  width: 1.2rem;
  height: 1.2rem;
  border-radius: 2px;
  background: ${({ theme, $outcome }) => theme.colors[COLOURS[$outcome]]};
`;

type Props = {
  summary: LoginAttemptSummary;
  /** In rem. */
  height?: number;
  /** Called for a click on an hour or a day; with the keyboard, the filters do the same. */
  onPick?: (bucket: SummaryBucket) => void;
};

/** Outcomes over time as bars, and as a table for people who cannot see them. */
export const AttemptsChart = ({ summary, height = 16, onPick }: Props) => {
  const t = useTranslation();
  const { formatNumber } = useIntl();
  const nameOfTime = useNameOfTime(summary.unit);
  const { buckets, totals } = summary;
  const shown = STACK.filter((outcome) => outcome !== 'challenge' || totals.challenge > 0);
  const most = niceMaximum(Math.max(...buckets.map(sumOf)));
  const label = (bucket: SummaryBucket) =>
    [
      nameOfTime(bucket.start),
      ...shown.map((outcome) => `${t(`outcomes.${outcome}`)}: ${bucket[outcome]}`),
    ].join('\n');
  const ends = [buckets[0], buckets[Math.floor((buckets.length - 1) / 2)], buckets.at(-1)];

  return (
    <Flex direction="column" alignItems="stretch" gap={2} width="100%">
      <Flex gap={4} wrap="wrap">
        {[...shown].reverse().map((outcome) => (
          <Flex key={outcome} gap={2}>
            <Swatch $outcome={outcome} aria-hidden />
            <Typography variant="pi" textColor="neutral800">
              {t('outcomes.total', { outcome: t(`outcomes.${outcome}`), count: totals[outcome] })}
            </Typography>
          </Flex>
        ))}
      </Flex>
      <Flex aria-hidden alignItems="stretch" gap={2}>
        <Flex direction="column" justifyContent="space-between" alignItems="flex-end" height={`${height}rem`}>
          {[most, most / 2, 0].map((value) => (
            <Typography key={value} variant="pi" textColor="neutral600">
              {formatNumber(value, { notation: 'compact' })}
            </Typography>
          ))}
        </Flex>
        <Box flex="1" minWidth={0}>
          <svg
            width="100%"
            height={`${height}rem`}
            viewBox={`0 0 ${buckets.length} ${HEIGHT}`}
            preserveAspectRatio="none"
            display="block"
          >
            {[0, HEIGHT / 2, HEIGHT].map((y) => (
              <Line key={y} x1={0} x2={buckets.length} y1={y} y2={y} vectorEffect="non-scaling-stroke" />
            ))}
            {buckets.map((bucket, index) => (
              <Column key={bucket.start} $isButton={onPick !== undefined} onClick={() => onPick?.(bucket)}>
                <rect x={index} y={0} width={1} height={HEIGHT} />
                {stackOf(bucket, most).map(({ outcome, y, size }) => (
                  <Bar
                    key={outcome}
                    $outcome={outcome}
                    x={index + (1 - BAR) / 2}
                    y={y}
                    width={BAR}
                    height={size}
                  />
                ))}
                <title>{label(bucket)}</title>
              </Column>
            ))}
          </svg>
          <Flex justifyContent="space-between" paddingTop={1}>
            {ends.map(
              (bucket, index) =>
                bucket && (
                  <Typography key={index} variant="pi" textColor="neutral600">
                    {nameOfTime(bucket.start)}
                  </Typography>
                ),
            )}
          </Flex>
        </Box>
      </Flex>
      <VisuallyHidden>
        <table>
          <caption>{t(`chart.caption.${summary.unit}`)}</caption>
          <thead>
            <tr>
              <th scope="col">{t('attempt.createdAt')}</th>
              {shown.map((outcome) => (
                <th key={outcome} scope="col">
                  {t(`outcomes.${outcome}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {buckets.map((bucket) => (
              <tr key={bucket.start}>
                <th scope="row">{nameOfTime(bucket.start)}</th>
                {shown.map((outcome) => (
                  <td key={outcome}>{formatNumber(bucket[outcome])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </Flex>
  );
};

const useNameOfTime = (unit: LoginAttemptSummary['unit']) => {
  const { formatDate } = useDates();
  return (start: string) =>
    formatDate(
      start,
      unit === 'day'
        ? { weekday: 'short', day: 'numeric', month: 'short' }
        : { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
    );
};

const sumOf = ({ success, failure, challenge }: SummaryBucket) => success + failure + challenge;

const stackOf = (bucket: SummaryBucket, most: number) => {
  let top = HEIGHT;
  return STACK.filter((outcome) => bucket[outcome] > 0).map((outcome) => {
    const size = (bucket[outcome] / most) * HEIGHT;
    top -= size;
    return { outcome, y: top, size };
  });
};
