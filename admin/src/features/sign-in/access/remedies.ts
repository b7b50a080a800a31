import type { RuleName } from '../../../../../shared/contracts/access';
import type { Permission } from '../../../../../shared/permissions';
import type { AccessQuestion } from '../../../api/access';
import { useCan } from '../../../components/PermissionsProvider';
import { loginHistoryPath, sectionPath, userPath } from '../../../paths';
import type { TextId } from '../../../translations/use-translation';

/** A place to change what a rule says, or to see its cause, and the permission to do so there. */
type Remedy = { text: TextId; to: string; permission: Permission };
type RemedyFor = (question: AccessQuestion) => Remedy;

const atUser =
  (text: TextId, permission: Permission, tab?: string): RemedyFor =>
  ({ user }) => ({ text, to: userPath(user, tab), permission });
const at =
  (text: TextId, to: string, permission: Permission): RemedyFor =>
  () => ({ text, to, permission });

const status = atUser('explain.remedy.user', 'users.read');
const unlock = atUser('explain.remedy.unlock', 'users.lock');
const attempts = atUser('explain.remedy.attempts', 'login-attempts.read', 'login-history');
const mfa = atUser('explain.remedy.mfa', 'users.mfa', 'mfa');
const policy = at('explain.remedy.policy', sectionPath('environment'), 'policy.read');
const fromThere: RemedyFor = ({ ip }) => ({
  text: 'explain.remedy.from-there',
  to: loginHistoryPath([{ ip: { $eq: ip } }, { outcome: { $eq: 'failure' } }]),
  permission: 'login-attempts.read',
});

/** By rule, what helps most first. */
const REMEDIES: Partial<Record<RuleName, readonly RemedyFor[]>> = {
  throttle: [fromThere, policy],
  apiOnly: [atUser('explain.remedy.keys', 'api-keys.read', 'api-keys'), status],
  ssoOnly: [atUser('explain.remedy.roles', 'roles.read', 'permissions')],
  keyLicence: [
    atUser('explain.remedy.licence', 'licences.assign'),
    at('explain.remedy.licences', sectionPath('licences'), 'licences.read'),
  ],
  lifecycle: [atUser('explain.remedy.enable', 'users.lifecycle'), status],
  granted: [
    atUser('explain.remedy.allow', 'users.lock'),
    atUser('explain.remedy.invite', 'users.invite'),
    status,
  ],
  adminLock: [unlock, status],
  accessDates: [atUser('explain.remedy.dates', 'users.update'), status],
  address: [
    atUser('explain.remedy.own-addresses', 'ip-rules.read', 'ip-addresses'),
    at('explain.remedy.all-addresses', sectionPath('ip-rules'), 'ip-rules.read'),
  ],
  temporaryPassword: [atUser('explain.remedy.password', 'users.set-password'), status, policy],
  autoLock: [unlock, status, attempts, policy],
  triesLeft: [atUser('explain.remedy.reset-tries', 'users.reset-tries'), status, attempts, policy],
  secondFactor: [mfa],
  enrolProof: [mfa],
  enrolFactor: [mfa],
  newPassword: [status, policy],
};

/** What helps against a rule, as far as the person at the panel may go there; no place twice. */
export const useRemedies = (question: AccessQuestion) => {
  const can = useCan();
  return (rule: RuleName): Remedy[] => {
    const mayUse = (REMEDIES[rule] ?? [])
      .map((remedy) => remedy(question))
      .filter(({ permission }) => can(permission));
    return mayUse.filter(({ to }, index) => mayUse.findIndex((other) => other.to === to) === index);
  };
};
