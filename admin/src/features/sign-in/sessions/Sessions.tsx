import { useState } from 'react';

import { Box, Button, EmptyStateLayout, Flex, IconButton, Loader, Typography } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import { EmptyDocuments } from '@strapi/icons/symbols';

import type { Session } from '../../../../../shared/contracts/sessions';
import { AskFirst } from '../../../components/AskFirst';
import { LoadError } from '../../../components/LoadError';
import { RevokeTokens } from '../../../components/RevokeTokens';
import { useFeedback } from '../../../components/use-feedback';
import { useTranslation } from '../../../translations/use-translation';
import { type Ask, SessionsTable } from './SessionsTable';

type Props = {
  query: { data?: { data: Session[] }; isLoading: boolean; error?: unknown; refetch: () => unknown };
  /** In whose words it is: somebody else's sessions, or one's own. */
  words: 'sessions' | 'own-sessions';
  /** Whose they are. */
  name?: string;
  /** Ends one, or all but the present one; null for who may only look. With all of somebody else's, their tokens can go. */
  end: ((session: Session | null, revokeTokens: boolean) => PromiseLike<Ended>) | null;
  isEnding: boolean;
};
type Ended = { data: unknown; error?: undefined } | { data?: undefined; error: unknown };
type Pending = { session: Session | null; opener: HTMLElement };

/** What is open, and below it what was closed and why. */
export const Sessions = ({ query, words, name, end, isEnding }: Props) => {
  const t = useTranslation();
  const { succeeded, failed } = useFeedback();
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
  const confirm = async () => {
    const session = pending?.session ?? null;
    const result = await end?.(session, revokeTokens);
    setPending(null);
    if (result?.error !== undefined) return failed(result.error);
    succeeded(session ? `${words}.ended` : `${words}.all-ended`, { name });
  };

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
            <IconButton label={t('refresh')} onClick={() => void refetch()}>
              <ArrowClockwise />
            </IconButton>
          </Flex>
        </Flex>
        {open.length === 0 ? (
          <EmptyStateLayout hasRadius icon={<EmptyDocuments width="16rem" />} content={t('sessions.none')} />
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
      {pending && (
        <AskFirst
          title={t(pending.session ? `${words}.end.title` : `${words}.end-all.title`, { name })}
          confirmLabel={t(pending.session ? 'sessions.end' : `${words}.end-all`)}
          isDangerous
          isBusy={isEnding}
          opener={pending.opener}
          onConfirm={confirm}
          onClose={() => setPending(null)}
          choice={
            words === 'sessions' &&
            pending.session === null && (
              <RevokeTokens name={name ?? ''} isChosen={revokeTokens} onChange={setRevokeTokens} />
            )
          }
        >
          {t(pending.session ? `${words}.end.text` : `${words}.end-all.text`, { name })}
        </AskFirst>
      )}
    </Flex>
  );
};
