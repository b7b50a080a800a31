import { Typography } from '@strapi/design-system';

import type { User } from '../../../../../shared/contracts/users';
import { useLoginAttemptsQuery } from '../../../api/login-attempts';
import { useCan } from '../../../components/PermissionsProvider';
import { useTranslation } from '../../../translations/use-translation';

/** How long before or after the lock the wrong password that caused it may be recorded. */
const SAME_MOMENT_MS = 30_000;

/** Where the wrong password that locked the user came from; nothing unless that is certain. */
export const LockedFrom = ({ user }: { user: User }) => {
  const t = useTranslation();
  const can = useCan();
  const { data } = useLoginAttemptsQuery(
    {
      pageSize: '1',
      filters: { user: { $eq: String(user.id) }, reason: { $eq: 'wrong-password' } },
    },
    { skip: !can('login-attempts.read'), refetchOnMountOrArgChange: true },
  );
  const attempt = data?.data[0];
  if (!attempt || !user.lockedAt) return null;
  const apart = Math.abs(new Date(attempt.createdAt).getTime() - new Date(user.lockedAt).getTime());
  if (apart > SAME_MOMENT_MS) return null;
  return (
    <Typography variant="epsilon" textColor="neutral600" tag="p">
      {t('status.auto-locked.from', { ip: attempt.ip })}
    </Typography>
  );
};
