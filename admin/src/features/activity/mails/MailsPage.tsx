import { IconButton } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import { Layouts, Page } from '@strapi/strapi/admin';

import { FilterBar } from '../../../components/FilterBar';
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
    <Page.Main aria-busy={list.isFetching}>
      <Page.Title>{t('nav.mails')}</Page.Title>
      <Layouts.Header title={t('nav.mails')} subtitle={t('mails.text')} />
      <Layouts.Action
        startActions={<FilterBar filters={filters} />}
        endActions={
          <IconButton label={t('refresh')} onClick={() => void list.refetch()}>
            <ArrowClockwise />
          </IconButton>
        }
      />
      <Layouts.Content>
        <MailsList list={list} />
      </Layouts.Content>
    </Page.Main>
  );
};
