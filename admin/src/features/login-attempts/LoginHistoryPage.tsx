import { IconButton } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import { Layouts, Page } from '@strapi/strapi/admin';

import { FilterBar } from '../../components/FilterBar';
import { useTranslation } from '../../translations/use-translation';
import { LoginAttemptsList } from './LoginAttemptsList';
import { useLoginAttemptFilters, useLoginAttempts } from './use-login-attempts';

/** Every attempt of everybody. */
export const LoginHistoryPage = () => {
  const t = useTranslation();
  const list = useLoginAttempts();
  const filters = useLoginAttemptFilters();
  return (
    <Page.Main aria-busy={list.isFetching}>
      <Page.Title>{t('nav.login-history')}</Page.Title>
      <Layouts.Header title={t('nav.login-history')} subtitle={t('attempts.text')} />
      <Layouts.Action
        startActions={<FilterBar filters={filters} />}
        endActions={
          <IconButton label={t('refresh')} onClick={() => void list.refetch()}>
            <ArrowClockwise />
          </IconButton>
        }
      />
      <Layouts.Content>
        <LoginAttemptsList list={list} />
      </Layouts.Content>
    </Page.Main>
  );
};
