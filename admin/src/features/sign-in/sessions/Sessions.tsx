import { useState } from 'react';

import { Box, Button, Flex, Loader, Typography } from '@strapi/design-system';

import type { Session } from '../../../../../shared/contracts/sessions';
import { ConfirmMutation } from '../../../components/ConfirmMutation';
import { EmptyState } from '../../../components/EmptyState';
import { LoadError } from '../../../components/LoadError';
import { RefreshButton } from '../../../components/RefreshButton';
import { RevokeTokens } from '../../../components/RevokeTokens';
import type { Outcome } from '../../../components/use-feedback';
import { useTranslation } from '../../../translations/use-translation';
import { type Ask, SessionsTable } from './SessionsTable';

type Props = {
  query: { data?: { data: Session[] }; isLoading: boolean; error?: unknown; refetch: () => unknown };
  /** Which texts to use: for somebody else's sessions, or for one's own. */
  words: 'sessions' | 'own-sessions';
  /** The name of their user. */
  name?: string;
  /**
   * Ends one, or all but the current one; null for people who may only look. When all sessions of another
   * user are ended, the user's tokens can be revoked too.
   */
  end: ((session: Session | null, revokeTokens: boolean) => PromiseLike<Outcome>) | null;
};
type Pending = { session: Session | null; opener: HTMLElement };

/** The open sessions, and below them those that were closed and why. */
export const Sessions = ({ query, words, name, end }: Props) => {
  const t = useTranslation();
  const [pending, setPending] = useState<Pending | null>(null);
  const [revokeTokens, setRevokeTokens] = useState(false);
  const { data, isLoading, error, refetch } = query;

  if (isLoading)
    return (
      <Flex justifyContent="center" padding={8}>
        <Loader>{t('loading')}</Loader>
      </Flex>
    );
  if (!data) return <LoadError error={error} onRetry={() => void refetch()} />;

  const open = data.data.filter(({ closedReason }) => closedReason === null);
  const closed = data.data.filter(({ closedReason }) => closedReason !== null);
  const ask: Ask | null =
    end &&
    ((session, opener) => {
      setRevokeTokens(false);
      setPending({ session, opener });
    });

  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <Box>
        <Flex justifyContent="space-between" paddingBottom={4} gap={2}>
          <Typography textColor="neutral600">{t(`${words}.text`)}</Typography>
          <Flex gap={2}>
            {ask && open.some(({ isPresent }) => !isPresent) && (
              <Button
                variant="danger-light"
                size="S"
                onClick={(event: React.MouseEvent<HTMLElement>) => ask(null, event.currentTarget)}
              >
                {t(`${words}.end-all`)}
              </Button>
            )}
            <RefreshButton list={query} />
          </Flex>
        </Flex>
        {open.length === 0 ? (
          <EmptyState text={t('sessions.none')} />
        ) : (
          <SessionsTable sessions={open} kind="open" onAsk={ask} />
        )}
      </Box>
      {closed.length > 0 && (
        <Box tag="section" aria-label={t('sessions.closed')}>
          <Typography variant="delta" tag={words === 'sessions' ? 'h2' : 'h3'}>
            {t('sessions.closed')}
          </Typography>
          <Box paddingTop={4}>
            <SessionsTable sessions={closed} kind="closed" onAsk={null} />
          </Box>
        </Box>
      )}
      {pending && end && (
        <ConfirmMutation
          of={pending.session ? `${words}.end` : `${words}.end-all`}
          done={pending.session ? `${words}.ended` : `${words}.all-ended`}
          values={{ name }}
          run={() => end(pending.session, revokeTokens)}
          opener={pending.opener}
          onClose={() => setPending(null)}
          choice={
            words === 'sessions' &&
            pending.session === null && (
              <RevokeTokens name={name ?? ''} isChosen={revokeTokens} onChange={setRevokeTokens} />
            )
          }
        />
      )}
    </Flex>
  );
};
