import { Box, Typography } from '@strapi/design-system';

import type { User } from '../../../../../shared/contracts/users';
import { useEndSessionMutation, useEndSessionsMutation, useSessionsQuery } from '../../../api/sessions';
import { useCan } from '../../../components/PermissionsProvider';
import { nameOf } from '../../../components/user/user-names';
import { useTranslation } from '../../../translations/use-translation';
import { Sessions } from './Sessions';

/** The panel sessions of a user. */
export const SessionsTab = ({ user }: { user: User }) => {
  const t = useTranslation();
  const canEnd = useCan()('sessions.end');
  const query = useSessionsQuery(user.id, { refetchOnMountOrArgChange: true });
  const [endOne] = useEndSessionMutation();
  const [endAll] = useEndSessionsMutation();
  return (
    <Box tag="section" aria-label={t('user.part.sessions')}>
      <Typography variant="delta" tag="h2">
        {t('user.part.sessions')}
      </Typography>
      <Sessions
        query={query}
        words="sessions"
        name={nameOf(user)}
        end={
          canEnd
            ? (session, revokeTokens) =>
                session
                  ? endOne({ id: user.id, sessionId: session.id })
                  : endAll({ id: user.id, revokeTokens })
            : null
        }
      />
    </Box>
  );
};
