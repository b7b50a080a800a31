import { useMemo } from 'react';

import { createIntl, createIntlCache, type FormatDateOptions, useIntl } from 'react-intl';

import { useMeQuery } from '../api/me';
import { browserTimeZone, knownTimeZone } from './zoned-time';

/** Formatters cost much more to make than to use. */
const cache = createIntlCache();

/**
 * How dates are shown and typed: in the time zone and locale from the personal settings. Without them, or if
 * this browser does not know them, in the browser's time zone and the panel's language.
 */
export const useDates = () => {
  const { locale: language } = useIntl();
  const { data } = useMeQuery();
  const { timeZone: ownZone = null, locale: ownLocale = null } = data?.data ?? {};
  return useMemo(() => {
    const timeZone = knownTimeZone(ownZone, browserTimeZone());
    const locale = [ownLocale, language].find(isKnownLocale) ?? 'en';
    const { formatDate } = createIntl({ locale, timeZone }, cache);
    return {
      timeZone,
      locale,
      formatDate: (value: string | number | Date, options: FormatDateOptions) => formatDate(value, options),
    };
  }, [language, ownLocale, ownZone]);
};

const isKnownLocale = (locale: string | null): locale is string => {
  try {
    return locale !== null && Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0;
  } catch {
    return false;
  }
};
