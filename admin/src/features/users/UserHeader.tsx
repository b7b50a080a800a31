import { Flex, Typography } from '@strapi/design-system';
import { BackButton, Layouts } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';

import type { User } from '../../../../shared/contracts/users';
import { HeaderSlot } from '../../components/HeaderSlot';
import { StatusBadge } from '../../components/StatusBadge';
import { sectionPath } from '../../paths';
import { useTranslation } from '../../translations/use-translation';
import type { PendingAction } from './actions/UserActionDialog';
import { UserActionsMenu } from './actions/UserActionsMenu';
import { statusText } from './status-text';
import { nameOf } from './user-names';

/** Who it is, where the user stands, and what can be done about it. */
export const UserHeader = ({ user, onPick }: { user: User; onPick: (picked: PendingAction) => void }) => (
  <Layouts.Header
    title={nameOf(user)}
    secondaryAction={<StatusBadge status={user.status} />}
    subtitle={<StatusSentence user={user} />}
    navigationAction={<BackButton fallback={sectionPath('users')} />}
    primaryAction={
      <>
        <UserActionsMenu user={user} onPick={onPick} />
        <HeaderSlot />
      </>
    }
  />
);

const StatusSentence = ({ user }: { user: User }) => {
  const t = useTranslation();
  const { formatDate } = useIntl();
  const { id, values = {} } = statusText(user);
  const until = values.until && formatDate(values.until, { dateStyle: 'medium', timeStyle: 'short' });
  const isLockHidden =
    user.accessLocked && user.status !== 'auto-locked' && user.status !== 'locked-by-admin';
  return (
    <Flex direction="column" alignItems="flex-start">
      <Typography variant="epsilon" textColor="neutral600" tag="p">
        {t(id, { ...values, until })}
      </Typography>
      {isLockHidden && (
        <Typography variant="epsilon" textColor="neutral600" tag="p">
          {t('status.locked-as-well')}
        </Typography>
      )}
    </Flex>
  );
};
