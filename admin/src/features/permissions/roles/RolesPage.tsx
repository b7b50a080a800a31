import { useRolesQuery } from '../../../api/roles';
import { ListContent } from '../../../components/ListContent';
import { ListPage } from '../../../components/ListPage';
import { ListSearch, useSearchedList } from '../../../components/ListSearch';
import { useTranslation } from '../../../translations/use-translation';
import { RolesTable } from './RolesTable';

/** Strapi's roles by name, with what Gatehouse adds to them. */
export const RolesPage = () => {
  const t = useTranslation();
  const asked = useSearchedList();
  const list = useRolesQuery(asked, { refetchOnMountOrArgChange: true });
  return (
    <ListPage
      title={t('nav.roles')}
      text={t('roles.text')}
      isBusy={list.isFetching}
      tools={{ start: <ListSearch of="roles" /> }}
    >
      <ListContent list={list} none={t(asked._q ? 'roles.none.match' : 'roles.none')}>
        {(roles) => <RolesTable roles={roles} />}
      </ListContent>
    </ListPage>
  );
};
