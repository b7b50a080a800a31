import type { Reason } from '../../../shared/constants';
import type { Answer, Rule } from './answer';
import type { Facts } from './facts';
import { accessDates } from './rules/access-dates';
import { address } from './rules/address';
import { adminLock } from './rules/admin-lock';
import { apiOnly } from './rules/api-only';
import { autoLock } from './rules/auto-lock';
import { granted } from './rules/granted';
import { knownUser } from './rules/known-user';
import { lifecycle } from './rules/lifecycle';
import { throttle } from './rules/throttle';
import { triesLeft } from './rules/tries-left';

export type Decision = { outcome: 'allow'; reason: 'ok' } | Extract<Answer, { outcome: 'deny' }>;

/** What is asked before a password is looked at, in this order. The first that does not pass decides. */
export const beforePassword: readonly Rule[] = [
  throttle,
  knownUser,
  apiOnly,
  lifecycle,
  granted,
  adminLock,
  accessDates,
  address,
  autoLock,
  triesLeft,
];

/**
 * What is asked of every request of a session or a key. An automatic lock is not among it: a stranger's guesses must
 * not throw out the user who is at work.
 */
export const onEveryRequest: readonly Rule[] = [
  knownUser,
  apiOnly,
  lifecycle,
  granted,
  adminLock,
  accessDates,
  address,
];

/** What is asked of who accepts an invitation, which is what grants access. */
export const onInvitation: readonly Rule[] = [knownUser, apiOnly, lifecycle, adminLock, accessDates, address];

export const decide = (rules: readonly Rule[], facts: Facts): Decision => {
  for (const rule of rules) {
    const answer = rule(facts);
    if (answer.outcome !== 'pass') return answer;
  }
  return { outcome: 'allow', reason: 'ok' };
};

/** The name of each rule, as "Who could sign in?" gives it. */
const NAMES: ReadonlyMap<Rule, string> = new Map(
  Object.entries({
    throttle,
    knownUser,
    apiOnly,
    lifecycle,
    granted,
    adminLock,
    accessDates,
    address,
    autoLock,
    triesLeft,
  }).map(([name, rule]) => [rule, name]),
);

export type Explanation = { rule: string; outcome: 'pass' | 'deny'; reason: Reason; until: Date | null };

/** The same rules, all of them, each with its own answer. The first that denies is the one that decides. */
export const explain = (rules: readonly Rule[], facts: Facts): Explanation[] =>
  rules.map((rule) => {
    const answer = rule(facts);
    const name = NAMES.get(rule) ?? 'unnamed';
    return answer.outcome === 'pass'
      ? { rule: name, outcome: 'pass', reason: 'ok', until: null }
      : { rule: name, outcome: 'deny', reason: answer.reason, until: answer.until ?? null };
  });
