import type { User } from '../../../../../shared/contracts/users';
import { useLoginAttemptsQuery } from '../../../api/login-attempts';
import { useOwnSessionsQuery } from '../../../api/sessions';
import { useCan } from '../../../components/PermissionsProvider';

export type LikelyAddress = { ip: string | null; from: 'last' | 'own' | 'nowhere' };

/**
 * The address a user last tried from; else the one of the person at the panel, who is often at the same
 * office. Undefined while it is looked up.
 */
export const useLikelyAddress = (user: User): LikelyAddress | undefined => {
  const canSee = useCan()('login-attempts.read');
  const attempts = useLoginAttemptsQuery(
    { filters: { user: { $eq: String(user.id) } }, pageSize: '1' },
    { skip: !canSee },
  );
  const sessions = useOwnSessionsQuery();
  if (attempts.isLoading || sessions.isLoading) return undefined;
  const last = attempts.data?.data[0]?.ip;
  if (last) return { ip: last, from: 'last' };
  const own = sessions.data?.data.find(({ isPresent }) => isPresent)?.address;
  return own ? { ip: own, from: 'own' } : { ip: null, from: 'nowhere' };
};
