import { useEffect, useState } from 'react';

import { Box, Button, Flex, Modal, ProgressBar, Typography } from '@strapi/design-system';

import { MAX_PAGE_SIZE } from '../../../../../../shared/constants';
import type { BulkResult, Job } from '../../../../../../shared/contracts/bulk';
import type { BulkAction } from '../../../../../../shared/users/actions';
import { isCode } from '../../../../api/refusal';
import { useJobQuery } from '../../../../api/bulk';
import { returnFocusTo } from '../../../../components/dialog-focus';
import { LoadError } from '../../../../components/LoadError';
import { useTranslation } from '../../../../translations/use-translation';

/** The outcome: results at once, or a job that goes on. */
export type Outcome = { action: BulkAction } & ({ results: BulkResult[] } | { job: Job });

const ASK_EVERY_MS = 1_000;

/** Shows the progress, and in the end which users were left out and why. */
export const BulkOutcome = ({
  onFinished,
  onClose,
  ...outcome
}: Outcome & { onFinished: () => unknown; onClose: () => void }) => {
  const t = useTranslation();
  return (
    <Modal.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal.Content onCloseAutoFocus={returnFocusTo(null)} aria-describedby={undefined}>
        <Modal.Header closeLabel={t('close')}>
          <Modal.Title>{t(`bulk.${outcome.action}`)}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          {'job' in outcome ? (
            <JobOutcome job={outcome.job} onFinished={onFinished} />
          ) : (
            <Results
              done={outcome.results.filter(({ ok }) => ok).length}
              total={outcome.results.length}
              leftOut={outcome.results.filter(({ ok }) => !ok)}
            />
          )}
        </Modal.Body>
        <Modal.Footer>
          <span />
          <Button onClick={onClose}>{t('close')}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};

const JobOutcome = ({ job, onFinished }: { job: Job; onFinished: () => unknown }) => {
  const t = useTranslation();
  const [isFinished, setFinished] = useState(false);
  const { data, error, refetch } = useJobQuery(
    { id: job.id, pageSize: String(MAX_PAGE_SIZE), filters: { ok: { $eq: 'false' } } },
    { pollingInterval: isFinished ? 0 : ASK_EVERY_MS, refetchOnMountOrArgChange: true },
  );
  const now = data?.data ?? { ...job, results: [] };
  const hasEnded = now.finishedAt !== null;
  useEffect(() => {
    if (!hasEnded) return;
    setFinished(true);
    onFinished();
    // Only once, when it ends: the callback changes with every render of the list.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [hasEnded]);

  if (error && !data) return <LoadError error={error} onRetry={refetch} />;
  if (hasEnded)
    return (
      <Results
        done={now.done - now.failed}
        total={now.total}
        leftOut={now.results}
        more={now.failed - now.results.length}
        isStopped={now.state === 'stopped'}
      />
    );
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography aria-live="polite">{t('bulk.progress', { done: now.done, total: now.total })}</Typography>
      <ProgressBar aria-label={t('bulk.progress.label')} value={now.done} max={Math.max(now.total, 1)} />
      <Typography textColor="neutral600">{t('bulk.progress.text')}</Typography>
    </Flex>
  );
};

type ResultsProps = {
  done: number;
  total: number;
  leftOut: BulkResult[];
  more?: number;
  isStopped?: boolean;
};

const Results = ({ done, total, leftOut, more = 0, isStopped = false }: ResultsProps) => {
  const t = useTranslation();
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography role="status">{t('bulk.result', { done, total })}</Typography>
      {isStopped && <Typography textColor="danger600">{t('bulk.stopped')}</Typography>}
      {leftOut.length > 0 && (
        <>
          <Typography variant="delta" tag="h3">
            {t('bulk.left-out')}
          </Typography>
          <Box maxHeight="32rem" overflow="auto" tabIndex={0} role="group" aria-label={t('bulk.left-out')}>
            <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
              {leftOut.map(({ id, userName, code }) => (
                <Box key={id} tag="li">
                  <Typography fontWeight="semiBold" tag="p">
                    {userName ?? t('bulk.nameless', { id })}
                  </Typography>
                  <Typography textColor="neutral600" tag="p">
                    {t(isCode(code) ? `error.${code}` : 'error.unknown')}
                  </Typography>
                </Box>
              ))}
            </Flex>
          </Box>
          {more > 0 && <Typography textColor="neutral600">{t('bulk.more', { count: more })}</Typography>}
        </>
      )}
    </Flex>
  );
};
