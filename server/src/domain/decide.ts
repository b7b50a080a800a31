import type { Reason } from '../../../shared/constants';
import type { RuleName } from '../../../shared/contracts/access';
import type { Answer, Ask, Rule } from './answer';
import type { Facts } from './facts';
import { accessDates } from './rules/access-dates';
import { address } from './rules/address';
import { adminLock } from './rules/admin-lock';
import { apiOnly } from './rules/api-only';
import { autoLock } from './rules/auto-lock';
import { enrolFactor } from './rules/enrol-factor';
import { enrolProof } from './rules/enrol-proof';
import { granted } from './rules/granted';
import { keyLicence } from './rules/key-licence';
import { knownUser } from './rules/known-user';
import { lifecycle } from './rules/lifecycle';
import { newPassword } from './rules/new-password';
import { secondFactor } from './rules/second-factor';
import { ssoOnly } from './rules/sso-only';
import { temporaryPassword } from './rules/temporary-password';
import { throttle } from './rules/throttle';
import { triesLeft } from './rules/tries-left';

export type Decision = { outcome: 'allow'; reason: 'ok' } | Exclude<Answer, { outcome: 'pass' }>;

/** Asked, in this order, before a password is looked at. The first that does not pass decides. */
export const beforePassword: readonly Rule[] = [
  throttle,
  knownUser,
  apiOnly,
  ssoOnly,
  lifecycle,
  granted,
  adminLock,
  accessDates,
  address,
  temporaryPassword,
  autoLock,
  triesLeft,
];

/**
 * Asked once the password was right and nothing denied access: the steps left until the user is in. The
 * second factor, or its replacement, comes first: a stolen password must not be enough to change it.
 */
export const afterPassword: readonly Rule[] = [secondFactor, enrolProof, newPassword, enrolFactor];

/**
 * Asked on every request of a session or a key. Leaves out automatic locks: a stranger's guesses must not
 * throw out a user who is at work.
 */
export const onEveryRequest: readonly Rule[] = [
  knownUser,
  apiOnly,
  keyLicence,
  lifecycle,
  granted,
  adminLock,
  accessDates,
  address,
];

/** Also asked of a session: one that was opened earlier must meet the steps of a sign-in too. */
export const onEverySessionRequest: readonly Rule[] = [...onEveryRequest, ...afterPassword];

/** A session continues while a new password is being chosen, but not without the second factor. */
export const onRenewal: readonly Rule[] = [...onEveryRequest, secondFactor, enrolFactor];

/** Asked when an invitation is accepted, which is what grants access. */
export const onInvitation: readonly Rule[] = [knownUser, apiOnly, lifecycle, adminLock, accessDates, address];

export const decide = (rules: readonly Ask[], facts: Facts): Decision => {
  for (const ask of rules) {
    const answer = ask(facts);
    if (answer.outcome !== 'pass') return answer;
  }
  return { outcome: 'allow', reason: 'ok' };
};

export type Explanation = { rule: RuleName; outcome: Answer['outcome']; reason: Reason; until: Date | null };

/** Every rule with its own answer. The first that does not pass decides. */
export const explain = (rules: readonly Rule[], facts: Facts): Explanation[] =>
  rules.map((ask) => {
    const answer = ask(facts);
    const reason = answer.outcome === 'pass' ? 'ok' : answer.reason;
    const until = (answer.outcome === 'deny' && answer.until) || null;
    return { rule: ask.rule, outcome: answer.outcome, reason, until };
  });
