import { Flex, IconButton, Link, type StatusVariant, Typography } from '@strapi/design-system';
import { PaperPlane } from '@strapi/icons';
import { NavLink } from 'react-router-dom';

import { type MailStatus, SECRET_MAILS } from '../../../../../shared/constants';
import type { Mail } from '../../../../../shared/contracts/mails';
import { DataTable } from '../../../components/DataTable';
import { LocalTime } from '../../../components/LocalTime';
import { useCan } from '../../../components/PermissionsProvider';
import { StateBadge } from '../../../components/StateBadge';
import { userPath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';
import { useSendAgain } from './use-send-again';

const STATUS_COLOURS: Record<MailStatus, StatusVariant> = {
  sent: 'success',
  queued: 'warning',
  failed: 'danger',
};

const COLUMNS = ['createdAt', 'status', 'userName', 'to', 'subject', 'answer'] as const;
type Column = (typeof COLUMNS)[number];

/** Mails, newest first; for a single user, without the name in every row. */
export const MailsTable = ({ mails, isOfOneUser }: { mails: Mail[]; isOfOneUser?: boolean }) => {
  const t = useTranslation();
  const canSend = useCan()('mails.send');
  const { send, sending } = useSendAgain();
  const columns = COLUMNS.filter((name) => !(isOfOneUser && name === 'userName'));
  const actions = (mail: Mail) =>
    canBeSent(mail) && (
      <IconButton
        variant="ghost"
        label={t(mail.status === 'queued' ? 'mail.send-now.of' : 'mail.send-again.of', mail)}
        disabled={sending !== null}
        onClick={() => void send(mail)}
      >
        <PaperPlane />
      </IconButton>
    );
  return (
    <DataTable
      rows={mails}
      columns={columns}
      labelOf={(column) => t(`mail.${column}`)}
      actions={canSend && actions}
    >
      {(column, mail) => <Cell column={column} mail={mail} />}
    </DataTable>
  );
};

/** Mails with a link or a password are not kept once they have been sent. */
const canBeSent = ({ status, template, user }: Mail) =>
  user !== null && (status === 'queued' || !SECRET_MAILS.has(template));

const Cell = ({ column, mail }: { column: Column; mail: Mail }) => {
  const t = useTranslation();
  const canSeeUsers = useCan()('users.read');
  switch (column) {
    case 'createdAt':
      return <LocalTime value={mail.createdAt} />;
    case 'userName':
      return mail.user && canSeeUsers ? (
        <Link tag={NavLink} to={userPath(mail.user, 'mails')}>
          {mail.userName}
        </Link>
      ) : (
        <Text>{mail.userName ?? t('none')}</Text>
      );
    case 'status':
      return <StateBadge colour={STATUS_COLOURS[mail.status]} text={t(`mail.status.${mail.status}`)} />;
    case 'answer':
      return <Answer mail={mail} />;
    default:
      return <Text>{mail[column]}</Text>;
  }
};

/** What the mail server said, and when the mail is tried next. */
const Answer = ({ mail: { answer, attempts, nextAttemptAt } }: { mail: Mail }) => {
  const t = useTranslation();
  return (
    <Flex direction="column" alignItems="flex-start">
      <Text>{answer ?? t('none')}</Text>
      {nextAttemptAt && attempts > 0 && (
        <Flex gap={1}>
          <Typography variant="pi" textColor="neutral600">
            {t('mail.next', { attempts })}
          </Typography>
          <LocalTime value={nextAttemptAt} textColor="neutral600" />
        </Flex>
      )}
    </Flex>
  );
};

const Text = ({ children }: { children: string }) => (
  <Typography textColor="neutral800" ellipsis title={children} maxWidth="32rem">
    {children}
  </Typography>
);
