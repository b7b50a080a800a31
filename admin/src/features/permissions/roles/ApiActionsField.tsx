import { useMemo, useState } from 'react';

import { Accordion, Box, Field, Flex, Searchbar, Typography } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';

import { useApiActionsQuery } from '../../../api/roles';
import { LoadError } from '../../../components/LoadError';
import { Skeleton } from '../../../components/Skeleton';
import { useTranslation } from '../../../translations/use-translation';
import { groupActions, matching } from './api-actions';
import { ApiActionGroup } from './ApiActionGroup';

type Props = {
  /** What the role already grants: an action whose content type is gone stays until it is removed. */
  saved: readonly string[];
  disabled: boolean;
};

/** The Content API actions that a role grants, by content type. */
export const ApiActionsField = ({ saved, disabled }: Props) => {
  const t = useTranslation();
  const { data, error: failure, refetch } = useApiActionsQuery();
  const { value: chosen = [], error, onChange } = useField<string[]>('apiActions');
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState('');
  const groups = useMemo(
    () => groupActions([...(data?.data ?? []).map(({ uid }) => uid), ...saved]),
    [data, saved],
  );
  const found = matching(groups, search);
  if (!data) return failure ? <LoadError error={failure} onRetry={refetch} /> : <Skeleton height={20} />;

  const lookFor = (text: string) => {
    setSearch(text);
    // Opens the first match at once.
    setOpened(text ? (matching(groups, text)[0]?.owner ?? '') : '');
  };
  return (
    <Field.Root name="apiActions" error={error}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Flex justifyContent="space-between" gap={4} wrap="wrap">
          <Box width={{ initial: '100%', medium: '28rem' }}>
            <Searchbar
              name="search-actions"
              size="S"
              value={search}
              placeholder={t('role.apiActions.search.hint')}
              clearLabel={t('clear')}
              onChange={(event) => lookFor(event.target.value)}
              onClear={() => lookFor('')}
              onKeyDown={(event) => {
                // The search is inside the form, but not submitted with it.
                if (event.key === 'Enter') event.preventDefault();
                if (event.key === 'Escape') lookFor('');
              }}
            >
              {t('role.apiActions.search')}
            </Searchbar>
          </Box>
          <Typography role="status" textColor="neutral600">
            {t('role.apiActions.count', { count: chosen.length })}
          </Typography>
        </Flex>
        {found.length > 0 ? (
          <Accordion.Root value={opened} onValueChange={setOpened}>
            {found.map((group) => (
              <ApiActionGroup
                key={group.owner}
                group={group}
                chosen={chosen}
                disabled={disabled}
                onChange={(uids) => onChange('apiActions', uids)}
              />
            ))}
          </Accordion.Root>
        ) : (
          <Typography textColor="neutral600">
            {t(search ? 'role.apiActions.none.match' : 'role.apiActions.none')}
          </Typography>
        )}
        <Field.Error />
      </Flex>
    </Field.Root>
  );
};
