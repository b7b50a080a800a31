import {
  useEndOtherSessionsMutation,
  useEndOwnSessionMutation,
  useOwnSessionsQuery,
} from '../../../api/sessions';
import { Card } from '../../../components/Card';
import { useTranslation } from '../../../translations/use-translation';
import { Sessions } from './Sessions';

/** The signed-in user's own sessions. The current one ends by signing out. */
export const OwnSessions = () => {
  const t = useTranslation();
  const query = useOwnSessionsQuery(undefined, { refetchOnMountOrArgChange: true });
  const [endOne] = useEndOwnSessionMutation();
  const [endOthers] = useEndOtherSessionsMutation();
  return (
    <Card title={t('own-sessions')}>
      <Sessions
        query={query}
        words="own-sessions"
        end={(session) => (session ? endOne(session.id) : endOthers())}
      />
    </Card>
  );
};
