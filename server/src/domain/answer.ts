import type { ChallengeKind, Reason } from '../../../shared/constants';
import type { Facts, UserFacts } from './facts';

/** What one rule says: nothing against it, one step more, or why not. `until` where the refusal ends by itself. */
export type Answer =
  | { outcome: 'pass' }
  | { outcome: 'challenge'; reason: Reason; kind: ChallengeKind }
  | { outcome: 'deny'; reason: Reason; until?: Date | null };
export type Rule = (facts: Facts) => Answer;

export const pass: Answer = { outcome: 'pass' };
export const challenge = (
  kind: ChallengeKind,
  reason: Reason,
): Extract<Answer, { outcome: 'challenge' }> => ({ outcome: 'challenge', reason, kind });
export const deny = (reason: Reason, until?: Date | null): Extract<Answer, { outcome: 'deny' }> => ({
  outcome: 'deny',
  reason,
  ...(until ? { until } : {}),
});

/** A rule about a user who exists; of nobody it has nothing to say, `knownUser` does. */
export const aboutUser =
  (rule: (facts: Facts & { user: UserFacts }) => Answer): Rule =>
  (facts) =>
    facts.user ? rule({ ...facts, user: facts.user }) : pass;
