import { Status as Badge, type StatusVariant, Typography } from '@strapi/design-system';

import type { Status } from '../../../shared/constants';
import { useTranslation } from '../translations/use-translation';

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
  return (
    <Badge variant={STATUS_COLOURS[status]} size="S" width="fit-content">
      <Typography tag="span" variant="omega" fontWeight="bold" ellipsis>
        {t(`status.${status}`)}
      </Typography>
    </Badge>
  );
};
