import { IconButton } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import { Layouts, Page } from '@strapi/strapi/admin';

import { downloadActivity } from '../../../api/activity';
import { ExportButton } from '../../../components/ExportButton';
import { FilterBar } from '../../../components/FilterBar';
import { useCan } from '../../../components/PermissionsProvider';
import { useTranslation } from '../../../translations/use-translation';
import { ActivityList } from './ActivityList';
import { useActivity } from './use-activity';
import { useActivityFilters } from './use-activity-filters';

/** The whole log: everything that was done, by whom and to what. */
export const ActivityPage = () => {
  const t = useTranslation();
  const can = useCan();
  const list = useActivity();
  const filters = useActivityFilters(list.entries);
  return (
    <Page.Main aria-busy={list.isFetching}>
      <Page.Title>{t('nav.activity')}</Page.Title>
      <Layouts.Header
        title={t('nav.activity')}
        subtitle={t('activity.text')}
        primaryAction={
          can('activity.export') && (
            <ExportButton name="activity" load={() => downloadActivity(list.filters)} />
          )
        }
      />
      <Layouts.Action
        startActions={<FilterBar filters={filters} />}
        endActions={
          <IconButton label={t('refresh')} onClick={() => void list.refetch()}>
            <ArrowClockwise />
          </IconButton>
        }
      />
      <Layouts.Content>
        <ActivityList list={list} />
      </Layouts.Content>
    </Page.Main>
  );
};
