import type { Answer, Rule } from './answer';
import type { Facts } from './facts';
import { accessDates } from './rules/access-dates';
import { address } from './rules/address';
import { adminLock } from './rules/admin-lock';
import { apiOnly } from './rules/api-only';
import { autoLock } from './rules/auto-lock';
import { knownUser } from './rules/known-user';
import { lifecycle } from './rules/lifecycle';

export type Decision = { outcome: 'allow'; reason: 'ok' } | Extract<Answer, { outcome: 'deny' }>;

/** What is asked before a password is looked at, in this order. The first that does not pass decides. */
export const beforePassword: readonly Rule[] = [
  knownUser,
  apiOnly,
  lifecycle,
  adminLock,
  accessDates,
  address,
  autoLock,
];

/**
 * What is asked of every request of a session. An automatic lock is not among it: a stranger's guesses must not
 * throw out the user who is at work.
 */
export const onEveryRequest: readonly Rule[] = [knownUser, apiOnly, lifecycle, adminLock, accessDates, address];

export const decide = (rules: readonly Rule[], facts: Facts): Decision => {
  for (const rule of rules) {
    const answer = rule(facts);
    if (answer.outcome !== 'pass') return answer;
  }
  return { outcome: 'allow', reason: 'ok' };
};
