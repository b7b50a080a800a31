import type { User } from '../../../../../shared/contracts/users';
import { FilteredTab } from '../../../components/FilteredTab';
import { MailsList } from './MailsList';
import { useMailFilters } from './use-mail-filters';
import { useMails } from './use-mails';

/** The tab of the mails to one user. */
export const UserMails = ({ user }: { user: User }) => {
  const list = useMails(user.id);
  return (
    <FilteredTab list={list} fields={useMailFilters({ isOfOneUser: true })}>
      <MailsList list={list} isOfOneUser />
    </FilteredTab>
  );
};
