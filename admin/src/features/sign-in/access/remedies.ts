import type { RuleName } from '../../../../../shared/contracts/access';
import type { Permission } from '../../../../../shared/permissions';
import { loginHistoryPath, sectionPath, userPath } from '../../../paths';
import type { TextId } from '../../../translations/use-translation';

/** A place to change what a rule says, or to see its cause, and the permission to go there. */
export type Remedy = { text: TextId; to: string; permission: Permission };

type Question = { userId: number; ip: string };

const person = ({ userId }: Question): Remedy => ({
  text: 'explain.remedy.user',
  to: userPath(userId),
  permission: 'users.read',
});
const dates = ({ userId }: Question): Remedy => ({
  text: 'explain.remedy.dates',
  to: userPath(userId),
  permission: 'users.read',
});
const attempts = ({ userId }: Question): Remedy => ({
  text: 'explain.remedy.attempts',
  to: userPath(userId, 'login-history'),
  permission: 'login-attempts.read',
});
const fromThere = ({ ip }: Question): Remedy => ({
  text: 'explain.remedy.from-there',
  to: loginHistoryPath([{ ip: { $eq: ip } }, { outcome: { $eq: 'failure' } }]),
  permission: 'login-attempts.read',
});
const ownAddresses = ({ userId }: Question): Remedy => ({
  text: 'explain.remedy.own-addresses',
  to: userPath(userId, 'ip-addresses'),
  permission: 'ip-rules.read',
});
const allAddresses = (): Remedy => ({
  text: 'explain.remedy.all-addresses',
  to: sectionPath('ip-rules'),
  permission: 'ip-rules.read',
});
const policy = (): Remedy => ({
  text: 'explain.remedy.policy',
  to: sectionPath('environment'),
  permission: 'policy.read',
});

const REMEDIES: Partial<Record<RuleName, readonly ((question: Question) => Remedy)[]>> = {
  throttle: [fromThere, policy],
  apiOnly: [person],
  lifecycle: [person],
  granted: [person],
  adminLock: [person],
  accessDates: [dates],
  address: [ownAddresses, allAddresses],
  temporaryPassword: [person, policy],
  autoLock: [person, attempts, policy],
  triesLeft: [person, attempts, policy],
};

/** The remedies when a rule denies, by its name. */
export const remediesOf = (rule: RuleName, question: Question): Remedy[] =>
  (REMEDIES[rule] ?? []).map((remedy) => remedy(question));
