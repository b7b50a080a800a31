import { USER_TYPES } from '../../../../../shared/constants';
import type { Role } from '../../../../../shared/contracts/roles';
import { MAX_SESSIONS } from '../../../../../shared/contracts/policy';
import type { RoleChange } from '../../../api/roles';
import { changedValues } from '../../../components/edited-form/changes';

/** What the form edits: a field added here is shown by `RoleForm`, and sent when changed. */
export type RoleFormValues = Pick<
  Role,
  'mfaRequired' | 'maxSessions' | 'ownAccountsOnly' | 'apiActions' | 'userTypes' | 'licences'
>;

/** With sorted lists, so that undoing a change leaves none. */
export const valuesOf = ({
  mfaRequired,
  maxSessions,
  ownAccountsOnly,
  apiActions,
  userTypes,
  licences,
}: Role): RoleFormValues => ({
  mfaRequired,
  maxSessions,
  ownAccountsOnly,
  apiActions: [...apiActions].sort(),
  userTypes: USER_TYPES.filter((type) => userTypes.includes(type)),
  licences: [...licences].sort((one, other) => one - other),
});

export const toRoleChange = (before: RoleFormValues, after: RoleFormValues): RoleChange =>
  changedValues(before, after);

/** Problems that need no request. */
export const problemsOf = ({ maxSessions, userTypes }: RoleFormValues) => ({
  ...(maxSessions !== null &&
    !(Number.isInteger(maxSessions) && maxSessions >= 1 && maxSessions <= MAX_SESSIONS) && {
      maxSessions: 'out-of-range' as const,
    }),
  ...(userTypes.length === 0 && { userTypes: 'required' as const }),
});
