import { Flex, Link, type StatusVariant, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import type { Outcome } from '../../../../../shared/constants';
import type { LoginAttempt } from '../../../../../shared/contracts/login-attempts';
import { DataTable } from '../../../components/DataTable';
import { LocalTime } from '../../../components/LocalTime';
import { useCan } from '../../../components/PermissionsProvider';
import { userPath } from '../../../paths';
import { type Translate, useTranslation } from '../../../translations/use-translation';
import { describeClient } from '../../../components/describe-client';
import { StateBadge } from '../../../components/StateBadge';

const OUTCOME_COLOURS: Record<Outcome, StatusVariant> = {
  success: 'success',
  failure: 'danger',
  challenge: 'warning',
};

const COLUMNS = ['createdAt', 'userName', 'outcome', 'message', 'ip', 'client', 'realm'] as const;
type Column = (typeof COLUMNS)[number];
type Props = { attempts: LoginAttempt[]; isOfOneUser?: boolean };

/** Sign-in attempts, newest first; for a single user, without the name in every row. */
export const LoginAttemptsTable = ({ attempts, isOfOneUser }: Props) => {
  const t = useTranslation();
  return (
    <DataTable
      rows={attempts}
      columns={COLUMNS.filter((name) => !(isOfOneUser && name === 'userName'))}
      labelOf={(column) => t(`attempt.${column}`)}
    >
      {(column, attempt) => <Cell column={column} attempt={attempt} t={t} />}
    </DataTable>
  );
};

const Cell = ({ column, attempt, t }: { column: Column; attempt: LoginAttempt; t: Translate }) => {
  const canSeeUsers = useCan()('users.read');
  switch (column) {
    case 'createdAt':
      return <LocalTime value={attempt.createdAt} />;
    case 'userName':
      return attempt.user && canSeeUsers ? (
        <Link tag={NavLink} to={userPath(attempt.user.id, 'login-history')}>
          {attempt.user.userName}
        </Link>
      ) : (
        <Text>{attempt.user?.userName ?? attempt.userName}</Text>
      );
    case 'outcome':
      return <StateBadge colour={OUTCOME_COLOURS[attempt.outcome]} text={t(`outcome.${attempt.outcome}`)} />;
    case 'message':
      return (
        <Flex direction="column" alignItems="flex-start">
          <Text>{messageOf(attempt, t)}</Text>
          {attempt.about && (
            <Typography variant="pi" textColor="neutral600" ellipsis title={attempt.about}>
              {attempt.about}
            </Typography>
          )}
        </Flex>
      );
    case 'ip':
      return <Text>{attempt.ip}</Text>;
    case 'client':
      return (
        <Text title={attempt.userAgent ?? undefined}>
          {attempt.userAgent ? describeClient(attempt.userAgent) : t('none')}
        </Text>
      );
    case 'realm':
      return <Text>{t(`realm.${attempt.realm}`)}</Text>;
  }
};

/** Repeats within a minute are counted, not listed. */
const messageOf = ({ reason, count }: LoginAttempt, t: Translate) => {
  const message = t(`reason.${reason}`);
  return count > 1 ? t('attempt.repeated', { message, count }) : message;
};

const Text = ({ children, title }: { children: string; title?: string }) => (
  <Typography textColor="neutral800" ellipsis title={title}>
    {children}
  </Typography>
);
