import { ListContent } from '../../../components/ListContent';
import { useTranslation } from '../../../translations/use-translation';
import { MailsTable } from './MailsTable';
import type { useMails } from './use-mails';

type Props = { list: ReturnType<typeof useMails>; isOfOneUser?: boolean };

export const MailsList = ({ list, isOfOneUser }: Props) => {
  const t = useTranslation();
  return (
    <ListContent list={list} none={t(list.isFiltered ? 'mails.none.match' : 'mails.none')}>
      {(mails) => <MailsTable mails={mails} isOfOneUser={isOfOneUser} />}
    </ListContent>
  );
};
