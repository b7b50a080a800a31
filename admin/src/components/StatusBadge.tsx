import { type Status, USER_STATUSES } from '../../../shared/users/statuses';
import { useTranslation } from '../translations/use-translation';
import { StateBadge } from './StateBadge';

export const StatusBadge = ({ status }: { status: Status }) => {
  const t = useTranslation();
  return <StateBadge colour={USER_STATUSES[status].colour} text={t(`status.${status}`)} />;
};
