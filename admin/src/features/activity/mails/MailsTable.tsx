import { Box, Flex, IconButton, Link, type StatusVariant, Typography } from '@strapi/design-system';
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

const COLUMNS = ['createdAt', 'status', 'to', 'subject'] as const;
type Column = (typeof COLUMNS)[number];

/** Mails, newest first, in two lines each; for a single user, without the name in every row. */
export const MailsTable = ({ mails, isOfOneUser }: { mails: Mail[]; isOfOneUser?: boolean }) => {
  const t = useTranslation();
  const canSend = useCan()('mails.send');
  const { send, sending } = useSendAgain();
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
      columns={COLUMNS}
      labelOf={(column) => t(`mail.${column}`)}
      actions={canSend && actions}
    >
      {(column, mail) => <Cell column={column} mail={mail} isOfOneUser={isOfOneUser} />}
    </DataTable>
  );
};

/** Mails with a link or a password are not kept once they have been sent. */
const canBeSent = ({ status, template, user }: Mail) =>
  user !== null && (status === 'queued' || !SECRET_MAILS.has(template));

const Cell = ({ column, mail, isOfOneUser }: { column: Column; mail: Mail; isOfOneUser?: boolean }) => {
  const t = useTranslation();
  switch (column) {
    case 'createdAt':
      return <LocalTime value={mail.createdAt} />;
    case 'status':
      return <StateBadge colour={STATUS_COLOURS[mail.status]} text={t(`mail.status.${mail.status}`)} />;
    case 'to':
      return (
        <Box maxWidth="22rem">
          {!isOfOneUser && <Recipient mail={mail} />}
          <Text isSecondary={!isOfOneUser}>{mail.to}</Text>
        </Box>
      );
    case 'subject':
      return (
        <Box maxWidth="30rem">
          <Text>{mail.subject}</Text>
          <Answer mail={mail} />
        </Box>
      );
  }
};

const Recipient = ({ mail: { user, userName } }: { mail: Mail }) => {
  const t = useTranslation();
  const canSeeUsers = useCan()('users.read');
  if (!user || !canSeeUsers) return <Text>{userName ?? t('none')}</Text>;
  return (
    <Link tag={NavLink} to={userPath(user, 'mails')}>
      {userName}
    </Link>
  );
};

/** What the mail server said, and when the mail is tried next. */
const Answer = ({ mail: { answer, attempts, nextAttemptAt } }: { mail: Mail }) => {
  const t = useTranslation();
  return (
    <>
      {answer && <Text isSecondary>{answer}</Text>}
      {nextAttemptAt && attempts > 0 && (
        <Flex gap={1}>
          <Typography variant="pi" textColor="neutral600">
            {t('mail.next', { attempts })}
          </Typography>
          <LocalTime value={nextAttemptAt} textColor="neutral600" />
        </Flex>
      )}
    </>
  );
};

const Text = ({ children, isSecondary }: { children: string; isSecondary?: boolean }) => (
  <Typography
    tag="p"
    variant={isSecondary ? 'pi' : 'omega'}
    textColor={isSecondary ? 'neutral600' : 'neutral800'}
    ellipsis
    title={children}
  >
    {children}
  </Typography>
);
