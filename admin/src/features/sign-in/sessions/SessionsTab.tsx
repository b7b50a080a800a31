import type { User } from '../../../../../shared/contracts/users';
import { useEndSessionMutation, useEndSessionsMutation, useSessionsQuery } from '../../../api/sessions';
import { useCan } from '../../../components/PermissionsProvider';
import { nameOf } from '../../../components/user/user-names';
import { Sessions } from './Sessions';

/** The panel sessions of a user. */
export const SessionsTab = ({ user }: { user: User }) => {
  const canEnd = useCan()('sessions.end');
  const query = useSessionsQuery(user.id, { refetchOnMountOrArgChange: true });
  const [endOne] = useEndSessionMutation();
  const [endAll] = useEndSessionsMutation();
  return (
    <Sessions
      query={query}
      words="sessions"
      name={nameOf(user)}
      end={
        canEnd
          ? (session, revokeTokens) =>
              session ? endOne({ id: user.id, sessionId: session.id }) : endAll({ id: user.id, revokeTokens })
          : null
      }
    />
  );
};
