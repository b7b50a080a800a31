import { useState } from 'react';

import { Button, Flex, TextButton, Typography } from '@strapi/design-system';

import type { BulkResult } from '../../../../../../shared/contracts/bulk';
import { BULK_ACTIONS, type BulkAction, USER_ACTIONS } from '../../../../../../shared/users/actions';
import { useCan } from '../../../../components/PermissionsProvider';
import { useFeedback } from '../../../../components/use-feedback';
import { useTranslation } from '../../../../translations/use-translation';
import { BulkDialog } from './BulkDialog';
import { BulkOutcome, type Outcome } from './BulkOutcome';
import type { Selection } from './use-selection';

/** The actions on many users that the person at the panel may do. */
export const useBulkActions = (): BulkAction[] => {
  const can = useCan();
  return BULK_ACTIONS.filter(
    (action) => can(USER_ACTIONS[action].permission) && (action !== 'assign-role' || can('roles.read')),
  );
};

type Props = { selection: Selection; total: number; onDone: () => unknown };

/** How many are ticked, and what can be done to them. */
export const BulkBar = ({ selection, total, onDone }: Props) => {
  const t = useTranslation();
  const actions = useBulkActions();
  const { succeeded } = useFeedback();
  const [pending, setPending] = useState<{ action: BulkAction; opener: HTMLElement } | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const finish = (action: BulkAction, results: BulkResult[]) => {
    if (results.every(({ ok }) => ok)) succeeded(`bulk.${action}.done`, { count: results.length });
    else setOutcome({ action, results });
    selection.clear();
    onDone();
  };

  return (
    <>
      {selection.count > 0 && (
        <Flex
          role="region"
          aria-label={t('bulk.title')}
          background="primary100"
          borderColor="primary200"
          hasRadius
          paddingTop={3}
          paddingBottom={3}
          paddingLeft={5}
          paddingRight={5}
          marginBottom={4}
          gap={4}
          justifyContent="space-between"
          wrap="wrap"
        >
          <Flex gap={4} wrap="wrap">
            <Typography fontWeight="semiBold" aria-live="polite">
              {t(selection.isAll ? 'bulk.all' : 'bulk.some', { count: selection.count })}
            </Typography>
            {selection.canChooseAll && (
              <TextButton onClick={selection.chooseAll}>{t('bulk.choose-all', { count: total })}</TextButton>
            )}
            <TextButton onClick={selection.clear}>{t('bulk.clear')}</TextButton>
          </Flex>
          <Flex gap={2} wrap="wrap">
            {actions.map((action) => (
              <Button
                key={action}
                size="S"
                variant={action === 'delete' ? 'danger-light' : 'tertiary'}
                onClick={(event: React.MouseEvent<HTMLElement>) =>
                  setPending({ action, opener: event.currentTarget })
                }
              >
                {t(`bulk.${action}`)}
              </Button>
            ))}
          </Flex>
        </Flex>
      )}
      {pending && (
        <BulkDialog
          {...pending}
          selection={selection}
          onClose={() => setPending(null)}
          onResults={(results) => finish(pending.action, results)}
          onJob={(job) => {
            setOutcome({ action: pending.action, job });
            selection.clear();
          }}
        />
      )}
      {outcome && <BulkOutcome {...outcome} onFinished={onDone} onClose={() => setOutcome(null)} />}
    </>
  );
};
