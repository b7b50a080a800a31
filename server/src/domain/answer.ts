import type { ChallengeKind, Reason } from '../../../shared/constants';
import type { RuleName } from '../../../shared/contracts/access';
import type { Facts, UserFacts } from './facts';

/** What one rule answers: pass, one more step, or a denial. `until`: when the denial ends by itself. */
export type Answer =
  | { outcome: 'pass' }
  | { outcome: 'challenge'; reason: Reason; kind: ChallengeKind }
  | { outcome: 'deny'; reason: Reason; until?: Date | null };
export type Ask = (facts: Facts) => Answer;
/** Named as in “Who could sign in?”; its message is that of the reason it answers with. */
export type Rule = Ask & { readonly rule: RuleName };

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

export const ruleOf = (rule: RuleName, ask: Ask): Rule => Object.assign(ask, { rule });

/** A rule about an existing user. Passes if there is none: that is for `knownUser` to deny. */
export const aboutUser = (rule: RuleName, ask: (facts: Facts & { user: UserFacts }) => Answer): Rule =>
  ruleOf(rule, (facts) => (facts.user ? ask({ ...facts, user: facts.user }) : pass));
