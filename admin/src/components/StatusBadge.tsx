import type { StatusVariant } from '@strapi/design-system';

import type { Status } from '../../../shared/constants';
import { useTranslation } from '../translations/use-translation';
import { StateBadge } from './StateBadge';

/** The one place where a status gets its colour: green may come in, amber not for now, red not until somebody acts. */
export const STATUS_COLOURS: Record<Status, StatusVariant> = {
  active: 'success',
  provisioned: 'secondary',
  'awaiting-new-password': 'secondary',
  recovery: 'secondary',
  'not-yet-valid': 'warning',
  suspended: 'warning',
  'auto-locked': 'danger',
  'locked-by-admin': 'danger',
  expired: 'neutral',
  disabled: 'neutral',
};

export const StatusBadge = ({ status }: { status: Status }) => {
  const t = useTranslation();
  return <StateBadge colour={STATUS_COLOURS[status]} text={t(`status.${status}`)} />;
};
