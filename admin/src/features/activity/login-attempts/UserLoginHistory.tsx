import type { User } from '../../../../../shared/contracts/users';
import { FilteredTab } from '../../../components/FilteredTab';
import { LoginAttemptsList } from './LoginAttemptsList';
import { useLoginAttemptFilters } from './use-login-attempt-filters';
import { useLoginAttempts } from './use-login-attempts';

/** The tab of one user's attempts. */
export const UserLoginHistory = ({ user }: { user: User }) => {
  const list = useLoginAttempts(user.id);
  return (
    <FilteredTab list={list} fields={useLoginAttemptFilters({ isOfOneUser: true })}>
      <LoginAttemptsList list={list} isOfOneUser />
    </FilteredTab>
  );
};
