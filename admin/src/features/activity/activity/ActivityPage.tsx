import { downloadActivity } from '../../../api/activity';
import { ExportButton } from '../../../components/ExportButton';
import { FilterBar } from '../../../components/filters/FilterBar';
import { ListPage } from '../../../components/ListPage';
import { useCan } from '../../../components/PermissionsProvider';
import { RefreshButton } from '../../../components/RefreshButton';
import { useTranslation } from '../../../translations/use-translation';
import { ActivityList } from './ActivityList';
import { useActivity } from './use-activity';
import { useActivityFilters } from './use-activity-filters';

/** The whole log: everything that was done, by whom and to what. */
export const ActivityPage = () => {
  const t = useTranslation();
  const can = useCan();
  const list = useActivity();
  const filters = useActivityFilters(list.data?.data ?? []);
  return (
    <ListPage
      title={t('nav.activity')}
      text={t('activity.text')}
      isBusy={list.isFetching}
      action={
        can('activity.export') && <ExportButton name="activity" load={() => downloadActivity(list.filters)} />
      }
      tools={{ start: <FilterBar fields={filters} />, end: <RefreshButton list={list} /> }}
    >
      <ActivityList list={list} />
    </ListPage>
  );
};
