import { Box, Flex, IconButton, Typography } from '@strapi/design-system';
import { SignOut } from '@strapi/icons';

import type { Session } from '../../../../../shared/contracts/sessions';
import { DataTable } from '../../../components/DataTable';
import { LocalTime } from '../../../components/LocalTime';
import { useDates } from '../../../components/use-dates';
import { inUtc } from '../../../components/zoned-time';
import { type Translate, useTranslation } from '../../../translations/use-translation';
import { describeClient } from '../../../components/describe-client';
import { StateBadge } from '../../../components/StateBadge';

const OPEN = ['client', 'address', 'lastSeenAt', 'refreshDueAt'] as const;
// The most important first: a narrow window shows the first ones without scrolling.
const CLOSED = ['client', 'closedReason', 'address', 'lastSeenAt'] as const;
type Column = (typeof OPEN | typeof CLOSED)[number];

/** Asks whether to end the session; `opener` is the button to return the focus to. */
export type Ask = (session: Session | null, opener: HTMLElement) => void;

type Props = { sessions: Session[]; kind: 'open' | 'closed'; onAsk: Ask | null };

export const SessionsTable = ({ sessions, kind, onAsk }: Props) => {
  const t = useTranslation();
  const columns: readonly Column[] = kind === 'open' ? OPEN : CLOSED;
  return (
    <DataTable
      rows={sessions}
      columns={columns}
      labelOf={(column) => t(`session.${column}`)}
      actions={
        onAsk !== null &&
        ((session) => !session.isPresent && <EndButton session={session} onAsk={onAsk} t={t} />)
      }
    >
      {(column, session) => <Cell column={column} session={session} t={t} />}
    </DataTable>
  );
};

const Cell = ({ column, session, t }: { column: Column; session: Session; t: Translate }) => {
  switch (column) {
    case 'client':
      return (
        <Flex gap={2}>
          <Box maxWidth="20rem">
            <Typography tag="p" textColor="neutral800" ellipsis title={session.client ?? undefined}>
              {clientOf(session, t)}
            </Typography>
          </Box>
          {session.isPresent && <StateBadge colour="success" text={t('session.present')} />}
        </Flex>
      );
    case 'address':
      return <Address session={session} t={t} />;
    case 'refreshDueAt':
      return <Due session={session} t={t} />;
    case 'closedReason':
      return (
        <Flex direction="column" alignItems="flex-start">
          <Typography textColor="neutral800">
            {session.closedReason ? t(`session.closed.${session.closedReason}`) : t('none')}
          </Typography>
          <LocalTime value={session.closedAt} textColor="neutral600" />
        </Flex>
      );
    case 'lastSeenAt':
      return <Seen session={session} t={t} />;
  }
};

const Address = ({ session: { address, location }, t }: { session: Session; t: Translate }) => (
  <Flex direction="column" alignItems="flex-start">
    <Typography textColor="neutral800">{address ?? t('none')}</Typography>
    {location && (
      <Box maxWidth="16rem">
        <Typography tag="p" variant="pi" textColor="neutral600" ellipsis title={location}>
          {location}
        </Typography>
      </Box>
    )}
  </Flex>
);

const Seen = ({ session: { startedAt, lastSeenAt }, t }: { session: Session; t: Translate }) => {
  const { formatDate } = useDates();
  const at = formatDate(startedAt, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Flex direction="column" alignItems="flex-start">
      <LocalTime value={lastSeenAt} />
      <Typography variant="pi" textColor="neutral600" title={inUtc(startedAt)} ellipsis>
        {t('session.started', { at })}
      </Typography>
    </Flex>
  );
};

const Due = ({ session: { refreshDueAt, endsAt }, t }: { session: Session; t: Translate }) => {
  const { formatDate } = useDates();
  return (
    <Flex direction="column" alignItems="flex-start">
      <LocalTime value={refreshDueAt} />
      {endsAt && (
        <Typography variant="pi" textColor="neutral600" title={inUtc(endsAt)}>
          {t('session.ends-at-latest', { at: formatDate(endsAt, { dateStyle: 'medium' }) })}
        </Typography>
      )}
    </Flex>
  );
};

const EndButton = ({ session, onAsk, t }: { session: Session; onAsk: Ask; t: Translate }) => (
  <IconButton
    variant="ghost"
    label={t('sessions.end.of', { client: clientOf(session, t) })}
    onClick={(event: React.MouseEvent<HTMLElement>) => onAsk(session, event.currentTarget)}
  >
    <SignOut />
  </IconButton>
);

const clientOf = ({ client }: Session, t: Translate) =>
  client ? describeClient(client) : t('session.client.unknown');
