import { Flex, Typography } from '@strapi/design-system';
import { BackButton, Layouts } from '@strapi/strapi/admin';

import type { User } from '../../../../../shared/contracts/users';
import { SaveButton } from '../../../components/edited-form/page-forms';
import { inUtc } from '../../../components/zoned-time';
import { StatusBadge } from '../../../components/StatusBadge';
import { useDates } from '../../../components/use-dates';
import { sectionPath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';
import { PrimaryAction } from './actions/PrimaryAction';
import type { PendingAction } from './actions/user-actions';
import { UserActionsMenu } from './actions/UserActionsMenu';
import { LockedFrom } from './LockedFrom';
import { statusText } from './status-text';
import { nameOf } from '../../../components/user/user-names';

type Props = {
  user: User;
  /** The open tab, whose forms the button saves, too. */
  tab: string | undefined;
  onPick: (picked: PendingAction) => void;
};

/** The user's name, status and possible actions. */
export const UserHeader = ({ user, tab, onPick }: Props) => (
  <Layouts.Header
    title={nameOf(user)}
    secondaryAction={<StatusBadge status={user.status} />}
    subtitle={<StatusSentence user={user} />}
    navigationAction={<BackButton fallback={sectionPath('users')} />}
    primaryAction={
      <>
        <PrimaryAction user={user} onPick={onPick} />
        <UserActionsMenu user={user} onPick={onPick} />
        <SaveButton tab={tab} />
      </>
    }
  />
);

const StatusSentence = ({ user }: { user: User }) => {
  const t = useTranslation();
  const { formatDate } = useDates();
  const { id, values = {} } = statusText(user);
  const until = values.until && formatDate(values.until, { dateStyle: 'medium', timeStyle: 'short' });
  const isLockHidden =
    user.accessLocked && user.status !== 'auto-locked' && user.status !== 'locked-by-admin';
  return (
    <Flex direction="column" alignItems="flex-start">
      <Typography
        variant="epsilon"
        textColor="neutral600"
        tag="p"
        title={values.until ? inUtc(values.until) : undefined}
      >
        {t(id, { ...values, until })}
      </Typography>
      {user.status === 'auto-locked' && <LockedFrom user={user} />}
      {isLockHidden && (
        <Typography variant="epsilon" textColor="neutral600" tag="p">
          {t('status.locked-as-well')}
        </Typography>
      )}
    </Flex>
  );
};
