import { Flex, IconButton } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import { Layouts, Page } from '@strapi/strapi/admin';

import { downloadLoginAttempts } from '../../../api/login-attempts';
import { ExportButton } from '../../../components/ExportButton';
import { FilterBar } from '../../../components/FilterBar';
import { useCan } from '../../../components/PermissionsProvider';
import { useTranslation } from '../../../translations/use-translation';
import { AttemptsSummary, PeriodSelect } from './AttemptsSummary';
import { LoginAttemptsList } from './LoginAttemptsList';
import { useLoginAttemptFilters } from './use-login-attempt-filters';
import { useLoginAttempts } from './use-login-attempts';

/** Every attempt of everybody. */
export const LoginHistoryPage = () => {
  const t = useTranslation();
  const can = useCan();
  const list = useLoginAttempts();
  const filters = useLoginAttemptFilters();
  return (
    <Page.Main aria-busy={list.isFetching}>
      <Page.Title>{t('nav.login-history')}</Page.Title>
      <Layouts.Header
        title={t('nav.login-history')}
        subtitle={t('attempts.text')}
        primaryAction={
          can('login-attempts.export') && (
            <ExportButton name="login-history" load={() => downloadLoginAttempts(list.filters)} />
          )
        }
      />
      <Layouts.Action
        startActions={
          <>
            <PeriodSelect />
            <FilterBar filters={filters} />
          </>
        }
        endActions={
          <IconButton label={t('refresh')} onClick={() => void list.refetch()}>
            <ArrowClockwise />
          </IconButton>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          {!list.isError && <AttemptsSummary filters={list.filters} />}
          <LoginAttemptsList list={list} />
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
