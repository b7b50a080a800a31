import { Typography } from '@strapi/design-system';

import { useTranslation } from '../translations/use-translation';
import { useDates } from './use-dates';
import { inUtc } from './zoned-time';

type Props = {
  value: string | null;
  /** Shown if there is no time. */
  none?: string;
  textColor?: 'neutral600' | 'neutral800';
};

/** A time in the viewer's own time zone and format; in UTC on hover. */
export const LocalTime = ({ value, none, textColor = 'neutral800' }: Props) => {
  const t = useTranslation();
  const { formatDate } = useDates();
  if (value === null) return <Typography textColor={textColor}>{none ?? t('none')}</Typography>;
  return (
    <Typography tag="time" textColor={textColor} dateTime={value} title={inUtc(value)} ellipsis>
      {formatDate(value, { dateStyle: 'medium', timeStyle: 'short' })}
    </Typography>
  );
};
