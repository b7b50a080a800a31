import { Flex } from '@strapi/design-system';

import { downloadLoginAttempts } from '../../../api/login-attempts';
import { ExportButton } from '../../../components/ExportButton';
import { FilterBar } from '../../../components/filters/FilterBar';
import { ListPage } from '../../../components/ListPage';
import { useCan } from '../../../components/PermissionsProvider';
import { RefreshButton } from '../../../components/RefreshButton';
import { useTranslation } from '../../../translations/use-translation';
import { AttemptsSummary, PeriodSelect } from './AttemptsSummary';
import { LoginAttemptsList } from './LoginAttemptsList';
import { useLoginAttemptFilters } from './use-login-attempt-filters';
import { useLoginAttempts } from './use-login-attempts';

/** All attempts by anybody. */
export const LoginHistoryPage = () => {
  const t = useTranslation();
  const can = useCan();
  const list = useLoginAttempts();
  const filters = useLoginAttemptFilters();
  const narrowing = (
    <>
      <PeriodSelect />
      <FilterBar fields={filters} />
    </>
  );
  return (
    <ListPage
      title={t('nav.login-history')}
      text={t('attempts.text')}
      isBusy={list.isFetching}
      action={
        can('login-attempts.export') && (
          <ExportButton name="login-history" load={() => downloadLoginAttempts(list.filters)} />
        )
      }
      tools={{ start: narrowing, end: <RefreshButton list={list} /> }}
    >
      <Flex direction="column" alignItems="stretch" gap={6}>
        {!list.isError && <AttemptsSummary filters={list.filters} />}
        <LoginAttemptsList list={list} />
      </Flex>
    </ListPage>
  );
};
