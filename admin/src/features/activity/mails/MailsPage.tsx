import { FilterBar } from '../../../components/filters/FilterBar';
import { ListPage } from '../../../components/ListPage';
import { RefreshButton } from '../../../components/RefreshButton';
import { useTranslation } from '../../../translations/use-translation';
import { MailsList } from './MailsList';
import { useMailFilters } from './use-mail-filters';
import { useMails } from './use-mails';

/** The communication log: every mail to everybody. */
export const MailsPage = () => {
  const t = useTranslation();
  const list = useMails();
  const filters = useMailFilters();
  return (
    <ListPage
      title={t('nav.mails')}
      text={t('mails.text')}
      isBusy={list.isFetching}
      tools={{ start: <FilterBar fields={filters} />, end: <RefreshButton list={list} /> }}
    >
      <MailsList list={list} />
    </ListPage>
  );
};
