import { useMemo } from 'react';

import { createIntl, createIntlCache, type FormatDateOptions, useIntl } from 'react-intl';

import { useMeQuery } from '../api/me';
import { browserTimeZone } from './zoned-time';

/** Formatters cost much more to make than to use. */
const cache = createIntlCache();

/**
 * How dates are shown: in one's own time zone and by the customs of one's own locale, as chosen in the personal settings;
 * else in the browser's zone and as the panel's language has it.
 */
export const useDates = () => {
  const { locale: language } = useIntl();
  const { data } = useMeQuery();
  const { timeZone = null, locale = null } = data?.data ?? {};
  return useMemo(() => {
    const zone = timeZone ?? browserTimeZone();
    const { formatDate } = createIntl({ locale: locale ?? language, timeZone: zone }, cache);
    return {
      timeZone: zone,
      formatDate: (value: string | number | Date, options: FormatDateOptions) => formatDate(value, options),
    };
  }, [language, locale, timeZone]);
};
