import {
  endMyOtherSessions,
  endMySession,
  endSession,
  endSessions,
  listMySessions,
  listSessions,
} from '../../../shared/contracts/sessions';
import { ask, tell } from './ask';
import type { Tags } from './gatehouse-api';

const OWN: Tags = [{ type: 'GatehouseSession', id: 'OWN' }];
const TOUCHED_OWN: Tags = ['GatehouseSession', 'GatehouseLog', 'Sessions'];
const touched = ({ id }: { id: number }): Tags => [
  { type: 'GatehouseSession', id },
  // The session may be the signed-in user's own.
  ...OWN,
  { type: 'GatehouseLog', id },
];

export const useSessionsQuery = ask(listSessions, (id) => [{ type: 'GatehouseSession', id }]);
/** Reloads after a refusal too: the session may have ended already. */
export const useEndSessionMutation = tell(endSession, touched);
export const useEndSessionsMutation = tell(endSessions, touched, {
  toArgs: ({ id, revokeTokens }: { id: number; revokeTokens: boolean }) => ({
    id,
    revokeTokens: `${revokeTokens}` as const,
  }),
});
export const useOwnSessionsQuery = ask(listMySessions, OWN);
export const useEndOwnSessionMutation = tell(endMySession, TOUCHED_OWN);
export const useEndOtherSessionsMutation = tell(endMyOtherSessions, TOUCHED_OWN);
