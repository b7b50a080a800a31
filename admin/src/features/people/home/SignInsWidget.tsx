import { Widget } from '@strapi/strapi/admin';

import { useLoginAttemptSummaryQuery } from '../../../api/login-attempts';
import { AttemptsChart } from '../../../components/AttemptsChart';
import { useDates } from '../../../components/use-dates';
import { useTranslation } from '../../../translations/use-translation';

/** Successful and failed attempts of the last two weeks. */
export const SignInsWidget = () => {
  const t = useTranslation();
  const { timeZone } = useDates();
  const { data, isError } = useLoginAttemptSummaryQuery({ timeZone }, { refetchOnMountOrArgChange: true });
  if (isError) return <Widget.Error />;
  if (!data) return <Widget.Loading />;
  const { success, failure, challenge } = data.data.totals;
  if (success + failure + challenge === 0) return <Widget.NoData>{t('widget.sign-ins.none')}</Widget.NoData>;
  return <AttemptsChart summary={data.data} height={14} />;
};
