import { ListContent } from '../../../components/ListContent';
import { useTranslation } from '../../../translations/use-translation';
import { LoginAttemptsTable } from './LoginAttemptsTable';
import type { useLoginAttempts } from './use-login-attempts';

type Props = { list: ReturnType<typeof useLoginAttempts>; isOfOneUser?: boolean };

export const LoginAttemptsList = ({ list, isOfOneUser }: Props) => {
  const t = useTranslation();
  return (
    <ListContent list={list} none={t(list.isFiltered ? 'attempts.none.match' : 'attempts.none')}>
      {(attempts) => <LoginAttemptsTable attempts={attempts} isOfOneUser={isOfOneUser} />}
    </ListContent>
  );
};
