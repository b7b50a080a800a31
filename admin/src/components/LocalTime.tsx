import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import { useTranslation } from '../translations/use-translation';

type Props = {
  value: string | null;
  /** What stands there without a time. */
  none?: string;
  textColor?: 'neutral600' | 'neutral800';
};

/** A time in the viewer's own zone, in UTC when pointed at. */
export const LocalTime = ({ value, none, textColor = 'neutral800' }: Props) => {
  const t = useTranslation();
  const { formatDate } = useIntl();
  if (value === null) return <Typography textColor={textColor}>{none ?? t('none')}</Typography>;
  return (
    <Typography tag="time" textColor={textColor} dateTime={value} title={inUtc(value)} ellipsis>
      {formatDate(value, { dateStyle: 'medium', timeStyle: 'short' })}
    </Typography>
  );
};

/** @example inUtc('2026-01-31T12:00:00.000Z') === '2026-01-31 12:00:00 UTC' */
export const inUtc = (value: string) => `${new Date(value).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
